// <input data-check-url>: asks the server about one field; it answers {ok, text}.
import { post } from "./csrf.js";

const WAIT_MS = 500;

export function enhance(input) {
  const line = document.querySelector(`[data-live="${CSS.escape(input.id)}"]`);
  if (!line) return;
  let asked = 0;
  let timer;

  async function ask() {
    const mine = (asked += 1);
    if (!input.value.trim()) return line.replaceChildren();
    const body = new URLSearchParams({ field: input.name, value: input.value });
    try {
      const response = await post(input.dataset.checkUrl, body);
      const answer = response.ok && response.status !== 204 ? await response.json() : null;
      if (mine === asked) show(answer); // an older answer must not overwrite a newer one
    } catch {
      line.replaceChildren(); // offline: the form is checked when it is sent
    }
  }

  function show(answer) {
    line.className = `field__live live--${answer?.ok ? "good" : "bad"}`;
    line.textContent = answer?.text ?? "";
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("change", () => {
    clearTimeout(timer);
    ask();
  });
}
