// The segment builder: what was typed while the rows were on their way stays, where the kind of value does.

const rows = document.querySelector("#rows");
let typed = new Map();

function fields() {
  return [...rows.querySelectorAll("[data-kind] :is(input, select, textarea)[name]")];
}

function key(field) {
  return `${field.closest("[data-kind]").dataset.kind} ${field.name}`;
}

rows.addEventListener("htmx:beforeSwap", () => {
  typed = new Map(fields().map((field) => [key(field), field.value]));
});

rows.addEventListener("htmx:afterSwap", () => {
  for (const field of fields()) {
    const given = field.value;
    if (!typed.has(key(field)) || typed.get(key(field)) === given) continue;
    field.value = typed.get(key(field));
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = given; // no longer offered
  }
});
