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

rows.addEventListener("htmx:beforeSwap", (event) => {
  typed = new Map(fields().map((field) => [key(field), isTick(field) ? field.checked : field.value]));
  const asked = event.detail.requestConfig && event.detail.requestConfig.elt;
  const focused = document.activeElement;
  const done = asked instanceof HTMLButtonElement ? asked.value : "";
  at = done || rows.contains(focused) ? { done, id: focused.id, button: focused.getAttribute("value") } : null;
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

function byValue(value) {
  return value && [...rows.querySelectorAll("button")].find((one) => one.value === value);
}

function added(button) {
  const list = button.closest(".hq-segment__group, #rows").querySelector(":scope > .hq-segment__list");
  return list.querySelector(":scope > li:last-child select");
}

// Whoever works by keyboard goes on where they were: on the new row, or on the button that is still there.
rows.addEventListener("htmx:afterSettle", () => {
  if (!at || rows.contains(document.activeElement)) return;
  const button = byValue(at.done || at.button);
  const adds = button && /^(add|group)(-|$)/.test(at.done);
  const before = at.id && document.getElementById(at.id);
  const next = (adds && added(button)) || before || button || rows.querySelector("button[value^=add]");
  if (next) next.focus();
});
