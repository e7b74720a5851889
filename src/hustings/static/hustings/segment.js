// The segment builder: what was typed while the rows were on their way stays, where the kind of value does.

const rows = document.querySelector("#rows");
let typed = new Map();
let at = null;

function fields() {
  return [...rows.querySelectorAll("[data-kind] :is(input, select, textarea)[name]")];
}

function isTick(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function key(field) {
  return `${field.closest("[data-kind]").dataset.kind} ${field.name} ${isTick(field) ? field.value : ""}`;
}

rows.addEventListener("htmx:beforeSwap", () => {
  typed = new Map(fields().map((field) => [key(field), isTick(field) ? field.checked : field.value]));
  const focused = document.activeElement;
  at = rows.contains(focused) ? { id: focused.id, todo: focused.getAttribute("value") } : null;
});

rows.addEventListener("htmx:afterSwap", () => {
  for (const field of fields()) {
    if (!typed.has(key(field))) continue;
    if (isTick(field)) {
      field.checked = typed.get(key(field));
      continue;
    }
    const given = field.value;
    if (typed.get(key(field)) === given) continue;
    field.value = typed.get(key(field));
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = given; // no longer offered
  }
});

// Whoever works by keyboard goes on where they were: on the new row, or on the button that is still there.
rows.addEventListener("htmx:afterSettle", () => {
  if (!at || (document.activeElement && rows.contains(document.activeElement))) return;
  const adds = /^(add|group)(-|$)/.test(at.todo || "");
  const button = at.todo && [...rows.querySelectorAll("button")].find((one) => one.value === at.todo);
  if (adds && button) {
    const list = button.closest(".hq-segment__group, #rows").querySelector(":scope > .hq-segment__list");
    const selects = list.querySelectorAll(":scope > li:last-child select");
    if (selects.length) return selects[0].focus();
  }
  const next = button || (at.id && document.getElementById(at.id)) || rows.querySelector("button[value^=add]");
  if (next) next.focus();
});
