// The parts of a combobox: the box to type into, its list, the rows.
const TAKEN_OVER = ["aria-describedby", "aria-invalid", "aria-required"];

function element(tag, properties, attributes) {
  const made = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

export function build(select) {
  const list = element(
    "ul",
    { className: "combobox__list", id: `${select.id}_list`, hidden: true },
    { role: "listbox", "aria-label": "可选项" },
  );
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
  for (const name of TAKEN_OVER) {
    if (select.hasAttribute(name)) roles[name] = select.getAttribute(name);
  }
  const input = element(
    "input",
    { type: "text", className: "input", autocomplete: "off", id: select.id, disabled: select.disabled },
    { ...roles, "aria-controls": list.id, placeholder: "输入名称、拼音或首字母" },
  );
  const box = element("div", { className: "combobox" }, {});
  select.id = `${select.id}_select`; // the label and the error summary lead to the box now
  select.hidden = true;
  select.before(box);
  box.append(input, list, select);
  return { input, list };
}

export function row(list, option, index) {
  const made = element(
    "li",
    { className: "combobox__option", id: `${list.id}_${index}`, textContent: option.label },
    { role: "option" },
  );
  made.dataset.value = option.value;
  return made;
}

export function none() {
  const words = { className: "combobox__none", textContent: "没有相符的选项" };
  return element("li", words, { role: "option", "aria-disabled": "true" });
}
