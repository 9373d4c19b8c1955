// Adds and removes the rows of an editor without a reload. Rows are numbered from 0 without gaps,
// as a Django formset reads them.
const BLANK = "__prefix__";

class Rows {
  constructor(box) {
    this.box = box;
    this.name = box.dataset.rows;
    this.most = Number(box.dataset.rowsMost);
    this.body = box.querySelector("[data-rows-body]");
    this.blank = box.querySelector("[data-rows-blank]");
    this.note = box.querySelector("[data-rows-note]");
    this.total = box.querySelector(`[name="${CSS.escape(this.name)}-TOTAL_FORMS"]`);
  }

  get rows() {
    return [...this.body.querySelectorAll("[data-row]")];
  }

  add() {
    if (this.rows.length >= this.most) return;
    const row = this.blank.content.firstElementChild.cloneNode(true);
    this.place(row, null);
    this.say(`已添加第 ${this.rows.length} 行`);
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

  remove(row) {
    const at = this.rows.indexOf(row);
    const next = row.nextElementSibling;
    row.remove();
    if (!this.rows.length) this.place(this.blank.content.firstElementChild.cloneNode(true), null);
    this.count();
    this.say(`已删除第 ${at + 1} 行`, () => this.restore(row, next));
  }

  restore(row, next) {
    if (this.rows.length >= this.most) return;
    const empty = this.rows.length === 1 && !typed(this.rows[0]);
    if (empty) this.rows[0].remove();
    this.place(row, next?.isConnected ? next : null);
    this.say("已恢复");
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

  // Radio buttons of two rows share a name for a moment, and the browser would uncheck one.
  place(row, before) {
    const radios = [row, ...this.rows].flatMap((each) => [...each.querySelectorAll("input[type=radio]")]);
    const checked = radios.filter((radio) => radio.checked);
    this.body.insertBefore(row, before);
    this.count();
    checked.forEach((radio) => (radio.checked = true));
    window.htmx?.process(row);
    row.dispatchEvent(new CustomEvent("portal:added", { bubbles: true }));
  }

  count() {
    this.rows.forEach((row, index) => renumber(row, this.name, index));
    this.total.value = this.rows.length;
    const full = this.rows.length >= this.most;
    this.box.querySelector("[data-rows-add]").disabled = full;
    this.total.dispatchEvent(new Event("change", { bubbles: true })); // autosave listens
  }

  say(text, undo) {
    const full = this.rows.length >= this.most ? `，最多 ${this.most} 行，不能再添加` : "";
    this.note.textContent = text + full;
    if (!undo) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "rows__undo", textContent: "撤销删除" });
    button.addEventListener("click", undo, { once: true });
    this.note.append(" ", button);
    button.focus();
  }
}

function typed(row) {
  const inputs = row.querySelectorAll("input:not([type=hidden]), select, textarea");
  return [...inputs].some((input) => (/radio|checkbox/.test(input.type) ? input.checked : input.value));
}

// Names, ids and what refers to them; also in the JSON of hx-vals, where "-" is escaped.
function renumber(row, name, index) {
  const old = row.dataset.at ?? row.querySelector("[data-row-remove]").value.split(":").pop();
  row.dataset.at = index;
  for (const number of row.querySelectorAll("[data-row-number]")) number.textContent = index + 1;
  if (String(old) === String(index)) return;
  const pairs = [["-", "-"], ["\\u002D", "\\u002D"], [":", ""]].map(([dash, end]) => [
    `${name}${dash}${old}${end}`,
    `${name}${dash}${index}${end}`,
  ]);
  for (const element of [row, ...row.querySelectorAll("*")]) rename(element, pairs);
}

function rename(element, pairs) {
  const input = !element.matches("button") && element.matches("input, option");
  for (const { name, value } of [...element.attributes]) {
    if (input && name === "value") continue;
    const found = pairs.find(([from]) => value.includes(from));
    if (found) element.setAttribute(name, value.split(found[0]).join(found[1]));
  }
}

export function enhance(box) {
  const rows = new Rows(box);
  const add = box.querySelector("[data-rows-add]");
  if (!rows.blank) return;
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-row-remove], [data-rows-add]");
    if (!button) return;
    event.preventDefault();
    if (button === add) rows.add();
    else rows.remove(button.closest("[data-row]"));
  });
}
