// Many pages in groups, one at a time: a page is fetched when it is looked at, and the next one
// while it is read.
import { Sheet } from "./sheet.js";

const SWIPE_PX = 60;
const HURRY_MS = 120;
const READING_MS = 400;
const KEPT = 20;

class Gallery {
  constructor(box) {
    this.box = box;
    this.links = [...box.querySelectorAll("[data-picture]")];
    this.turns = this.links.map(() => 0);
    this.images = new Map();
    this.at = 0;
    this.name = box.querySelector("[data-gallery-name]");
    this.place = box.querySelector("[data-gallery-place]");
    this.list = box.querySelector(".gallery__groups");
    this.stage = box.querySelector("[data-gallery-stage]");
    this.download = box.querySelector("[data-gallery-download]");
    box.querySelector("[data-gallery-frame]").hidden = false;
    this.sheet = new Sheet(this.stage);
  }

  image(index) {
    if (!this.images.has(index)) {
      const image = new Image();
      image.draggable = false;
      image.className = "sheet__image";
      image.alt = this.links[index].dataset.alt;
      image.src = this.links[index].href;
      this.images.set(index, image);
      if (this.images.size > KEPT) this.images.delete(this.images.keys().next().value);
    }
    return this.images.get(index);
  }

  show(index) {
    if (!this.links[index]) return;
    this.turns[this.at] = this.sheet.turn;
    this.at = index;
    const { group, place, download } = this.links[index].dataset;
    this.links.forEach((link, n) => mark(link, n === index));
    this.reveal(this.links[index]);
    this.name.textContent = group;
    this.place.textContent = place;
    this.download.hidden = !download;
    this.download.href = download;
    for (const button of this.box.querySelectorAll("[data-step]")) {
      button.disabled = !this.links[index + Number(button.dataset.step)];
    }
    // Pages passed by in a hurry are not fetched.
    clearTimeout(this.soon);
    if (this.images.has(index) || !this.sheet.image) this.load(index);
    else this.soon = setTimeout(() => this.load(index), HURRY_MS);
  }

  // Only the list scrolls, never the page.
  reveal(link) {
    const { top, bottom } = link.getBoundingClientRect();
    const frame = this.list.getBoundingClientRect();
    if (top < frame.top) this.list.scrollTop -= frame.top - top + link.offsetHeight;
    else if (bottom > frame.bottom) this.list.scrollTop += bottom - frame.bottom + link.offsetHeight / 2;
  }

  async load(index) {
    const image = this.image(index);
    this.stage.setAttribute("aria-busy", "true");
    try {
      await image.decode();
      if (index === this.at) this.sheet.show(image, this.turns[index]);
    } catch {
      this.images.delete(index);
      if (index === this.at) this.sheet.box.replaceChildren(missing());
    }
    if (index !== this.at) return;
    this.stage.removeAttribute("aria-busy");
    if (this.links[index + 1]) this.soon = setTimeout(() => this.image(index + 1), READING_MS);
  }

  step(by) {
    this.show(this.at + by);
  }
}

function mark(link, current) {
  if (current) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}

function missing() {
  const note = document.createElement("p");
  note.className = "sheet__missing";
  note.textContent = "这一页无法显示。请下载原件查看，或稍后再试。";
  return note;
}

function keys(gallery) {
  const acts = {
    ArrowLeft: () => gallery.step(-1),
    ArrowRight: () => gallery.step(1),
    "+": () => gallery.sheet.larger(),
    "=": () => gallery.sheet.larger(),
    "-": () => gallery.sheet.smaller(),
  };
  document.addEventListener("keydown", (event) => {
    const focused = document.activeElement;
    const here = focused === document.body || gallery.box.contains(focused);
    const act = acts[event.key];
    const changed = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    const scrolling = event.key.startsWith("Arrow") && gallery.sheet.zoom > 1;
    if (!act || !here || changed || scrolling) return;
    event.preventDefault();
    act();
  });
}

function swipes(gallery) {
  let from = null;
  gallery.stage.addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 && gallery.sheet.zoom === 1 ? event.touches[0] : null;
  }, { passive: true });
  gallery.stage.addEventListener("touchend", (event) => {
    const [to] = event.changedTouches;
    const by = from ? to.clientX - from.clientX : 0;
    const across = from && Math.abs(by) > 2 * Math.abs(to.clientY - from.clientY);
    if (across && Math.abs(by) > SWIPE_PX) gallery.step(by < 0 ? 1 : -1);
    from = null;
  });
}

function full(gallery) {
  const button = gallery.box.querySelector("[data-fullscreen]");
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else gallery.box.requestFullscreen();
  });
  document.addEventListener("fullscreenchange", () => {
    button.setAttribute("aria-pressed", String(document.fullscreenElement === gallery.box));
  });
}

export function enhance(box) {
  const gallery = new Gallery(box);
  box.addEventListener("click", (event) => {
    const link = event.target.closest("[data-picture]");
    const tool = event.target.closest("[data-step], [data-zoom], [data-rotate]");
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      gallery.show(gallery.links.indexOf(link));
    } else if (tool?.dataset.step) gallery.step(Number(tool.dataset.step));
    else if (tool?.dataset.zoom) gallery.sheet[tool.dataset.zoom === "in" ? "larger" : "smaller"]();
    else if (tool) gallery.sheet.rotate();
  });
  keys(gallery);
  swipes(gallery);
  full(gallery);
  gallery.show(0);
}
