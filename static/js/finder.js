// The answers of a search come as radio buttons; choosing one folds them away.
function choose(box, radio) {
  const typed = box.querySelector("input[type=search]");
  const results = box.querySelector(".finder__results");
  typed.value = radio.dataset.label;
  const kept = document.createElement("input");
  Object.assign(kept, { type: "hidden", name: radio.name, value: radio.value });
  const note = document.createElement("p");
  note.className = "finder__note live--good";
  note.textContent = `已选择：${radio.dataset.label}`;
  results.replaceChildren(kept, note);
  typed.dispatchEvent(new Event("change", { bubbles: true }));
  typed.focus();
}

export function enhance(box) {
  // A pointer chooses at once; arrow keys only walk along the answers until Enter.
  box.addEventListener("click", (event) => {
    if (event.target.type === "radio" && event.detail > 0) choose(box, event.target);
    const label = event.target.closest("label");
    if (label && event.detail > 0 && event.target.type !== "radio") {
      event.preventDefault();
      choose(box, label.querySelector("input"));
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (event.target.type === "radio") choose(box, event.target);
    else box.querySelector("input[type=radio]")?.focus();
  });
}
