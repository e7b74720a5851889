// Within a frame: tells the page around how high it is, if that page is of a listed site, and leads to what is new.
const page = document.documentElement;
const around = page.dataset.around; // the origin that the server found in its list

function tell(more) {
  if (around && parent !== window) {
    parent.postMessage({ hustings: 1, height: document.body.getBoundingClientRect().height, ...more }, around);
  }
}

addEventListener("message", (event) => {
  if (event.origin === around && event.source === parent && event.data?.hustings === 1) tell();
});
new ResizeObserver(() => tell()).observe(document.body);
if ("step" in page.dataset) { // not the first page in this frame: what is wrong, or thanks
  (document.querySelector("[autofocus]") ?? document.getElementById("main")).focus({ preventScroll: true });
  tell({ top: 1 });
} else {
  tell();
}
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.querySelector?.("[autofocus]") || event.detail.elt.matches?.("[autofocus]")) tell({ top: 1 });
});
