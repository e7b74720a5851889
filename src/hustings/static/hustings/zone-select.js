/* Suggestions for the boxes that choose a territory. Without this script a name or a code is typed in full. */

const WAIT = 150;

function setUp(root) {
  if (root.dataset.ready) return;
  root.dataset.ready = "yes";
  const many = root.dataset.zoneSelect === "many";
  const box = root.querySelector("[role=combobox]");
  const list = root.querySelector("[role=listbox]");
  const said = root.querySelector("[role=status]");
  const hidden = many ? null : root.querySelector("input[type=hidden]");
  let timer = null;
  let asked = 0;
  let at = -1;

  function close() {
    list.hidden = true;
    list.replaceChildren();
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function mark(next) {
    const options = [...list.querySelectorAll("[data-id]")];
    if (!options.length) return;
    at = (next + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    options[at].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", options[at].id);
  }

  function take(option) {
    if (many) {
      const item = document.createElement("li");
      const label = document.createElement("label");
      const tick = document.createElement("input");
      Object.assign(tick, { type: "checkbox", name: root.dataset.name, value: option.dataset.id, checked: true });
      label.append(tick, ` ${option.dataset.label}`);
      item.append(label);
      root.querySelector(".hq-combo__chosen").append(item);
      box.value = "";
    } else {
      box.value = option.dataset.label;
      hidden.value = option.dataset.id;
      for (const name of ["at", "code", "point"]) hidden.dataset[name] = option.dataset[name];
    }
    close();
    (hidden || box).dispatchEvent(new Event("change", { bubbles: true }));
  }

  function show(results) {
    list.replaceChildren(
      ...results.map((result, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.id = result.id;
        option.dataset.label = result.label;
        option.dataset.code = result.code;
        option.dataset.point = result.is_point ? "yes" : "";
        option.dataset.at = (result.at || []).join(" ");
        const kind = document.createElement("small");
        kind.textContent = result.detail;
        option.append(`${result.label} `, kind);
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(option);
        });
        return option;
      }),
    );
    if (!results.length) {
      const none = document.createElement("li");
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.style.pointerEvents = "none";
      none.textContent = said.dataset.none;
      list.append(none);
    }
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    said.textContent = results.length ? `${results.length}. ${said.dataset.some}` : said.dataset.none;
    at = -1;
  }

  async function ask() {
    const text = box.value.trim();
    const mine = ++asked;
    if (text.length < 2) {
      said.textContent = "";
      return close();
    }
    const url = new URL(root.dataset.url, window.location.href);
    url.searchParams.set("q", text);
    const response = await fetch(url, { headers: { Accept: "application/json" } });
    if (mine !== asked || !response.ok) return;
    show((await response.json()).results);
  }

  box.addEventListener("input", () => {
    if (hidden) hidden.value = "";
    root.querySelector("[data-towns]")?.remove();
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !list.hidden) mark(at + 1);
    else if (event.key === "ArrowUp" && !list.hidden) mark(at - 1);
    else if (event.key === "Enter" && at >= 0) take(list.children[at]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", close);
}

function setUpAll(within) {
  within.querySelectorAll("[data-zone-select]").forEach(setUp);
}

setUpAll(document);
document.addEventListener("htmx:load", (event) => setUpAll(event.target));
