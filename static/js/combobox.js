// A native select becomes a box one can type into: part of the name, pinyin or initials.
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
    this.build();
    this.listen();
  }

  build() {
    const { select } = this;
    this.box = document.createElement("div");
    this.box.className = "combobox";
    this.input = document.createElement("input");
    this.list = document.createElement("ul");
    Object.assign(this.input, { type: "text", className: "input", autocomplete: "off", id: select.id });
    Object.assign(this.list, { className: "combobox__list", id: `${select.id}_list`, hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "可选项");
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
    roles["aria-controls"] = this.list.id;
    for (const name of ["aria-describedby", "aria-invalid", "aria-required"]) {
      if (select.hasAttribute(name)) roles[name] = select.getAttribute(name);
    }
    for (const [name, value] of Object.entries(roles)) this.input.setAttribute(name, value);
    this.input.placeholder = "输入名称、拼音或首字母";
    this.input.disabled = select.disabled;
    this.input.value = this.chosenLabel();
    select.id = `${select.id}_select`; // the label and the error summary lead to the box now
    select.hidden = true;
    select.before(this.box);
    this.box.append(this.input, this.list, select);
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
    this.rows = found.map((option, index) => this.row(option, index));
    this.list.replaceChildren(...(this.rows.length ? this.rows : [this.none()]));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.point(typed && found.length ? 0 : -1);
  }

  row(option, index) {
    const row = document.createElement("li");
    Object.assign(row, { className: "combobox__option", id: `${this.list.id}_${index}` });
    row.setAttribute("role", "option");
    row.dataset.value = option.value;
    row.textContent = option.label;
    return row;
  }

  none() {
    const row = document.createElement("li");
    row.className = "combobox__none";
    row.setAttribute("role", "option");
    row.setAttribute("aria-disabled", "true");
    row.textContent = "没有相符的选项";
    return row;
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

export function enhance(select) {
  new Combobox(select);
}
