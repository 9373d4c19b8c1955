// When the reading of the card arrives, who waited for it is taken to what came of it;
// who is typing meanwhile is left alone.
export function enhance(form) {
  form.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt.id !== "identity") return;
    const notice = form.querySelector("#identity .notice");
    const typing = document.activeElement?.closest("#identity input, #identity select");
    if (!notice || typing) return;
    notice.tabIndex = -1;
    notice.focus();
  });
}
