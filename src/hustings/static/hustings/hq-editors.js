// What Wagtail's fields lack for those who hear the page: the text editor, tags and uploads take their field's name.
const WHERE = "[data-contentpath], .w-field__wrapper, .w-panel";
const UNNAMED = [".public-DraftEditor-content", ".ui-autocomplete-input", ".replace-file-input [type=file]"]
  .map((each) => `${each}:not([aria-label])`).join();

function name() {
  for (const box of document.querySelectorAll(UNNAMED)) {
    const beside = box.closest(".replace-file-input")?.querySelector("button");
    const said = (beside ?? box.closest(WHERE)?.querySelector("label, .w-panel__heading"))?.textContent.trim();
    box.setAttribute("aria-label", (said || document.title).replace(/\s+/g, " "));
  }
}

name();
new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
