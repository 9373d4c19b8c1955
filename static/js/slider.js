// 拖动滑块补全拼图: drag (mouse, finger), click on the track, or arrow keys; digits are the other way.
// The page knows only pixels; whether the place is right is the server's secret.

import { post } from "./csrf.js";

const DRAGGED = 6; // a pointer that moved further than this let go on purpose

async function ask(url, fields = {}) {
  const response = await post(url, new URLSearchParams(fields));
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message || "");
  return answer;
}

class Slider {
  constructor(root) {
    this.root = root;
    const one = (name) => root.querySelector(`[data-${name}]`);
    this.box = one("slider");
    this.stage = one("stage");
    this.picture = one("picture");
    this.piece = one("piece");
    this.range = one("range");
    this.message = one("message");
    this.digits = one("digits-field");
    this.switchRow = one("switch-row");
    this.switch = one("switch");
    this.verifyButton = one("verify");
    this.ticket = root.querySelector("[name=slider_ticket]");
    this.puzzle = null;
    this.busy = false;
    this.listen();
  }

  listen() {
    this.range.addEventListener("input", () => this.draw());
    this.range.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.verify();
    });
    this.verifyButton.addEventListener("click", () => this.verify());
    this.root.querySelector("[data-renew]").addEventListener("click", () => this.renew());
    for (const button of this.root.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => this.moveTo(this.x + Number(button.dataset.step)));
    }
    this.switch.addEventListener("click", () => this.useDigits(this.digits.hidden));
    this.followPointer(this.range, false);
    this.followPointer(this.piece, true);
  }

  // A real drag is checked when it ends; a click only moves, so that it can be corrected.
  followPointer(element, moves) {
    let from = null;
    let start = 0;
    element.addEventListener("pointerdown", (event) => {
      from = event.clientX;
      start = this.x;
      if (moves) {
        event.preventDefault();
        element.setPointerCapture(event.pointerId);
      }
    });
    element.addEventListener("pointermove", (event) => {
      if (from !== null && moves) this.moveTo(start + (event.clientX - from) / this.scale);
    });
    element.addEventListener("pointerup", (event) => {
      const far = from !== null && Math.abs(event.clientX - from) > DRAGGED;
      from = null;
      if (far) setTimeout(() => this.verify());
    });
    element.addEventListener("pointercancel", () => {
      from = null;
    });
  }

  get x() {
    return Number(this.range.value);
  }

  get scale() {
    return this.stage.clientWidth / this.puzzle.width || 1;
  }

  moveTo(x) {
    this.range.value = String(Math.round(x));
    this.draw();
  }

  draw() {
    if (!this.puzzle) return;
    // Solved, the piece stays; the handle keeps the focus, which a disabled one would lose.
    if (this.ticket.value) this.range.value = String(this.solvedAt);
    const percent = (part, whole) => `${(part / whole) * 100}%`;
    this.piece.style.left = percent(this.x, this.puzzle.width);
    this.range.setAttribute("aria-valuetext", `离左边 ${this.x}，共 ${this.range.max}`);
  }

  say(text) {
    this.message.textContent = text;
  }

  async renew(text = "") {
    if (this.busy) return;
    this.busy = true;
    this.switchRow.hidden = false;
    this.box.classList.remove("slider--solved");
    this.ticket.value = "";
    try {
      this.show(await ask(this.root.dataset.new));
      this.say(text);
    } catch (problem) {
      this.useDigits(true);
      this.switchRow.hidden = true;
      this.digitsNote(problem.message);
    } finally {
      this.busy = false;
    }
  }

  digitsNote(text) {
    const live = this.digits.querySelector("[data-live]");
    if (live && text) live.textContent = text;
  }

  show(puzzle) {
    this.puzzle = puzzle;
    this.picture.src = puzzle.picture;
    this.piece.src = puzzle.piece;
    this.piece.style.width = `${(puzzle.size / puzzle.width) * 100}%`;
    this.piece.style.top = `${(puzzle.top / puzzle.height) * 100}%`;
    this.range.max = String(puzzle.width - puzzle.size);
    this.moveTo(0);
  }

  async verify() {
    if (this.busy || !this.puzzle || this.ticket.value) return;
    this.busy = true;
    try {
      const fields = { name: this.puzzle.name, x: String(this.x) };
      await this.take(await ask(this.root.dataset.check, fields));
    } catch {
      this.say("网络不通，请再试一次");
    } finally {
      this.busy = false;
    }
  }

  async take(answer) {
    if (answer.verdict === "right") {
      this.ticket.value = answer.ticket;
      this.box.classList.add("slider--solved");
      this.solvedAt = this.x;
      this.switchRow.hidden = true;
      this.say("拼图完成");
      return;
    }
    if (answer.verdict === "wrong" && answer.tries_left > 0) {
      this.say(`位置不对，这张图还可以试 ${answer.tries_left} 次`);
      return;
    }
    this.busy = false;
    const gone = answer.verdict === "gone";
    await this.renew(gone ? "这张图已过期，已换一张" : "位置不对，已换一张图");
  }

  // The page came back for another mistake, and the puzzle solved before it still counts.
  keep() {
    this.box.classList.add("slider--solved", "slider--kept");
    this.switchRow.hidden = true;
    this.say("拼图已完成，不必再拼");
  }

  useDigits(wanted) {
    this.digits.hidden = !wanted;
    this.box.hidden = wanted;
    this.switchRow.hidden = false;
    this.switch.textContent = wanted ? "改用拼图" : "拼图不方便？改用数字验证码";
    if (wanted || this.puzzle) return;
    if (this.ticket.value) this.keep();
    else this.renew();
  }
}

// The digits: another picture without opening the page anew.
function renewable(root) {
  const button = root.querySelector("[data-digits-renew]");
  root.querySelector("[data-digits-hint]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    const answer = await (await fetch(button.dataset.digitsRenew, { headers })).json();
    const old = root.querySelector("[name=captcha_0]").value;
    root.querySelector("[name=captcha_0]").value = answer.key;
    root.querySelector("[name=captcha_1]").value = "";
    root.querySelector("[data-digits-picture]").src = answer.image_url;
    const voice = root.querySelector("[data-digits-voice]");
    if (voice) voice.href = voice.getAttribute("href").replace(old, answer.key);
    root.querySelector("[name=captcha_1]").focus();
  });
}

export function enhance(root) {
  renewable(root);
  const slider = new Slider(root);
  // Who chose the digits and mistyped them gets digits again.
  slider.useDigits(Boolean(root.querySelector("[data-digits-field] .field--wrong")));
}
