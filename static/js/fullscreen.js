export function enhance(button) {
  const target = document.querySelector(button.dataset.fullscreenTarget);
  if (!document.fullscreenEnabled || !target) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else target.requestFullscreen();
  });
  document.addEventListener("fullscreenchange", () => {
    button.setAttribute("aria-pressed", String(document.fullscreenElement === target));
  });
}
