// Rare characters: found by pinyin, put into the field where its cursor was.
function insert(input, char) {
  const start = input.selectionStart ?? input.value.length;
  const end = input.selectionEnd ?? start;
  input.setRangeText(char, start, end, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  input.focus();
}

function asButton(span, input) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = span.className;
  button.lang = span.lang;
  button.textContent = span.textContent;
  button.setAttribute("aria-label", `填入 ${span.textContent}`);
  button.addEventListener("click", () => insert(input, span.dataset.rareChar));
  span.replaceWith(button);
}

export function enhance(box) {
  const input = document.getElementById(box.dataset.rare);
  if (!input) return;
  box.querySelector(".rare__plain").hidden = true;
  box.querySelector(".rare__tool").hidden = false;
  box.addEventListener("htmx:afterSwap", () => {
    for (const span of box.querySelectorAll("[data-rare-char]")) asButton(span, input);
  });
}
