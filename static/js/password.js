// Shows a password on request, and how strong it is. The same reckoning as portal/web/strength.py.
const WORDS = ["太短", "弱", "一般", "较强", "强"];
const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];
const ROWS = ["01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

function simple(text) {
  const low = text.toLowerCase();
  if (new Set(low).size <= 3 || /password|admin|woaini|iloveyou/.test(low)) return true;
  return ROWS.some((row) => {
    const back = [...row].reverse().join("");
    for (let at = 0; at + 6 <= low.length; at += 1) {
      const part = low.slice(at, at + 6);
      if (row.includes(part) || back.includes(part)) return true;
    }
    return false;
  });
}

export function score(text) {
  const length = [...text].length;
  if (length < 8) return 0;
  if (simple(text)) return 1;
  const classes = CLASSES.filter((pattern) => pattern.test(text)).length;
  return Math.max(1, Math.min(4, classes - 1 + (length >= 12 ? 1 : 0) + (length >= 16 ? 1 : 0)));
}

function meter(box, input) {
  const line = box.parentElement.querySelector("[data-strength]");
  if (!line) return;
  const [bar, word] = [line.querySelector("meter"), line.querySelector("span")];
  input.addEventListener("input", () => {
    line.hidden = !input.value;
    bar.value = score(input.value);
    word.textContent = `密码强度：${WORDS[score(input.value)]}`;
  });
}

export function enhance(box) {
  const input = box.querySelector("input");
  const button = box.querySelector("[data-password-show]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.textContent = shown ? "隐藏" : "显示";
    button.setAttribute("aria-pressed", String(shown));
  });
  // A password in clear must not stay in the browser's memory of typed texts.
  input.form?.addEventListener("submit", () => (input.type = "password"));
  meter(box, input);
}
