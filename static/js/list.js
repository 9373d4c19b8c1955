// Keys of a list: j and k move, Enter opens, x ticks. They can be switched off, since single
// keys disturb people who speak to their computer.
const KEPT = "list-keys";

function typing(element) {
  return element?.closest("input:not([type=checkbox]), select, textarea, button, dialog, [contenteditable]");
}

function on() {
  return localStorage.getItem(KEPT) !== "off";
}

function rows(table) {
  return [...table.querySelectorAll("tbody tr")];
}

function move(table, step) {
  const all = rows(table);
  const at = all.findIndex((row) => row.classList.contains("is-current"));
  const next = Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + step));
  all[at]?.classList.remove("is-current");
  all[next]?.classList.add("is-current");
  (all[next]?.querySelector("[data-open]") ?? all[next]?.querySelector("a, input"))?.focus();
  all[next]?.scrollIntoView({ block: "nearest" });
}

function current(table) {
  return table.querySelector("tr.is-current");
}

const KEYS = {
  j: (table) => move(table, 1),
  k: (table) => move(table, -1),
  x: (table) => current(table)?.querySelector("input[type=checkbox]")?.click(),
  Enter: (table) => current(table)?.querySelector("[data-open]")?.click(),
};

function toggles() {
  for (const button of document.querySelectorAll("[data-list-keys]")) {
    const paint = () => {
      button.setAttribute("aria-pressed", String(on()));
      button.textContent = on() ? "快捷键已开" : "快捷键已关";
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      localStorage.setItem(KEPT, on() ? "off" : "on");
      paint();
    });
    paint();
  }
}

export function enhance(table) {
  toggles();
  table.addEventListener("focusin", (event) => {
    current(table)?.classList.remove("is-current");
    event.target.closest("tbody tr")?.classList.add("is-current");
  });
  document.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    const changed = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (!act || changed || !on() || typing(document.activeElement)) return;
    if (event.key === "Enter" && document.activeElement !== document.body) return;
    event.preventDefault();
    act(table);
  });
}
