// On a phone a table's rows are folded into blocks: each cell carries the words of its column, for hq.css to show.

function label(root) {
  for (const table of root.querySelectorAll("table.listing")) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => (cell.querySelector(".w-sr-only") ? "" : cell.textContent.trim()));
    for (const row of [...table.tBodies, table.tFoot ?? []].flatMap((body) => [...(body.rows ?? [])])) {
      if (row.cells.length !== heads.length) continue; // one cell that says there is nothing
      [...row.cells].forEach((cell, at) => {
        const says = (at > 0 || cell.tagName === "TD") && heads[at] && cell.textContent.trim() && !cell.querySelector("button, select");
        if (says) cell.dataset.head = heads[at];
      });
    }
  }
}

// One that is wider than its place is scrolled by keyboard, too, where nothing in it takes the focus.
const sizes = new ResizeObserver((changes) => changes.forEach(({ target }) => reach(target.closest(".hq-scroll"))));

function reach(box) {
  if (!box) return;
  const isWide = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
  box.toggleAttribute("tabindex", isWide && !box.querySelector("a, button, input, select, textarea, summary"));
  if (box.hasAttribute("tabindex")) box.tabIndex = 0;
}

function prepare() {
  label(document);
  for (const table of document.querySelectorAll(".hq-scroll > table")) sizes.observe(table);
}

prepare();
document.addEventListener("htmx:afterSettle", prepare);
