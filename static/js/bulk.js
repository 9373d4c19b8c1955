// Ticks over a list: how many, all of the page, all that match. The buttons wait for a tick.
export function enhance(form) {
  const ticks = () => [...form.querySelectorAll("tbody input[type=checkbox]")];
  const all = form.querySelector("[data-tick-all]");
  const matching = form.querySelector("[data-bulk-all]");
  const count = form.querySelector("[data-bulk-count]");
  const bar = form.querySelector("[data-bulk-bar]");
  const buttons = bar?.querySelectorAll("button") ?? [];
  const paint = () => {
    const ticked = ticks().filter((box) => box.checked).length;
    const whole = Boolean(matching?.checked);
    if (all) {
      all.checked = ticked > 0 && ticked === ticks().length;
      all.indeterminate = ticked > 0 && !all.checked;
    }
    if (count) count.textContent = whole ? "已选全部" : ticked ? `已选 ${ticked} 条` : "勾选后可以批量办理";
    for (const button of buttons) button.disabled = !whole && !ticked;
    bar?.classList.toggle("bulk-bar--idle", !whole && !ticked);
  };
  form.addEventListener("change", (event) => {
    if (event.target === all) ticks().forEach((box) => (box.checked = all.checked));
    paint();
  });
  // Enter on a tick would press the first button of the form.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.type === "checkbox") event.preventDefault();
  });
  paint();
}
