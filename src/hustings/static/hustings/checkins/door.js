/* The page of a door: reads tickets, says who may enter, notes who did. What it says it knows from its own store. */

(async () => {
  const WORDS = JSON.parse(document.getElementById("door-words").textContent);
  const LANGUAGE = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const LAST = 10;
  const SURE = 10; // people without a ticket that are let in without asking again
  const RENEW_EVERY = 5 * 60_000; // milliseconds between two lists, while there is a network
  const ICONS = { good: "M4 13l5 5L20 6", warn: "M12 3L2 21h20zM12 10v4M12 17.5v.5", bad: "M5 5l14 14M19 5L5 19" };
  const TONES = { good: [[880, 0.1], [1320, 0.18]], warn: [[520, 0.16], [520, 0.16]], bad: [[220, 0.45]] };
  const BUZZ = { good: 80, warn: [80, 80, 80], bad: [400] };
  const find = (each) => document.querySelector(`[data-door-${each}]`);
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, each) => values[each] ?? "");
  const people = (n) => (n === 1 ? WORDS.people_one : fill(WORDS.people_other, { n }));
  const clock = (seconds) => { // by the clock of the event; with the day, where it isn't today
    const at = new Date(seconds * 1000);
    const zone = { timeZone: log.snapshot?.time_zone };
    const isToday = at.toLocaleDateString("en", zone) === new Date().toLocaleDateString("en", zone);
    const day = isToday ? {} : { weekday: "short", day: "numeric", month: "short" };
    return at.toLocaleString(LANGUAGE, { ...zone, ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  };

  const log = await Sync.open().catch(() => null);
  if (!log?.snapshot) {
    find("none").hidden = false;
    if (log) await Sync.over(log, find("none")); // what waits must be sent
    return;
  }
  let list = null; // what was taken along, for look-ups
  let tallies = new Map(); // key -> people who came by it
  let shown = null; // what the verdict is about
  let sound = null;
  let stop = null; // the camera's
  let mine = []; // entries of this door, the newest first
  let undone = new Set();
  let later = null; // when all is counted anew
  let asked = null; // so many people without a ticket were asked about

  const now = () => Date.now() / 1000 + (log.handset.clock || 0);
  const op = (row) => ({
    id: row.id, replica: row.replica, n: row.n, seen: row.seen, verb: row.verb, door: row.body.door || "",
    people: row.body.people ?? 1, of: row.body.of || "",
    at: Date.parse(row.at) / 1000 + (row.clock_offset ?? (log.handset.clock || 0)),
  });
  const counts = (rows) => rows.filter((row) => !row.problem && !row.held).map(op);

  function take() {
    const { tickets, revoked, ...more } = log.snapshot;
    const rows = new Map();
    for (const line of tickets ? tickets.split("\n") : []) {
      const [key, many, shift] = line.split(" ");
      rows.set(key, { people: Number(many), shift: Number(shift), is_revoked: false });
    }
    for (const key of revoked ? revoked.split("\n") : []) rows.set(key, { people: 1, shift: null, is_revoked: true });
    list = { ...more, rows };
    find("title").textContent = log.handset.title;
    find("name").textContent = log.handset.name;
    find("list").textContent = fill(WORDS.list_of, { time: clock(Date.parse(list.taken_at) / 1000) });
    const { join } = list;
    find("join").hidden = !join;
    if (join) {
      const drawn = new DOMParser().parseFromString(join.qr, "image/svg+xml").documentElement;
      find("qr").replaceChildren(document.importNode(drawn, true));
      Object.assign(find("link"), { href: join.link, textContent: join.link });
    }
  }

  function came(key, ops) {
    if (key.startsWith("+")) {
      const undone = new Set(ops.map((each) => each.of));
      return ops.find((each) => each.verb === "walk_in" && !undone.has(each.id))?.people || 0;
    }
    return Rules.derive(ops, list.rows.get(key)?.people || 1, list.rules).people;
  }

  function count() {
    let entered = 0, without = 0; // people without a ticket weren't expected
    for (const [key, n] of tallies) key.startsWith("+") ? (without += n) : (entered += n);
    const said = fill(WORDS.counter, { entered, expected: list.expected });
    find("counter").textContent = without ? `${said} · ${fill(WORDS.without, { n: without })}` : said;
    find("counter").dataset.entered = entered + without;
  }

  /** All from the log anew: others' entries came, or the list. */
  async function recount() {
    const byKey = new Map();
    const rows = await log.entries();
    for (const row of rows) {
      if (byKey.has(row.key)) byKey.get(row.key).push(row);
      else byKey.set(row.key, [row]);
    }
    tallies = new Map([...byKey].map(([key, held]) => [key, came(key, counts(held))]));
    undone = new Set(rows.map((row) => row.body.of));
    mine = rows.filter((row) => row.replica === log.handset.replica && ["enter", "walk_in"].includes(row.verb));
    mine.sort((one, other) => other.n - one.n);
    count();
    drawLast();
  }

  /** Soon: what others noted comes in many parts. */
  function recountSoon() {
    later ??= setTimeout(async () => {
      later = null;
      await recount();
    }, 1000);
  }

  function drawLast() {
    const own = [];
    for (const row of mine) {
      if (!undone.has(row.id)) own.push(row);
      if (own.length === LAST) break;
    }
    find("empty").hidden = own.length > 0;
    find("last").replaceChildren(...own.map((row) => {
      const made = find("row").content.cloneNode(true);
      const said = [clock(op(row).at), people(row.body.people ?? 1)];
      if (row.verb === "walk_in") said.push(WORDS.walk_in);
      made.querySelector("div").textContent = said.join(" · ");
      made.querySelector("button").addEventListener("click", () => undo(row));
      return made;
    }));
  }

  function play(tone) {
    navigator.vibrate?.(BUZZ[tone]);
    try {
      sound ??= new AudioContext();
      let at = sound.currentTime;
      for (const [frequency, lasts] of TONES[tone]) {
        const [wave, gain] = [sound.createOscillator(), sound.createGain()];
        wave.frequency.value = frequency;
        gain.gain.value = 0.3;
        wave.connect(gain).connect(sound.destination);
        wave.start(at);
        wave.stop(at + lasts);
        at += lasts + 0.06;
      }
    } catch {
      // a phone without sound still buzzes, and shows it
    }
  }

  function show(code, values = {}, buttons = []) {
    const [says, tone, more] = WORDS.verdicts[code] || [code, "good", ""];
    const verdict = find("verdict");
    Object.assign(verdict.dataset, { tone, code });
    find("icon").setAttribute("d", ICONS[tone]);
    find("says").textContent = says;
    find("people").textContent = values.people ? people(values.people) : "";
    find("more").textContent = fill(more, {
      door: values.door || WORDS.hq, time: values.at ? clock(values.at) : "", list: clock(Date.parse(list.taken_at) / 1000),
    });
    find("noted").hidden = !values.noted;
    for (const name of ["fewer", "anyway", "leaves", "undo"]) find(name).hidden = !buttons.includes(name);
    verdict.hidden = false;
    play(tone);
    verdict.scrollIntoView({ block: "nearest" });
  }

  function complain(words) {
    Object.assign(find("verdict").dataset, { tone: "bad", code: "fault" });
    find("icon").setAttribute("d", ICONS.bad);
    find("says").textContent = words;
    for (const name of ["people", "more"]) find(name).textContent = "";
    for (const name of ["noted", "fewer", "anyway", "leaves", "undo"]) find(name).hidden = true;
    find("verdict").hidden = false;
    play("bad");
  }

  /** Notes one thing, and has the page follow; null where the phone can't keep it. */
  async function note(key, verb, body) {
    try {
      const row = await log.note(key, verb, { door: log.handset.name, ...body });
      if (verb === "undo") undone.add(body.of);
      else if (verb !== "leave") mine.unshift(row);
      tallies.set(key, came(key, counts(await log.entries(key))));
      count();
      drawLast();
      return row;
    } catch {
      complain(WORDS.stored_not);
      return null;
    }
  }

  async function enter(key, many, how) {
    const row = await note(key, "enter", { people: many, how });
    if (!row) return;
    shown = { key, people: many, row };
    show("welcome", { people: many, noted: true }, many > 1 ? ["fewer", "undo"] : ["undo"]);
  }

  async function walkIn(many) {
    const row = await note(`+${Sync.uuid()}`, "walk_in", { people: many });
    if (!row) return;
    shown = { key: row.key, people: many, row };
    show("welcome", { people: many, noted: true }, ["undo"]);
  }

  async function undo(row) {
    if (!(await note(row.key, "undo", { of: row.id }))) return;
    shown = null;
    const verdict = find("verdict");
    Object.assign(verdict.dataset, { tone: "warn", code: "undone" });
    find("icon").setAttribute("d", ICONS.warn);
    find("says").textContent = WORDS.undone;
    for (const name of ["people", "more"]) find(name).textContent = "";
    for (const name of ["noted", "fewer", "anyway", "leaves", "undo"]) find(name).hidden = true;
    verdict.hidden = false;
  }

  /** A code that was scanned or typed. */
  async function check(text, how) {
    const reading = await Tickets.read(text, list, now());
    const key = reading.number ? await Tickets.key(reading.number, list.salt) : "";
    const ops = key ? counts(await log.entries(key)) : [];
    const row = list.rows.get(key) || null;
    const found = Rules.judge(reading.code, reading.people || 0, row, ops, list.rules, now());
    shown = { key, people: found.people || reading.people || row?.people || 1, code: found.code };
    if (found.code === "welcome") await enter(key, found.people, how);
    else if (["already", "again"].includes(found.code)) show(found.code, found, ["anyway", "leaves"]);
    else show(found.code, found, found.code === "mistyped" ? [] : ["anyway"]);
  }

  let turn = Promise.resolve(); // one code after the other
  const ask = (text, how) => {
    turn = turn.then(() => check(text, how)).catch(() => complain(WORDS.stored_not));
    return turn;
  };

  find("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const { code } = event.target.elements;
    const text = code.value.trim();
    code.value = "";
    code.focus();
    if (text) ask(text, text.length > 12 ? "scan" : "typed");
  });
  addEventListener("keydown", ({ target, key }) => { // a scanner that types, whatever has the focus
    if (key.length === 1 && !target.matches("input, textarea, select")) document.getElementById("code").focus();
  });
  find("walk-in").addEventListener("submit", (event) => {
    event.preventDefault();
    const { people: many } = event.target.elements;
    const [n, most, said] = [Number(many.value), Number(many.max), find("many")];
    const isOne = Number.isInteger(n) && n >= 1 && n <= most;
    const isSure = n <= SURE || n === asked;
    asked = isOne && !isSure ? n : null;
    said.hidden = isOne && isSure;
    said.textContent = said.hidden ? "" : fill(isOne ? WORDS.sure : WORDS.many, { n, most });
    if (!said.hidden) return;
    many.value = 1;
    walkIn(n);
  });
  find("undo").addEventListener("click", () => undo(shown.row));
  find("fewer").addEventListener("click", async () => {
    const { key, people: many, row } = shown;
    if (await note(key, "undo", { of: row.id })) await enter(key, many - 1, "typed");
  });
  find("anyway").addEventListener("click", () => {
    const { key, people: many, code } = shown;
    const isTicket = ["already", "again", "early", "late"].includes(code);
    return isTicket ? enter(key, many, "anyway") : walkIn(many);
  });
  find("leaves").addEventListener("click", async () => {
    const { key, people: many } = shown;
    if (!(await note(key, "leave", { people: many }))) return;
    show("left", { people: many, noted: true });
  });
  find("scan").addEventListener("click", async () => {
    const [video, button, said] = ["video", "scan", "camera"].map(find);
    if (stop) {
      stop();
      stop = null;
    } else {
      try {
        video.hidden = false;
        stop = await Camera.start(video, button.dataset.reader, (text) => ask(text, "scan"));
        said.hidden = true;
      } catch {
        said.textContent = WORDS.no_camera;
        said.hidden = false;
      }
    }
    video.hidden = !stop;
    button.setAttribute("aria-pressed", String(Boolean(stop)));
  });

  WORDS.verdicts.left = [WORDS.left, "good", ""];
  take();
  find("none").hidden = true;
  document.querySelector("[data-door]").hidden = false;
  await Sync.show(log);
  await recount();
  let cursor = log.handset.cursor;
  log.addEventListener("change", () => {
    if (!log.snapshot) location.reload(); // its time is over, and it forgot
    else if (log.snapshot.taken_at !== list.taken_at || log.handset.cursor !== cursor) {
      ({ cursor } = log.handset);
      if (log.snapshot.taken_at !== list.taken_at) take();
      recountSoon();
    }
  });
  setInterval(() => log.renew(), RENEW_EVERY);
  log.renew();
  document.body.dataset.ready = "door";
})();
