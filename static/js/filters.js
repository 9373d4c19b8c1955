// On a phone the conditions of a list fold away, so that the list itself is in sight.
const NARROW = "(max-width: 48rem)";

export function enhance(form) {
  const toggle = form.querySelector("[data-filters-toggle]");
  const parts = form.querySelectorAll(".filters__fields, .filters__actions");
  const narrow = window.matchMedia(NARROW);

  const show = (open) => {
    for (const part of parts) part.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    form.classList.toggle("filters--folded", !open);
  };
  const arrange = () => {
    toggle.hidden = !narrow.matches;
    show(!narrow.matches);
  };

  if (!toggle || form.querySelector("[aria-invalid=true]")) return;
  toggle.addEventListener("click", () => show(toggle.getAttribute("aria-expanded") !== "true"));
  narrow.addEventListener("change", arrange);
  arrange();
}
