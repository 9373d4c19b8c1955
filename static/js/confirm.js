// <button data-confirm="…">: asks before the form is sent or the link followed.
const dialog = document.getElementById("confirm-dialog");

// The words one sees, without those meant for screen readers only.
function seen(button) {
  const copy = button.cloneNode(true);
  for (const hidden of copy.querySelectorAll(".visually-hidden")) hidden.remove();
  return copy.textContent.trim();
}

export function enhance(button) {
  if (!dialog || typeof dialog.showModal !== "function") return;
  button.addEventListener("click", (event) => {
    if (button.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    dialog.querySelector("[data-confirm-text]").textContent = button.dataset.confirm;
    dialog.querySelector("[data-confirm-yes]").textContent = seen(button) || "确定";
    dialog.querySelector("[data-confirm-yes]").className = button.classList.contains("button--danger")
      ? "button button--danger"
      : "button";
    dialog.returnValue = "";
    dialog.addEventListener("close", () => answered(button), { once: true });
    dialog.showModal();
  });
}

function answered(button) {
  button.focus();
  if (dialog.returnValue !== "yes") return;
  button.dataset.confirmed = "yes";
  button.click();
  delete button.dataset.confirmed;
}
