// The one entry. A page works without it; what it needs of the rest is loaded when it is there.
import "./page.js";

const features = [
  ["[data-upload]", () => import("./upload.js")],
  ["[data-autosave-url]", () => import("./autosave.js")],
  ["select[data-combobox]", () => import("./combobox.js")],
  ["[data-finder]", () => import("./finder.js")],
  ["[data-date]", () => import("./date.js")],
  ["[data-password]", () => import("./password.js")],
  ["[data-countdown]", () => import("./countdown.js")],
  ["[data-fullscreen-target]", () => import("./fullscreen.js")],
  ["[data-list]", () => import("./list.js")],
  ["[data-filters]", () => import("./filters.js")],
  ["[data-bulk]", () => import("./bulk.js")],
  ["[data-confirm]", () => import("./confirm.js")],
  ["[data-check-url]", () => import("./livecheck.js")],
  ["[data-human]", () => import("./slider.js")],
  ["[data-reading]", () => import("./reading.js")],
  ["[data-rare]", () => import("./rare.js")],
  ["[data-fill]", () => import("./fill.js")],
  ["[data-viewer]", () => import("./viewer.js")],
  ["[data-gallery]", () => import("./gallery.js")],
  ["[data-rows]", () => import("./rows.js")],
  ["[data-grid]", () => import("./grid.js")],
  ["[data-attach]", () => import("./attachments.js")],
];
const done = new WeakMap();

function once(element, selector) {
  const seen = done.get(element) ?? new Set();
  done.set(element, seen);
  return seen.has(selector) ? false : Boolean(seen.add(selector));
}

export function enhance(root) {
  for (const [selector, load] of features) {
    const found = [...root.querySelectorAll(selector)];
    if (root instanceof Element && root.matches(selector)) found.push(root);
    const fresh = found.filter((element) => once(element, selector));
    if (fresh.length) load().then((module) => fresh.forEach((element) => module.enhance(element)));
  }
}

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));
document.addEventListener("portal:added", (event) => enhance(event.target));
