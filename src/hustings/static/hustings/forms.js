// A form that could not be sent says so, and what was typed stays. Without scripts the browser tells it, and goes back.
function tell(form, isUnsent) {
  const words = form.querySelector("[data-unsent]");
  if (!words) return;
  words.hidden = !isUnsent;
  if (isUnsent) words.focus();
}

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(name, ({ detail }) => { if (detail.elt.matches("form")) tell(detail.elt, true); });
}
document.addEventListener("submit", (event) => {
  tell(event.target, navigator.onLine === false);
  if (navigator.onLine === false && event.target.querySelector("[data-unsent]")) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);
