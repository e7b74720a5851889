// What Wagtail's fields lack for those who hear the page: without a label, one takes the name of the block around it.
const AROUND = ".w-field__wrapper, [data-contentpath], .w-panel";
const NAMED = "label, .w-panel__heading";
const FIELDS = ".public-DraftEditor-content, .ui-autocomplete-input, .replace-file-input [type=file], .w-field__input :is(input:not([type=hidden]), select, textarea)";

function around(field) {
  const button = field.closest(".replace-file-input")?.querySelector("button");
  if (button) return button;
  let box = field.closest(AROUND);
  while (box && !box.querySelector(NAMED)) box = box.parentElement.closest(AROUND);
  return box?.querySelector(NAMED);
}

function name() {
  for (const field of document.querySelectorAll(FIELDS)) {
    if (field.labels?.length || field.matches("[aria-label], [aria-labelledby]")) continue;
    field.setAttribute("aria-label", (around(field)?.textContent.trim() || document.title).replace(/\s+/g, " "));
  }
  // Blocks of a kind share a name, and a landmark for each leads nowhere: their headings say what they are.
  for (const block of document.querySelectorAll("section.w-panel--nested[aria-labelledby]")) block.removeAttribute("aria-labelledby");
}

name();
new MutationObserver(name).observe(document.body, { childList: true, subtree: true });

// --- What is written while a draft is being saved ---------------------------------------------------
// Wagtail takes what the form holds once it has saved for what it saved: what was written meanwhile would
// wait for the next key, and be lost without a warning.
const NOT_WRITTEN = /^(csrfmiddlewaretoken|next|loaded_revision_\w+|overwrite_revision_id)$/;
const written = (data) => JSON.stringify([...data].filter(([name, value]) => !NOT_WRITTEN.test(name) && typeof value === "string"));
let saved = "";

document.addEventListener("w-autosave:save", ({ detail }) => (saved = written(detail.formData)));
document.addEventListener("w-autosave:success", ({ target }) => {
  if (written(new FormData(target)) === saved) return;
  target.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
});
