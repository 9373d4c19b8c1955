// A button that opens the browser's calendar beside a typed date.
const PATTERN = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$/;

function iso(text) {
  const found = text.trim().match(PATTERN);
  return found ? `${found[1]}-${found[2].padStart(2, "0")}-${found[3].padStart(2, "0")}` : "";
}

export function enhance(box) {
  const typed = box.querySelector("input");
  const button = box.querySelector("[data-date-open]");
  const picker = document.createElement("input");
  picker.type = "date";
  if (typeof picker.showPicker !== "function" || typed.readOnly || typed.disabled) return;
  picker.className = "visually-hidden";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  button.after(picker);
  button.hidden = false;
  button.addEventListener("click", () => {
    picker.value = iso(typed.value);
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    typed.value = picker.value;
    typed.dispatchEvent(new Event("change", { bubbles: true }));
    typed.focus();
  });
}
