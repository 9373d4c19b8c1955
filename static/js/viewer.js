// Zooms, turns and enlarges each picture of a viewer.
const STEP = 1.5;
const LARGEST = 6;

function item(figure) {
  const image = figure.querySelector("[data-viewer-image]");
  const stage = figure.querySelector(".viewer__stage");
  const state = { zoom: 1, turn: 0 };

  const paint = () => {
    const zoomed = state.zoom > 1;
    image.style.maxWidth = zoomed ? "none" : "";
    image.style.maxHeight = zoomed ? "none" : "";
    image.style.width = zoomed ? `${stage.clientWidth * state.zoom}px` : "";
    image.style.transform = state.turn ? `rotate(${state.turn}deg)` : "";
  };
  const zoom = (way) => {
    const next = way === "in" ? state.zoom * STEP : state.zoom / STEP;
    state.zoom = Math.max(1, Math.min(LARGEST, next));
    paint();
  };

  figure.querySelector("[data-viewer-tools]").hidden = false;
  for (const button of figure.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => zoom(button.dataset.zoom));
  }
  figure.querySelector("[data-rotate]").addEventListener("click", () => {
    state.turn = (state.turn + 90) % 360;
    paint();
  });
  const full = figure.querySelector("[data-fullscreen]");
  full.hidden = !document.fullscreenEnabled;
  full.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else figure.requestFullscreen();
  });
}

export function enhance(viewer) {
  viewer.querySelectorAll(".viewer__item").forEach(item);
}
