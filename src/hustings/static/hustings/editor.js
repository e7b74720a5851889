// The page on which a mailing is written: its preview follows, and shows it as one person would read it.
const page = document.querySelector("[data-mailing-editor]");
const form = document.getElementById("w-editor-form");
const pane = page?.querySelector(".editor-preview");
const part = (name) => pane.querySelector(`[data-part="${name}"]`);
const WAIT = 350;

let shown = null; // what the picture is of
let mode = ""; // language and version of the letter that is being written
let reader = ""; // empty: somebody invented; "unknown"; the number of a person
let asking = false;
let before = null; // what was written when one looked last

function said() {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
  data.set("preview-letter", mode);
  data.set("preview-reader", reader);
  return data;
}

function address() {
  const [, key] = form.action.match(/\/edit\/(\d+)\//) || [];
  return pane.dataset.url + (key ? `${key}/` : "");
}

async function look() {
  if (asking || document.hidden) return;
  const now = said();
  const asked = mode;
  const is_still = now.toString() === before;
  before = now.toString();
  if (before === shown || (!is_still && !pane.checkVisibility())) return; // out of sight it can wait for a pause
  asking = true;
  try {
    const answer = await fetch(address(), { method: "POST", body: now, headers: { "X-CSRFToken": now.get("csrfmiddlewaretoken") } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    show(await answer.json(), asked);
    shown = now.toString();
    part("lost").hidden = true;
  } catch {
    part("lost").hidden = false;
  } finally {
    asking = false;
  }
}

function show(found, asked) {
  if (found.amiss) note(found.amiss);
  part("problem").hidden = !found.problem;
  part("problem").textContent = found.problem || "";
  const select = part("letters");
  if (found.letters) {
    select.replaceChildren(...found.letters.map(([key, name]) => new Option(name, key, false, key === found.mode)));
    select.closest("label").hidden = found.letters.length < 2;
  }
  if (found.html === undefined) return;
  if (mode === asked) mode = found.mode; // else another letter is being written meanwhile
  part("subject").textContent = found.subject || "–";
  part("preheader").textContent = found.preheader || "";
  part("text").textContent = found.text;
  const frame = part("frame");
  if (frame.srcdoc !== found.html) {
    const at = frame.contentWindow?.scrollY || 0;
    frame.addEventListener("load", () => frame.contentWindow?.scrollTo(0, at), { once: true });
    frame.srcdoc = found.html;
  }
}

// --- What is wrong, beside its field ----------------------------------------------------------------
let told = new Map(); // fields, and what is said beside them
let mistakes = new Map(); // of what was looked at last

function field(way) {
  let at = document.getElementById("content-root")?.rootBlock;
  for (const key of way) {
    const inside = at?.childBlocks ? at.childBlocks[key] : at?.children?.[key];
    at = inside?.block || inside;
  }
  return at?.field && at;
}

function note(amiss) {
  mistakes = new Map();
  for (const [way, words] of amiss) {
    const block = field(way);
    if (block) mistakes.set(block, [...(mistakes.get(block) || []), words]);
  }
}

// Nothing is said of the field that somebody writes in, until they go on; what is right again is taken back now.
function tell() {
  const found = new Map([...mistakes].filter(([block]) => told.has(block) || !block.field.contains(document.activeElement)));
  for (const block of told.keys()) if (!found.has(block)) block.setError(null);
  for (const [block, words] of found) if (String(told.get(block)) !== String(words)) block.setError({ messages: words });
  told = found;
}

// --- The letter that is being written ---------------------------------------------------------------
function follow({ target }) {
  let letter = target.closest("[data-streamfield-child]");
  for (let above = letter; above; above = above.parentElement.closest("[data-streamfield-child]")) letter = above;
  const language = letter?.querySelector("[name^=content-][name$=-value-language]");
  const version = letter?.querySelector("[name^=content-][name$=-value-version]");
  if (!language || !version) return;
  const is_second = /^content-\d+-value-subject_b$/.test(target.name || "") && target.value;
  mode = `${language.value}-${is_second ? "B" : version.value}`;
}

// --- The sample person ------------------------------------------------------------------------------
function people() {
  const box = part("who");
  const list = part("people");
  if (!box) return;
  let due;
  let active = -1;
  const options = () => [...list.children];
  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const choose = (option) => {
    reader = option.dataset.key;
    box.value = option.dataset.name;
    close();
    look();
  };
  const mark = (n) => {
    active = (n + options().length) % options().length;
    options().forEach((each, at) => each.setAttribute("aria-selected", String(at === active)));
    box.setAttribute("aria-activedescendant", options()[active].id);
  };
  const offer = (found) => {
    const fixed = JSON.parse(box.dataset.fixed);
    list.replaceChildren(
      ...[...found, ...fixed].map(({ key, name, more }, at) => {
        const option = document.createElement("li");
        option.id = `editor-person-${at}`;
        option.role = "option";
        option.dataset.key = key;
        option.dataset.name = name;
        option.textContent = more ? `${name} · ${more}` : name;
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => choose(option));
        return option;
      }),
    );
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    active = -1;
  };
  const search = async () => {
    const words = box.value.trim();
    const may = box.dataset.url && words.length > 1 && words !== box.dataset.last;
    const answer = may ? await fetch(`${box.dataset.url}?q=${encodeURIComponent(words)}`) : null;
    offer(answer?.ok ? (await answer.json()).people : []);
  };
  box.addEventListener("focus", () => {
    box.select();
    offer([]);
  });
  box.addEventListener("blur", close);
  box.addEventListener("input", () => {
    clearTimeout(due);
    due = setTimeout(search, 200);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && options().length) choose(options()[Math.max(active, 0)]);
    else return;
    event.preventDefault();
  });
}

// --- A second version, and the switches -------------------------------------------------------------
const is_there = (field) => field.closest("[data-streamfield-child]")?.querySelector("[name$=-deleted]")?.value !== "1";
const letters = () => [...document.querySelectorAll("[name^=content-][name$=-value-version]")].filter(is_there);

function second() {
  const first = letters()[0]?.closest("[data-streamfield-child]");
  first?.querySelector("[data-streamfield-action=DUPLICATE]")?.click();
  requestAnimationFrame(() => {
    const made = letters()[1];
    if (!made) return;
    const taken = new Set(letters().map((each) => each.value));
    made.value = ["B", "C", "D", "E"].find((each) => !taken.has(each)) || "B";
    made.dispatchEvent(new Event("change", { bubbles: true }));
    const box = made.closest("[data-streamfield-child]");
    const own = box.querySelector("[name$=-value-subject_b]");
    if (own) own.value = "";
    for (const each of letters()) {
      const other = each.closest("[data-streamfield-child]").querySelector("[name$=-value-subject_b]");
      if (other) other.value = "";
    }
    box.scrollIntoView({ block: "start" });
    box.querySelector("[name$=-value-subject]")?.focus();
  });
}

function count() {
  page.toggleAttribute("data-several", letters().length > 1);
  page.toggleAttribute("data-one", letters().length === 1);
}

if (page && form && pane) {
  const test = page.querySelector("[name=is_tested]");
  const tested = () => page.toggleAttribute("data-tested", Boolean(test?.checked));
  test?.addEventListener("change", tested);
  tested();
  page.querySelector("[data-second]")?.addEventListener("click", second);
  for (const button of page.querySelectorAll("[data-device]")) {
    button.addEventListener("click", () => {
      pane.dataset.width = button.dataset.device;
      for (const each of page.querySelectorAll("[data-device]")) each.setAttribute("aria-pressed", String(each === button));
    });
  }
  for (const tab of page.querySelectorAll("[data-shows]")) {
    tab.addEventListener("click", () => {
      page.dataset.side = tab.dataset.shows;
      for (const each of page.querySelectorAll("[data-shows]")) each.setAttribute("aria-pressed", String(each === tab));
      look();
    });
  }
  part("letters").addEventListener("change", ({ target }) => {
    mode = target.value;
    look();
  });
  form.addEventListener("focusin", follow);
  for (const what of ["input", "change"]) form.addEventListener(what, follow);
  people();
  setInterval(() => {
    count();
    tell();
    look();
  }, WAIT);
}
