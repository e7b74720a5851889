// On a phone a table's rows are folded into blocks: each cell carries the words of its column, for hq.css to show.

function label(root) {
  for (const table of root.querySelectorAll("table.listing")) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => (cell.querySelector(".w-sr-only") ? "" : cell.textContent.trim()));
    for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
      if (row.cells.length !== heads.length) continue; // one cell that says there is nothing
      [...row.cells].forEach((cell, at) => {
        const says = (at > 0 || cell.tagName === "TD") && heads[at] && cell.textContent.trim() && !cell.querySelector("button, select");
        if (says) cell.dataset.head = heads[at];
      });
    }
  }
}

label(document);
document.addEventListener("htmx:afterSettle", () => label(document));
