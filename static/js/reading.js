// The card's picture: a forgotten consent is said before the picture would be lost, and who
// waited for the reading is taken to what came of it; who is typing meanwhile is left alone.
const ASK = "请先勾选同意。选好的照片还在，不用重选";

function consentFirst(form, event) {
  const button = event.target.closest("button[value=upload]");
  const [file] = form.querySelector("input[type=file]")?.files ?? [];
  const consent = form.querySelector("#id_consent");
  if (!button || !file || !consent || consent.checked) return;
  event.preventDefault();
  const line = form.querySelector("[data-live=id_consent]");
  line.className = "field__live live--bad";
  line.textContent = ASK;
  consent.addEventListener("change", () => line.replaceChildren(), { once: true });
  consent.focus();
}

function toResult(form, event) {
  if (event.detail.elt.id !== "identity") return;
  const notice = form.querySelector("#identity .notice");
  const typing = document.activeElement?.closest("#identity input, #identity select");
  if (!notice || typing) return;
  notice.tabIndex = -1;
  notice.focus();
}

export function enhance(form) {
  form.addEventListener("click", (event) => consentFirst(form, event));
  form.addEventListener("htmx:afterSettle", (event) => toResult(form, event));
}
