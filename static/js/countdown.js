// <button data-countdown="58" data-countdown-label="重新发送">: may be pressed after so many seconds.
export function enhance(button) {
  const seconds = Number(button.dataset.countdown);
  if (!(seconds > 0)) return;
  const label = button.dataset.countdownLabel ?? button.textContent.trim();
  const end = Date.now() + seconds * 1000;
  // Pressing it took the focus away with it: the code is what comes next.
  const lost = [null, document.body, button].includes(document.activeElement);
  if (lost) button.closest(".code-row")?.querySelector("input")?.focus();
  button.disabled = true;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    button.disabled = left > 0;
    button.textContent = left > 0 ? `${label}（${left} 秒）` : label;
    if (left > 0) setTimeout(tick, 250);
  };
  tick();
}
