// Keys 1, 2 and 3 vote, as long as the statement or one of its buttons has the focus.
function inCard(node) { return node instanceof Element ? node.closest("[data-keys]") : null; }

if (matchMedia("(any-pointer: fine)").matches) document.body.classList.add("has-keys");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest?.("input, textarea, select")) return;
  const button = inCard(event.target)?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

document.addEventListener("htmx:afterSettle", (event) => {
  const card = document.querySelector("#turn [data-keys], #turn #statement");
  if (event.target.id === "turn" || event.detail?.target?.id === "turn") card?.focus({ preventScroll: true });
});
