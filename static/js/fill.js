// <span data-fill="id_name" data-value="…">: becomes a button that puts its text into the field.
export function enhance(span) {
  const input = document.getElementById(span.dataset.fill);
  if (!input) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary button--small";
  button.textContent = span.textContent;
  button.addEventListener("click", () => {
    input.value = span.dataset.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
  span.replaceWith(button);
}
