// <form data-grid="url">: each row (data-grid-row="key") is saved by itself while it is filled in.
// The server answers {version}; 409 means that somebody else has changed the row meanwhile.
import { post, token } from "./csrf.js";
import { inTurn } from "./turns.js";

// Before this script came, or put back by the browser.
function isTouched(input) {
  if (input.type === "hidden") return false;
  if (input instanceof HTMLInputElement) return input.value !== input.defaultValue;
  const first = [...input.options].findIndex((option) => option.defaultSelected);
  return input.selectedIndex !== Math.max(first, 0);
}

const WAIT_MS = 1000;
const RETRY_MS = 10_000;

class Row {
  constructor(element, url) {
    this.element = element;
    this.url = url;
    this.state = element.querySelector("[data-row-state]");
    this.pending = Promise.resolve();
    this.dirty = false;
  }

  say(kind, text) {
    this.state.className = `reg-grid__state reg-grid__state--${kind}`;
    this.state.textContent = text;
  }

  changed() {
    this.dirty = true;
    this.say("unsaved", "未保存");
    this.later(WAIT_MS);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  values() {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", token());
    for (const input of this.element.querySelectorAll("input, select")) data.append(input.name, input.value);
    return data;
  }

  save() {
    clearTimeout(this.timer);
    if (this.dirty && !this.stopped) this.pending = inTurn(this.element, () => this.send());
    return this.pending;
  }

  async send() {
    this.dirty = false;
    try {
      await this.answered(await post(this.url, this.values()));
    } catch {
      this.failed("未保存，联网后再试");
    }
  }

  async answered(response) {
    if (response.status === 409 || response.status === 422) {
      this.stopped = response.status === 409;
      return this.say("failed", (await response.json()).text);
    }
    if (!response.ok || response.redirected) return this.failed("未保存，稍后再试");
    this.element.querySelector("[data-version]").value = (await response.json()).version;
    if (!this.dirty) this.say("saved", "已保存");
  }

  failed(text) {
    this.dirty = true;
    this.say("failed", text);
    this.later(RETRY_MS);
  }
}

export function enhance(form) {
  const rows = new Map();
  for (const element of form.querySelectorAll("[data-grid-row]")) {
    const row = new Row(element, form.dataset.grid);
    rows.set(element, row);
    if ([...element.querySelectorAll("input, select")].some(isTouched)) row.changed();
  }
  const of = (event) => rows.get(event.target.closest("[data-grid-row]"));
  let leaving = false;
  form.addEventListener("input", (event) => of(event)?.changed());
  form.addEventListener("submit", async (event) => {
    if (leaving) return;
    // What is on its way would make the page's own versions old ones.
    event.preventDefault();
    leaving = true;
    const { submitter } = event;
    for (const row of rows.values()) clearTimeout(row.timer);
    await Promise.allSettled([...rows.values()].map((row) => row.pending));
    // Not while this very event is still being told: the form would not hear it.
    setTimeout(() => form.requestSubmit(submitter));
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const row of rows.values()) row.save();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && [...rows.values()].some((row) => row.dirty)) event.preventDefault();
  });
}
