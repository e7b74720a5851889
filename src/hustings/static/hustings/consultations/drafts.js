// What somebody types stays in this browser until it was sent: a page that says so names its draft.
const PREFIX = "draft:";

function fieldsOf(form) {
  return [...form.querySelectorAll("textarea[name], input[type=text][name], input[type=url][name], input:not([type])[name]")]
    .filter((field) => field.name !== "subject");
}

function read(key) {
  try { return JSON.parse(localStorage.getItem(PREFIX + key)) ?? {}; } catch { return {}; }
}

function write(key, words) {
  try {
    if (Object.values(words).some(Boolean)) localStorage.setItem(PREFIX + key, JSON.stringify(words));
    else localStorage.removeItem(PREFIX + key);
  } catch { /* no room, or not allowed: the form works without */ }
}

for (const sent of document.querySelectorAll("[data-draft-sent]")) write(sent.dataset.draftSent, {});

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = form.dataset.draft;
  const kept = read(key);
  let isRestored = false;
  for (const field of fieldsOf(form)) {
    if (kept[field.name] && field.value === field.defaultValue && !form.querySelector(".errors[role=alert]:not([hidden])")) {
      isRestored ||= field.value !== kept[field.name];
      field.value = kept[field.name];
    }
  }
  if (isRestored) form.closest("details")?.setAttribute("open", "");
  form.addEventListener("input", () => {
    write(key, Object.fromEntries(fieldsOf(form).filter((field) => field.value !== field.defaultValue).map((field) => [field.name, field.value])));
  });
}
