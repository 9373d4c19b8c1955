// A picture on a stage: fitted into it, zoomed, turned by quarters, dragged when it is larger.
const STEP = 1.5;
const LARGEST = 6;

export class Sheet {
  constructor(stage) {
    this.stage = stage;
    this.zoom = 1;
    this.turn = 0;
    this.box = document.createElement("div");
    this.box.className = "sheet";
    this.stage.replaceChildren(this.box);
    new ResizeObserver(() => this.paint()).observe(stage);
    this.drag();
  }

  show(image, turn = 0) {
    this.image = image;
    this.zoom = 1;
    this.turn = turn;
    this.box.replaceChildren(image);
    this.paint();
    this.stage.scrollTo(0, 0);
  }

  larger() {
    this.scale(this.zoom * STEP);
  }

  smaller() {
    this.scale(this.zoom / STEP);
  }

  scale(wanted) {
    this.zoom = Math.max(1, Math.min(LARGEST, wanted));
    this.paint();
  }

  rotate() {
    this.turn = (this.turn + 90) % 360;
    this.paint();
  }

  // The box has the size of what is seen, so that the stage scrolls over all of it.
  paint() {
    const { naturalWidth: wide, naturalHeight: high } = this.image ?? {};
    if (!wide || !this.stage.clientWidth) return;
    const [width, height] = this.turn % 180 ? [high, wide] : [wide, high];
    const fit = Math.min(this.stage.clientWidth / width, this.stage.clientHeight / height);
    const scale = fit * this.zoom;
    this.box.style.width = `${Math.floor(width * scale)}px`;
    this.box.style.height = `${Math.floor(height * scale)}px`;
    this.image.style.width = `${Math.floor(wide * scale)}px`;
    this.image.style.height = `${Math.floor(high * scale)}px`;
    this.image.style.transform = `translate(-50%, -50%) rotate(${this.turn}deg)`;
    this.stage.classList.toggle("sheet-stage--large", this.zoom > 1);
  }

  drag() {
    let from = null;
    this.stage.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse" || event.button || this.zoom === 1) return;
      from = { x: event.clientX + this.stage.scrollLeft, y: event.clientY + this.stage.scrollTop };
      this.stage.setPointerCapture(event.pointerId);
    });
    this.stage.addEventListener("pointermove", (event) => {
      if (from) this.stage.scrollTo(from.x - event.clientX, from.y - event.clientY);
    });
    for (const name of ["pointerup", "pointercancel"]) {
      this.stage.addEventListener(name, () => (from = null));
    }
  }
}
