// Saves a form as it is filled in. The server answers {version, saved_at}; 409 means that
// another window or device has saved in between.
import { post } from "./csrf.js";
import { inTurn } from "./turns.js";

const WAIT_MS = 1200;
const RETRY_MS = 10_000;

function clock(instant) {
  const time = new Date(instant);
  return [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-save-state]") ?? document.querySelector("[data-save-state]");
    this.dirty = false;
    this.busy = false;
  }

  say(kind, text) {
    if (!this.state) return;
    this.state.className = `save-state save-state--${kind}`;
    this.state.textContent = text;
  }

  changed(event) {
    if (event.target.type === "password" || event.target.type === "file") return;
    this.touched();
  }

  touched() {
    this.dirty = true;
    this.say("unsaved", "未保存");
    this.later(WAIT_MS);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  values() {
    const data = new FormData(this.form);
    for (const input of this.form.querySelectorAll("input[type=password], input[type=file]")) {
      data.delete(input.name);
    }
    return data;
  }

  async save() {
    if (this.busy || !this.dirty) return;
    this.busy = true;
    this.dirty = false;
    try {
      await inTurn(this.form, async () => {
        await this.answered(await post(this.form.dataset.autosaveUrl, this.values()));
      });
    } catch {
      this.failed("未保存，联网后会自动再试");
    }
    this.busy = false;
    if (this.dirty && !this.stopped) this.later(this.waitNext);
  }

  async answered(response) {
    if (response.status === 409) {
      this.stopped = true;
      return this.say("failed", "这份内容在别处改过了，请刷新页面再继续");
    }
    if (!response.ok) return this.failed("未保存，稍后会自动再试");
    const { version, saved_at: savedAt } = await response.json();
    const field = this.form.elements.namedItem("version");
    if (field && version !== undefined) field.value = version;
    this.waitNext = WAIT_MS;
    if (!this.dirty) this.say("saved", `已保存 ${clock(savedAt)}`);
  }

  failed(text) {
    this.dirty = true;
    this.waitNext = RETRY_MS;
    this.say("failed", text);
  }
}

// Whether somebody has typed here: on a slow line people are quicker than this script.
function isTouched({ type, value, defaultValue, checked, defaultChecked }) {
  if (type === "checkbox" || type === "radio") return checked !== defaultChecked;
  return (type === "text" || type === "textarea") && value !== defaultValue;
}

export function enhance(form) {
  const autosave = new Autosave(form);
  if ([...form.elements].some(isTouched)) autosave.touched();
  form.addEventListener("input", (event) => autosave.changed(event));
  form.addEventListener("change", (event) => autosave.changed(event));
  form.addEventListener("submit", () => (autosave.leaving = true));
  window.addEventListener("online", () => autosave.save());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") autosave.save();
  });
  window.addEventListener("beforeunload", (event) => {
    if ((autosave.dirty || autosave.busy) && !autosave.leaving) event.preventDefault();
  });
}
