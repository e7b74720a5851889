/* The pick-up list: finds a slip, notes that it was picked up. What it says it knows from its own store. */

(async () => {
  const WORDS = JSON.parse(document.getElementById("pickup-words").textContent);
  const RENEW_EVERY = 5 * 60_000; // milliseconds between two lists, while there is a network
  const find = (each) => document.querySelector(`[data-pickup-${each}]`);
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, each) => values[each] ?? "");

  const log = await Sync.open().catch(() => null);
  if (!log?.snapshot) {
    find("none").hidden = false;
    if (log) await Sync.over(log, find("none")); // what waits must be sent
    return;
  }
  let picked = new Set();

  /** Whether the last words on a slip say so: those that no later entry had seen. */
  function isPicked(rows, before) {
    const counts = rows.filter((row) => !row.problem && !row.held);
    if (!counts.length) return before;
    const last = counts.filter((row) => !counts.some((other) => (
      other !== row && (other.replica === row.replica ? other.n > row.n : (other.seen[row.replica] || 0) >= row.n)
    )));
    return last.some((row) => row.verb === "picked");
  }

  async function recount() {
    const byKey = new Map();
    for (const row of await log.entries()) byKey.set(row.key, [...(byKey.get(row.key) || []), row]);
    const { baskets } = log.snapshot;
    picked = new Set(baskets.filter((each) => isPicked(byKey.get(each.key) || [], each.is_picked)).map((each) => each.key));
    draw();
  }

  function draw() {
    const { baskets } = log.snapshot;
    const wanted = find("find").value.trim();
    find("counter").textContent = fill(WORDS.counter, { picked: picked.size, all: baskets.length });
    const shown = baskets.filter((each) => each.key.startsWith(wanted));
    shown.sort((one, other) => picked.has(one.key) - picked.has(other.key) || one.key - other.key);
    find("list").replaceChildren(...shown.map(drawRow));
  }

  function drawRow({ key, goods, due }) {
    const made = find("row").content.cloneNode(true);
    const [row, button] = [made.querySelector("li"), made.querySelector("button")];
    const isDone = picked.has(key);
    row.toggleAttribute("data-picked", isDone);
    made.querySelector("[data-slip]").textContent = fill(WORDS.slip, { n: key });
    made.querySelector("[data-due]").textContent = due && fill(WORDS.due, { amount: due });
    made.querySelector("[data-goods]").replaceChildren(...goods.map((each) => {
      const line = document.createElement("li");
      line.textContent = each;
      return line;
    }));
    button.textContent = isDone ? WORDS.undo : WORDS.pick;
    button.classList.toggle("second", isDone);
    button.setAttribute("aria-label", `${button.textContent}: ${fill(WORDS.slip, { n: key })}`);
    button.addEventListener("click", () => note(key, isDone ? "not_picked" : "picked"));
    return made;
  }

  async function note(key, verb) {
    try {
      await log.note(key, verb);
      find("trouble").hidden = true;
      find("find").value = "";
      await recount();
    } catch {
      find("trouble").textContent = WORDS.stored_not;
      find("trouble").hidden = false;
    }
  }

  find("title").textContent = log.handset.title;
  find("find").addEventListener("input", draw);
  document.querySelector("[data-pickup]").hidden = false;
  await Sync.show(log);
  await recount();
  let { cursor } = log.handset;
  log.addEventListener("change", () => {
    if (!log.snapshot) location.reload(); // its time is over, and it forgot
    else if (log.handset.cursor !== cursor) {
      ({ cursor } = log.handset);
      recount();
    }
  });
  setInterval(() => log.renew(), RENEW_EVERY);
  document.body.dataset.ready = "pickup";
})();
