// The one search of HQ: opened by the field of the menu or the key "/"; results come while one types.
// Arrows walk through the links, Enter in the field opens the first, Escape closes.
const box = document.querySelector("dialog[data-hq-search]");
const field = box?.querySelector("input[type=search]");
const found = box?.querySelector("[data-hq-search-found]");
const said = box?.querySelector("[data-hq-search-said]");
const WAIT = 120; // milliseconds after the last key
const MENU_FIELD = "#menu-search-q";
let timer;
let asking;
let shown = ""; // the question whose results are on the page

const links = () => [...found.querySelectorAll("a")];

async function ask() {
  clearTimeout(timer);
  asking?.abort();
  const q = field.value.trim();
  if (q === shown) return;
  asking = new AbortController();
  const { signal } = asking;
  try {
    const answer = await fetch(`${box.dataset.hqSearch}?${new URLSearchParams({ q })}`, { signal });
    if (answer.redirected || !answer.ok) return;
    const words = await answer.text();
    if (signal.aborted) return;
    found.innerHTML = words;
    said.textContent = found.querySelector("[data-hq-search-count]")?.textContent.trim() ?? "";
    shown = q;
  } catch (error) {
    if (error.name !== "AbortError") said.textContent = "";
  }
}

function open(text = "") {
  if (box.open || !document.querySelector("[data-wagtail-sidebar]")) return;
  field.value = text || field.value;
  box.showModal();
  field.focus();
  field.select();
  if (text) field.setSelectionRange(text.length, text.length);
  ask();
}

const isTyping = (element) => element?.closest?.("input, textarea, select, [contenteditable]:not([contenteditable=false])");

function keyed(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open], [role=dialog]:not([hidden], [aria-hidden=true])")) return;
  event.preventDefault();
  event.stopImmediatePropagation(); // Wagtail's own would only go to the field of the menu
  open();
}

function walk(event) {
  if (event.key === "Escape") {
    event.preventDefault(); // a field of search would only be emptied
    box.close();
    return;
  }
  const at = links().indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links().length - 1 }[event.key];
  if (to === undefined || (at < 0 && event.key !== "ArrowDown")) {
    if (at >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) field.focus();
    return;
  }
  event.preventDefault();
  (links()[to] ?? (to < 0 ? field : links().at(-1)))?.focus();
}

if (box) {
  addEventListener("keydown", keyed, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest(MENU_FIELD)) open();
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches(MENU_FIELD)) {
      open(event.target.value);
      event.target.value = "";
    }
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("keydown", walk);
  box.addEventListener("click", (event) => {
    if (event.target === box || event.target.closest("[data-hq-search-close]")) box.close();
  });
  box.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await ask();
    const first = shown === field.value.trim() && links()[0];
    if (first) first.click();
    else event.target.submit();
  });
}
