// Files of an evidence item: shrunk, sent one after another with their progress, without leaving
// the page. Every post carries the whole form, as it does without scripts; of the page that comes
// back only this item is taken over, and whatever is marked data-refresh.
import { inTurn } from "./turns.js";
import { shrink } from "./upload.js";

const PART = "[data-attach-part]";

function size(bytes) {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

class Trouble extends Error {}

// What another try would not mend.
class Refused extends Trouble {}

function send(form, action, name, file, progress) {
  const data = new FormData(form);
  for (const input of form.querySelectorAll("input[type=file]")) data.delete(input.name);
  data.set("action", action);
  if (file) data.append(name, file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.getAttribute("action") || location.href);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener("load", () => resolve(request));
    request.addEventListener("error", () => reject(new Trouble("网络中断，没有上传成功。联网后请再试一次。")));
    request.send(data);
  });
}

function pageOf(request, id) {
  if (request.status === 413) throw new Refused("文件太大，没有收下。请换一个较小的文件。");
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  if (!page.getElementById(id)) throw new Trouble("没有上传成功。请刷新页面后再试，已填写的内容不受影响。");
  return page;
}

class Attach {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.queue = box.querySelector("[data-attach-queue]");
  }

  get part() {
    return this.box.querySelector(PART);
  }

  // Posts the action and takes over what came back.
  post(action, { name = "", file = null, progress = () => {} } = {}) {
    return inTurn(this.form, async () => {
      const page = pageOf(await send(this.form, action, name, file, progress), this.box.id);
      this.takeOver(page);
    });
  }

  takeOver(page) {
    const fresh = page.getElementById(this.box.id);
    this.box.className = fresh.className;
    this.part.replaceWith(fresh.querySelector(PART));
    this.part.dispatchEvent(new CustomEvent("portal:added", { bubbles: true }));
    for (const old of document.querySelectorAll("[data-refresh]")) {
      const now = page.getElementById(old.id);
      if (now) old.replaceWith(now);
    }
    const version = this.form.elements.namedItem("version");
    const now = page.querySelector("form input[name=version]");
    if (version && now) version.value = now.value;
  }

  async press(button) {
    const at = button.value;
    this.box.setAttribute("aria-busy", "true");
    try {
      await this.post(at);
      this.focusAgain(at);
    } catch (trouble) {
      this.line(button.textContent.trim()).fail(said(trouble), () => this.press(button));
    }
    this.box.removeAttribute("aria-busy");
  }

  focusAgain(value) {
    const id = value.slice(value.indexOf(":") + 1);
    const tools = [`[value="${value}"]`, `[value="down:${id}"]`, `[value="up:${id}"]`];
    const found = tools.map((tool) => this.part.querySelector(tool)).find((tool) => tool && !tool.disabled);
    (found ?? this.box).focus();
  }

  async add(files) {
    const add = this.part.querySelector("[data-attach-add]");
    const room = Number(add.dataset.room);
    const limits = { bytes: Number(add.dataset.mostBytes), edge: Number(add.dataset.maxEdge) };
    const name = add.querySelector("input").name;
    const action = `upload:${this.box.dataset.attach}`;
    for (const [index, file] of [...files].entries()) {
      const line = this.line(file.name);
      if (index >= room) line.fail("没有上传：这一项的文件已经够了。请先删除不需要的文件。");
      else await this.one(line, file, { action, name, limits });
    }
  }

  swap(input, file) {
    const add = this.box.querySelector("[data-attach-add]");
    const limits = { bytes: Number(add?.dataset.mostBytes ?? Infinity), edge: Number(add?.dataset.maxEdge ?? 2400) };
    const action = input.name.replace("replace-", "replace:");
    return this.one(this.line(file.name), file, { action, name: input.name, limits });
  }

  async one(line, file, { action, name, limits }) {
    try {
      line.say("正在处理…");
      const small = await shrink(file, limits.edge);
      if (!small.size) throw new Refused("这个文件是空的（0 字节）。请重新选择文件后再上传。");
      if (small.size > limits.bytes) {
        throw new Refused(`文件有 ${size(small.size)}，超过了 ${size(limits.bytes)} 的上限。请换一个较小的文件。`);
      }
      line.say(small === file ? size(file.size) : `${size(file.size)}，已缩小到 ${size(small.size)}`);
      await this.post(action, { name, file: small, progress: (part) => line.show(part) });
      line.done();
    } catch (trouble) {
      const again = () => this.one(line, file, { action, name, limits });
      line.fail(said(trouble), trouble instanceof Refused ? null : again);
    }
  }

  line(name) {
    return new Line(this.queue, name);
  }
}

function said(trouble) {
  if (trouble instanceof Trouble) return trouble.message;
  throw trouble;
}

// One file on its way.
class Line {
  constructor(queue, name) {
    this.item = document.createElement("li");
    this.item.className = "attach__sending";
    this.name = document.createElement("span");
    this.name.className = "attach__sending-name";
    this.name.textContent = name;
    this.text = document.createElement("span");
    this.bar = document.createElement("progress");
    this.bar.className = "job__bar";
    this.bar.max = 1;
    this.bar.setAttribute("aria-label", `${name}的上传进度`);
    this.item.append(this.name, this.text, this.bar);
    queue.append(this.item);
  }

  say(text) {
    this.item.classList.remove("attach__sending--failed");
    this.item.querySelectorAll("button").forEach((button) => button.remove());
    this.bar.hidden = false;
    this.text.textContent = text;
  }

  show(part) {
    this.bar.value = part;
    if (part === 1) this.text.textContent = "已送到，正在检查…";
  }

  done() {
    this.item.remove();
  }

  fail(text, again) {
    this.bar.hidden = true;
    this.text.textContent = text;
    this.item.classList.add("attach__sending--failed");
    if (again) this.item.append(button("再试一次", again));
    this.item.append(button("知道了", () => this.done()));
  }
}

function button(label, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "attached__tool", textContent: label });
  made.addEventListener("click", act);
  return made;
}

export function enhance(box) {
  const attach = new Attach(box);
  if (!attach.form) return;
  box.addEventListener("click", (event) => {
    const swap = event.target.closest("[data-attach-swap] > summary");
    const pressed = event.target.closest("button[name=action]");
    if (!swap && !pressed) return;
    event.preventDefault();
    if (swap) swap.parentElement.querySelector("input").click();
    else if (!pressed.value.startsWith("upload:")) attach.press(pressed);
  });
  box.addEventListener("change", (event) => {
    if (event.target.type !== "file" || !event.target.files.length) return;
    const files = [...event.target.files];
    if (event.target.closest("[data-attach-add]")) attach.add(files);
    else attach.swap(event.target, files[0]);
    event.target.value = "";
  });
  dropping(box, attach);
}

function dropping(box, attach) {
  box.addEventListener("dragover", (event) => {
    if (!box.querySelector("[data-attach-add]")) return;
    event.preventDefault();
    box.classList.add("attach--over");
  });
  for (const name of ["dragleave", "drop"]) {
    box.addEventListener(name, () => box.classList.remove("attach--over"));
  }
  box.addEventListener("drop", (event) => {
    if (!box.querySelector("[data-attach-add]") || !event.dataTransfer.files.length) return;
    event.preventDefault();
    attach.add([...event.dataTransfer.files]);
  });
}
