export function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

export function post(url, body, options = {}) {
  const headers = { "X-CSRFToken": token(), Accept: "application/json" };
  return fetch(url, { method: "POST", body, headers, credentials: "same-origin", ...options });
}
