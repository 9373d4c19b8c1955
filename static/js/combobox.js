// A native select becomes a box one can type into: part of the name, pinyin or initials.
import { build, none, row } from "./listbox.js";

const MOST_SHOWN = 100;

function matches(option, typed) {
  const text = typed.trim().toLowerCase();
  if (!text || option.label.toLowerCase().includes(text)) return true;
  return (option.dataset.keys ?? "").split(" ").some((key) => key.startsWith(text));
}

class Combobox {
  constructor(select) {
    this.select = select;
    this.options = [...select.options].filter((option) => option.value);
    Object.assign(this, build(select));
    this.input.value = this.chosenLabel();
    this.listen();
  }

  chosenLabel() {
    return this.select.value ? this.select.selectedOptions[0].label : "";
  }

  listen() {
    this.input.addEventListener("input", () => this.open(this.input.value));
    this.input.addEventListener("click", () => this.open(""));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.leave());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[data-value]");
      if (row) this.choose(row.dataset.value);
    });
  }

  open(typed) {
    const found = this.options.filter((option) => matches(option, typed)).slice(0, MOST_SHOWN);
    this.rows = found.map((option, index) => row(this.list, option, index));
    this.list.replaceChildren(...(this.rows.length ? this.rows : [none()]));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.point(typed && found.length ? 0 : -1);
  }

  point(index) {
    this.at = index;
    this.rows.forEach((row, n) => row.setAttribute("aria-selected", String(n === index)));
    this.rows[index]?.scrollIntoView({ block: "nearest" });
    if (index < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", this.rows[index].id);
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) return this.open("");
      const count = this.rows.length;
      if (count) this.point(this.at < 0 && step < 0 ? count - 1 : (this.at + step + count) % count);
    } else if (event.key === "Enter" && !this.list.hidden) {
      event.preventDefault();
      if (this.at >= 0) this.choose(this.rows[this.at].dataset.value);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      this.shut();
    }
  }

  choose(value) {
    this.select.value = value;
    this.input.value = this.chosenLabel();
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.shut();
  }

  shut() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  // What was typed counts only when it names an option; an emptied box empties the choice.
  leave() {
    const typed = this.input.value.trim();
    const exact = this.options.find((option) => option.label === typed);
    if (typed !== this.chosenLabel()) this.choose(exact ? exact.value : typed ? this.select.value : "");
    this.shut();
  }
}

// Who is quicker than this script stays where they are.
export function enhance(select) {
  const wasHere = document.activeElement === select;
  const combobox = new Combobox(select);
  if (wasHere) combobox.input.focus();
}
