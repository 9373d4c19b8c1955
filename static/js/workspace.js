// Keys of the review workspace that list.js does not have: "/" finds, and on a case
// a goes to the first action, r to the reasons, n to the next case, u back to the list.
// They obey the same switch as the keys of lists.
const KEPT = "list-keys";

function typing(element) {
  return element?.closest("input:not([type=checkbox]), select, textarea, dialog, [contenteditable]");
}

function toReasons() {
  const reasons = document.querySelector("[data-reasons]");
  if (!reasons) return document.querySelector("#decision textarea")?.focus();
  reasons.open = true;
  reasons.querySelector("input")?.focus();
}

const KEYS = {
  "/": () => document.querySelector(".filters input[type=text], .filters input[name=q]")?.focus(),
  a: () => document.querySelector("#decision [data-key=a]")?.focus(),
  r: toReasons,
  n: () => document.querySelector("a[data-key=n]")?.click(),
  u: () => document.querySelector("a[data-key=u]")?.click(),
};

document.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  const changed = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  if (!act || changed || localStorage.getItem(KEPT) === "off") return;
  if (typing(document.activeElement)) return;
  event.preventDefault();
  act();
});

// Writing a note beside a field marks the field.
for (const note of document.querySelectorAll(".row-change .input")) {
  note.addEventListener("input", () => {
    if (note.value) note.closest(".summary__row").querySelector(".row-tick input").checked = true;
  });
}
