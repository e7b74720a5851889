/* The page of a walk list: doors by building, staircase and floor; what happened at each is noted at one touch. */

(async () => {
  const WORDS = JSON.parse(document.getElementById("walk-words").textContent);
  const RESULTS = ["absent", "talked", "refused", "no_access", "no_return"]; // the usual ones first
  const find = (each) => document.querySelector(`[data-walk-${each}]`);
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, each) => values[each] ?? "");

  const log = await Sync.open().catch(() => null);
  const isOver = () => !log.snapshot || Sync.isOver(log.handset);
  if (!log || isOver()) {
    find("none").hidden = false;
    if (log) await Sync.over(log, find("none")); // what waits must be sent
    return;
  }
  const walk = document.querySelector("[data-walk]");
  const buildings = new Map();
  let shown = null; // the door or building of the open dialog: { building, door }
  let answered = null; // what was answered in the open talk
  let later = null;
  let map = null; // once somebody wants to see it
  const { key: seal, script, stops, hours } = log.snapshot; // which the log forgets when its time is over
  const inMine = (all) => all[document.documentElement.lang] || Object.values(all)[0] || [];
  const steps = inMine(script?.steps || {});
  const sentences = inMine(log.snapshot.sentences || {});

  const op = (row) => ({
    id: row.id, replica: row.replica, n: row.n, seen: row.seen, key: row.key, verb: row.verb,
    at: Date.parse(row.at) / 1000 + (row.clock_offset ?? (log.handset.clock || 0)),
    of: row.body.of || "", doors: row.body.doors || [], due: row.body.due ?? null, remark: row.body.remark || "",
  });
  const copy = (name) => find(name).content.firstElementChild.cloneNode(true);
  const { nameOf, floorOf, fullName } = Buildings.names(WORDS, fill);

  const now = () => new Date(Date.now() + 1000 * (log.handset.clock || 0)); // as far as the server put it right

  /** Says whether one may ring now. */
  function sayHours() {
    const found = DoorHours.at(hours, now());
    const place = find("hours");
    const words = found?.moment ? fill(WORDS[found.why || "may"], found) : "";
    if (place.textContent !== words) place.textContent = words;
    place.classList.toggle("error", Boolean(found?.why));
    place.hidden = !words;
  }

  function stateOf(door) {
    const { code, n_absent, doubles, isFound, wish } = door;
    const said = [WORDS.states[code][0]];
    if (code === "absent" && n_absent > 1) said.push(fill(WORDS.again, { n: n_absent }));
    if (wish === "waits") said.push(code === "come_back" ? "" : WORDS.states.come_back[0], wishes.said(door));
    if (doubles.length) said.push(WORDS.double);
    if (isFound) said.push(WORDS.found);
    return said.filter(Boolean).join(" · ");
  }

  function rowOf(building, door) {
    const made = copy("row");
    made.dataset.code = door.code;
    made.dataset.key = door.key;
    if (door.wish === "waits") made.dataset.wish = "";
    made.querySelector("path").setAttribute("d", WORDS.states[door.code][1]);
    made.querySelector("strong").textContent = nameOf(door);
    made.querySelector("span").textContent = stateOf(door);
    made.querySelector("button").addEventListener("click", () => openDoor(building, door));
    return made;
  }

  function landingOf(building, doors) {
    const made = copy("landing");
    const open = doors.filter(({ code }) => !code);
    const title = floorOf(doors[0]);
    const all = made.querySelector("button");
    made.querySelector("h3").textContent = title;
    made.querySelector("h3").hidden = !title;
    all.hidden = doors.length < 2 || !open.length;
    all.setAttribute("aria-label", `${title}: ${all.textContent.trim()}`);
    all.addEventListener("click", () => noteAll(building, open, "absent"));
    made.querySelector("ul").append(...doors.map((door) => rowOf(building, door)));
    return made;
  }

  function draw(building) {
    const made = copy("section");
    made.querySelector("h2").textContent = building.address;
    made.querySelector(".notes").append(...building.notes.map((text) => {
      const line = document.createElement("li");
      line.textContent = text;
      return line;
    }));
    made.querySelector("[data-more]").addEventListener("click", () => openBuilding(building));
    made.append(...building.landings().map((doors) => landingOf(building, doors)));
    if (building.element) building.element.replaceWith(made);
    else find("list").append(made);
    building.element = made;
    map?.mark(building);
  }

  function count() {
    let [doors, done, talks] = [0, 0, 0];
    for (const building of buildings.values()) {
      doors += building.doors.length;
      for (const door of building.doors) {
        done += door.code ? 1 : 0;
        talks += door.talks.length;
      }
    }
    wishes.list(buildings.values());
    find("counter").textContent = `${fill(WORDS.counter, { done, doors })} · ${fill(WORDS.talks, { n: talks })}`;
    Object.assign(find("counter").dataset, { done, doors });
  }

  /** All from the log anew: others' entries came. */
  async function recount() {
    for (const building of buildings.values()) building.ops = [];
    for (const row of await log.entries()) {
      if (!row.problem && !row.held) buildings.get(DoorKeys.buildingOf(row.key))?.add(op(row), row.body.text);
    }
    for (const building of buildings.values()) {
      building.count();
      draw(building);
    }
    count();
  }

  function recountSoon() {
    later ??= setTimeout(async () => {
      later = null;
      if (!document.querySelector("dialog[open]")) await recount();
      else recountSoon();
    }, 1000);
  }

  /** What was just noted, with the way back. */
  function say(words, undo) {
    const said = find("said");
    const button = said.querySelector("button").cloneNode(true);
    said.querySelector("button").replaceWith(button);
    button.hidden = !undo;
    button.addEventListener("click", undo);
    said.querySelector("span").textContent = words;
    said.hidden = false;
  }

  /** Notes some entries one after the other, and has the page follow; false where the phone can't keep one. */
  async function note(building, notes) {
    const rows = [];
    try {
      for (const [key, verb, body] of notes) rows.push(await log.note(key, verb, body));
    } catch {
      say(WORDS.stored_not);
    }
    for (const row of rows) building.add(op(row), row.body.text);
    building.count();
    draw(building);
    count();
    return rows.length === notes.length ? rows : null;
  }

  const who = Walkers.open(log, find("walkers"), document.querySelectorAll("[data-walk-who]"));
  const wishes = Wishes.open({
    form: find("wish"), place: find("wishes"), words: WORDS.wishes, now, nameOf: fullName, go: openDoor,
    note(body) {
      find("door").close();
      noteAll(shown.building, [shown.door], "come_back", body);
    },
  });
  const takeBack = (building, rows) => async () => {
    if (await note(building, rows.map((row) => [row.key, "undo", { of: row.id }]))) say(WORDS.undone);
  };

  async function noteAll(building, doors, code, body = {}) {
    const by = who.chosen();
    const rows = await note(building, doors.map((door) => [door.key, code, { ...body, ...by && { by } }]));
    const [state] = WORDS.states[code];
    const one = doors.length === 1 && fill(WORDS.noted, { door: nameOf(doors[0]), state });
    if (rows) say(one || fill(WORDS.noted_many, { n: doors.length, state }), takeBack(building, rows));
  }

  /** The last note of this phone on a door, if it still counts. */
  function own({ building, door }) {
    const held = building.ops.filter((each) => each.key === door.key && each.replica === log.handset.replica);
    const ended = new Set(held.map((each) => each.of));
    return held.filter((each) => each.verb !== "undo" && !ended.has(each.id)).at(-1);
  }

  function resultOf(code) {
    const [words, icon] = WORDS.states[code];
    const made = find("row").content.querySelector("svg").cloneNode(true);
    made.querySelector("path").setAttribute("d", icon);
    const button = document.createElement("button");
    const said = document.createElement("span");
    said.textContent = words;
    button.type = "button";
    button.className = code === "no_return" ? "button danger" : "button second";
    button.dataset.code = code;
    button.append(made, said);
    button.addEventListener("click", async () => {
      if (code === "no_return" && said.textContent === words) {
        said.textContent = WORDS.sure;
        return;
      }
      said.textContent = words;
      const { building, door } = shown;
      find("door").close();
      if (code === "talked" && (steps.length || sentences.length)) openTalk();
      else await noteAll(building, [door], code);
    });
    return button;
  }

  function openDoor(building, door) {
    shown = { building, door };
    const dialog = find("door");
    find("name").textContent = fullName(building, door);
    find("state").textContent = stateOf(door);
    dialog.querySelector(".state path").setAttribute("d", WORDS.states[door.code][1]);
    find("results").replaceChildren(...RESULTS.map(resultOf));
    wishes.ask(door);
    find("undo").hidden = !own(shown);
    const others = building.doors.filter((each) => each.key !== door.key);
    find("merge").hidden = !others.length;
    find("merge").elements.same.replaceChildren(...others.map((each) => (
      new Option([floorOf(each), nameOf(each)].filter(Boolean).join(" · "), each.key)
    )));
    find("part").reset();
    find("amiss").open = false;
    dialog.showModal();
  }

  /** The script; what is answered is sealed before it is kept. */
  function openTalk() {
    find("talk-name").textContent = find("name").textContent;
    find("answers").reset();
    find("missing").hidden = true;
    answered = Talk.open(find("answers"), find("steps"), steps);
    find("talk").showModal();
  }

  async function saveTalk() {
    const { building, door } = shown;
    const answers = answered();
    const contact = Talk.contact(find("answers"));
    find("missing").textContent = contact.missing ? WORDS[contact.missing] : "";
    find("missing").hidden = !contact.missing;
    if (contact.missing) {
      find("answers").elements[contact.missing].focus();
      return;
    }
    const all = { ...script && { version: script.version, answers }, ...contact.told && { contact: contact.told } };
    try {
      const body = (Object.keys(answers).length || contact.told) && { said: await Seals.seal(seal, door.key, all) };
      find("talk").close();
      find("answers").reset();
      find("steps").replaceChildren();
      await noteAll(building, [door], "talked", body || {});
    } catch {
      say(WORDS.stored_not);
    }
  }

  /** Puts the buildings that are left in the order of a walk from here; pressed again, as the list has them. */
  function putNearest({ coords }) {
    const left = [...buildings.values()].filter(({ at, doors }) => at && doors.some(({ code, wish }) => !code || wish === "waits"));
    const places = [[coords.latitude, coords.longitude], ...left.map(({ at }) => at)];
    const order = Nearest.walk(Nearest.distances(places)).slice(1).map((n) => left[n - 1]);
    put([...order, ...[...buildings.values()].filter((each) => !left.includes(each))]);
    find("nearest").setAttribute("aria-pressed", true);
    say(WORDS.nearest);
  }

  const standing = ({ address, doors }) => (
    `${address}: ${fill(WORDS.counter, { done: doors.filter(({ code }) => code).length, doors: doors.length })}`
  );

  function go({ element }) {
    const heading = element.querySelector("h2");
    heading.tabIndex = -1;
    heading.focus();
    element.scrollIntoView();
  }

  async function showMap() {
    const place = find("map");
    const isShown = place.hidden;
    place.hidden = !isShown;
    find("show-map").setAttribute("aria-expanded", isShown);
    if (!isShown || map) return;
    find("show-map").disabled = true;
    try {
      const where = { here: WORDS.here, lost: () => say(WORDS.no_place) };
      map = await WalkMap.open(place, await log.attachment(), [...buildings.values()], { go, words: standing, ...where });
      place.dataset.ready = "";
    } catch {
      place.hidden = true;
      find("show-map").hidden = true;
      say(WORDS.no_map);
    }
    find("show-map").disabled = false;
  }

  const put = (all) => find("list").append(...all.map(({ element }) => element));

  function openBuilding(building) {
    shown = { building };
    find("address").textContent = building.address;
    for (const each of ["note", "add"]) find(each).reset();
    find("wrong").hidden = true;
    find("building").showModal();
  }

  /** Notes one entry on the building, and closes what is open. */
  async function noteBuilding(verb, body, words) {
    const { building } = shown;
    for (const each of ["door", "building"]) if (find(each).open) find(each).close();
    const rows = await note(building, [[building.id, verb, body]]);
    if (rows) say(words, takeBack(building, rows));
  }

  const onSubmit = (name, work) => find(name).addEventListener("submit", (event) => {
    event.preventDefault();
    work(event.target.elements);
  });
  onSubmit("merge", ({ same }) => {
    noteBuilding("merge", { doors: [shown.door.key, same.value] }, `${nameOf(shown.door)} = ${same.selectedOptions[0].text}`);
  });
  onSubmit("part", ({ parts }) => {
    const { building, door } = shown;
    const names = parts.value.split(/[,;]/).filter((each) => each.trim()).slice(0, 9);
    const keys = [...new Set(names.map((each) => DoorKeys.key(building.id, door.stair, door.floor, each)))];
    if (keys.length) noteBuilding("part", { doors: [door.key, ...keys] }, names.join(", "));
  });
  onSubmit("note", ({ note: text }) => {
    if (text.value.trim()) noteBuilding("note", { text: text.value.trim() }, text.value.trim());
  });
  onSubmit("add", ({ stair, floor, label }) => {
    const key = DoorKeys.key(shown.building.id, stair.value, floor.value, label.value);
    const isThere = shown.building.doors.some((each) => each.key === key);
    find("wrong").hidden = !isThere;
    find("wrong").textContent = WORDS.there;
    if (!isThere) noteBuilding("add", { doors: [key] }, nameOf({ label: label.value, floor: floor.value, stair: stair.value }));
  });
  find("undo").addEventListener("click", async () => {
    const { building } = shown;
    const row = own(shown);
    find("door").close();
    await takeBack(building, [row])();
  });
  onSubmit("answers", saveTalk);
  find("cancel").addEventListener("click", () => find("talk").close());
  find("close").addEventListener("click", () => find("door").close());
  find("leave").addEventListener("click", () => find("building").close());
  find("nearest").addEventListener("click", () => {
    if (find("nearest").getAttribute("aria-pressed") !== "true") {
      navigator.geolocation.getCurrentPosition(putNearest, () => say(WORDS.no_place), { timeout: 20_000, maximumAge: 30_000 });
      return;
    }
    put([...buildings.values()]);
    find("nearest").setAttribute("aria-pressed", false);
  });
  find("show-map").addEventListener("click", showMap);
  find("only").addEventListener("change", ({ target }) => walk.classList.toggle("is-only", target.checked));

  for (const stop of stops) buildings.set(stop.id, new Buildings.Building(stop));
  Talk.ask(find("sentences"), sentences);
  find("contact").hidden = !sentences.length;
  find("nearest").hidden = !navigator.geolocation || stops.filter(({ at }) => at).length < 2;
  find("show-map").hidden = !await log.hasAttachment();
  find("title").textContent = log.handset.title;
  find("team").textContent = log.handset.name;
  await recount();
  sayHours();
  setInterval(sayHours, 15_000);
  setInterval(() => find("wishes").matches(":focus-within") || wishes.list(buildings.values()), 60_000);
  document.addEventListener("visibilitychange", sayHours);
  walk.hidden = false;
  await Sync.show(log);
  let { cursor } = log.handset;
  /** Forgets the list, but nothing that somebody types. */
  function end() {
    if (isOver() && !document.querySelector("dialog[open]")) location.reload();
  }
  document.querySelectorAll("dialog").forEach((each) => each.addEventListener("close", () => setTimeout(end, 1000)));
  setTimeout(end, Math.max(0, Date.parse(log.handset.ends_at) - Date.now() - 1000 * (log.handset.clock || 0)));
  log.addEventListener("change", () => {
    if (isOver()) end();
    else if (log.handset.cursor !== cursor) {
      ({ cursor } = log.handset);
      recountSoon();
    }
  });
  Teams.open(find("teams"), log.handset, (figures) => fill(WORDS.team, figures));
  document.body.dataset.ready = "walk";
})();
