// Wagtail's text editor has no name for those who hear the page: it takes its field's.
const WHERE = "[data-contentpath], .w-field__wrapper, .w-panel";

function name() {
  for (const box of document.querySelectorAll(".public-DraftEditor-content:not([aria-label])")) {
    const said = box.closest(WHERE)?.querySelector("label, .w-panel__heading")?.textContent.trim();
    box.setAttribute("aria-label", (said || document.title).replace(/\s+/g, " "));
  }
}

name();
new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
