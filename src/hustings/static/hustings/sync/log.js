/* Notes of one stream: noted on the phone first, sent as soon as the server answers, counted there once. */

(() => {
  const { ask, read, write, rows } = Sync;
  const MOST = 200; // entries of a batch
  const MOST_CHARACTERS = 700_000; // of its JSON, which is a MB at most in UTF-8
  const EVERY = 30_000; // milliseconds between two tries
  const LONGEST = 16 * EVERY; // while all of them fail
  const PATIENCE = 20_000; // milliseconds for one answer
  const MARGIN = 48 * 3_600_000; // milliseconds for which a list whose time is over is only shut: see Sync.isOver
  const NOTHING = { cursor: 0, snapshot: null, kept: null }; // is left of a list whose time is over
  const FIELDS = ["id", "replica", "n", "seen", "key", "verb", "body", "at"];
  const bare = (row) => Object.fromEntries(FIELDS.map((name) => [name, row[name]]));

  /** The server said no: `at` is the entry that it can't take. */
  class Refused extends Error {
    constructor(status, { error = "", at = null } = {}, later = 0) {
      super(error || `HTTP ${status}`);
      Object.assign(this, { status, at, later });
    }
  }

  /** What someone who holds these rows has seen: of each replica the highest count. */
  function seen(held) {
    const found = {};
    for (const row of held) {
      for (const [replica, n] of [...Object.entries(row.seen), [row.replica, row.n]]) {
        found[replica] = Math.max(n, found[replica] || 0);
      }
    }
    return found;
  }

  async function call(handset, method, body) {
    const answer = await fetch(document.body.dataset.sync, {
      method, body, cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(PATIENCE),
      headers: { Authorization: `Bearer ${handset.id}.${handset.secret}`, "Content-Type": "application/json" },
    });
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) return said;
    throw new Refused(answer.status, said, 1000 * (Number(answer.headers.get("Retry-After")) || 0));
  }

  /** Changes the row of a handset; what is noted at the same time stays. */
  async function change(handsets, id, words) {
    const handset = { ...(await ask(handsets.get(id))), ...words };
    await ask(handsets.put(handset));
    return handset;
  }

  const clock = (now) => Math.round((Date.parse(now) - Date.now()) / 1000);

  class Log extends EventTarget {
    constructor(handset) {
      super();
      const calm = { failures: 0, trouble: null, sending: null, again: false, notBefore: 0 };
      Object.assign(this, { id: handset.id, handset, most: MOST, isShut: Sync.isOver(handset), ...calm });
    }

    /** What was taken along; nothing once its time is over, whether it was forgotten yet or not. */
    get snapshot() { return this.isShut ? null : this.handset.snapshot; }

    /** Notes something; resolves with the row when it can't be lost any more, throws if it can't be kept. */
    async note(key, verb, body = {}) {
      const made = { handset: this.id, id: Sync.uuid(), key, verb, body, at: new Date().toISOString() };
      const row = await write(async ({ handsets, log }) => {
        const there = await ask(log.get([this.id, made.id])); // of a try whose answer was lost
        if (there) return there;
        const held = await ask(log.index("key").getAll([this.id, key]));
        const { n, replica } = await ask(handsets.get(this.id));
        await change(handsets, this.id, { n: n + 1 });
        const whole = { ...made, replica, n: n + 1, seen: seen(held), unsent: n + 1 };
        await ask(log.put(whole));
        return whole;
      });
      this.tell();
      this.send();
      return row;
    }

    /** All that this phone knows of a key, or of all keys; what others noted, too. */
    entries(key) {
      return read(({ log }) => (
        key === undefined ? rows(log, "key", this.id) : ask(log.index("key").getAll([this.id, key]))
      ));
    }

    /** Sends what waits and fetches what is new, until nothing is left or it fails. One at a time, in all tabs. */
    send() {
      if (Date.now() < this.notBefore) return Promise.resolve(); // the server said so
      this.again = Boolean(this.sending);
      this.sending ??= this.exchangeAlone().finally(() => {
        this.sending = null;
        this.plan();
        this.tell();
        if (this.again && !this.trouble) this.send();
      });
      return this.sending;
    }

    async exchangeAlone() {
      try {
        const work = () => this.exchange();
        await (navigator.locks ? navigator.locks.request(`hustings ${this.id}`, work) : work());
        Object.assign(this, { failures: 0, trouble: null });
      } catch (error) {
        this.failures += 1;
        this.trouble = error;
        this.notBefore = Date.now() + (error.later || 0);
      }
    }

    async exchange() {
      for (let more = true; more;) {
        const batch = await this.batch();
        try {
          more = await this.bring(batch);
        } catch (error) {
          more = await this.setApart(batch, error);
        }
        this.tell();
      }
    }

    async batch() {
      const waiting = await read(({ log }) => rows(log, "unsent", this.id, 5 * MOST));
      const found = [];
      let size = 0;
      for (const row of waiting.filter((each) => !each.stuck).slice(0, this.most)) {
        size += JSON.stringify(bare(row)).length;
        if (found.length && size > MOST_CHARACTERS) break;
        found.push(row);
      }
      return found;
    }

    async bring(batch) {
      const { cursor, cursor_id } = await read(({ handsets }) => ask(handsets.get(this.id)));
      const sent = { cursor, cursor_id, sent_at: new Date().toISOString(), entries: batch.map(bare) };
      const said = await call(this.handset, "POST", JSON.stringify(sent));
      await this.settle(batch, said);
      return said.more || (await this.batch()).length > 0;
    }

    /** All of an answer at once: cut before it, the batch is sent again, and the server knows it. */
    async settle(batch, said) {
      const held = new Set(said.held);
      const changed = new Set(said.changed);
      this.handset = await write(async ({ handsets, log, attachments }) => {
        for (const { id } of batch) {
          const { unsent, ...row } = await ask(log.get([this.id, id]));
          if (id in said.positions) row.pos = said.positions[id];
          Object.assign(row, { problem: said.problems[id] || "", held: held.has(id), changed: changed.has(id) });
          const isKnown = row.pos || row.held || row.changed;
          await ask(log.put(isKnown ? row : { ...row, unsent }));
        }
        for (const entry of said.entries) {
          const own = await ask(log.get([this.id, entry.id]));
          const { unsent, ...row } = own || {};
          const { pos, problem } = entry;
          await ask(log.put({ ...entry, ...row, handset: this.id, pos, problem, held: false }));
        }
        const { cursor, state, ends_at, closed_at, now } = said;
        const { n_held = 0, n_problems = 0, cursor_id = null, replica } = await ask(handsets.get(this.id));
        if (said.rewound) await again(log, this.id, replica);
        const words = {
          cursor, state, ends_at, closed_at, clock: clock(now), n_held: n_held + held.size,
          cursor_id: said.entries.at(-1)?.id || cursor_id,
          n_problems: n_problems + Object.keys(said.problems).length,
        };
        if (state === "live") return change(handsets, this.id, words);
        await wipe({ log, attachments }, this.id);
        return change(handsets, this.id, { ...words, ...NOTHING });
      });
      this.isShut = Sync.isOver(this.handset); // the server has just put the clock right
    }

    /** Puts the one entry aside that the server can't take, or halves a batch that is too large; else throws. */
    async setApart(batch, error) {
      const isOne = error instanceof Refused && error.status === 400 && batch.length > 0;
      if (!isOne) throw error;
      if (error.at === null && batch.length > 1) {
        this.most = Math.max(1, Math.floor(batch.length / 2));
        return true;
      }
      const { id } = batch[error.at ?? 0];
      await write(async ({ log }) => {
        const row = await ask(log.get([this.id, id]));
        await ask(log.put({ ...row, stuck: error.message }));
      });
      return true;
    }

    plan() {
      clearTimeout(this.timer);
      const longer = Math.min(EVERY * 2 ** this.failures, LONGEST) * (0.75 + Math.random() / 2);
      const wait = this.failures ? Math.max(longer, this.trouble?.later || 0) : EVERY;
      this.timer = setTimeout(() => this.send(), wait);
    }

    tell() { this.dispatchEvent(new Event("change")); }

    /** How things stand, for those who look. */
    async status() {
      return read(async ({ handsets, log }) => {
        const handset = await ask(handsets.get(this.id));
        const waiting = await rows(log, "unsent", this.id);
        const unsent = waiting.filter((row) => !row.stuck);
        return {
          handset, unsent: unsent.length, oldest: unsent[0]?.at, stuck: waiting.length - unsent.length,
          held: handset.n_held || 0, problems: handset.n_problems || 0, trouble: this.trouble,
        };
      });
    }

    /** Whether what was taken along has a large part. */
    async hasAttachment() {
      return await read(({ attachments }) => ask(attachments.count(this.id))) > 0;
    }

    /** The large part of what was taken along. */
    async attachment() {
      return (await read(({ attachments }) => ask(attachments.get(this.id))))?.attachment || "";
    }

    /** Keeps something of this page beside the list, for as long as the list. */
    async keep(words) {
      const { kept } = this.handset;
      this.handset = await write(({ handsets }) => change(handsets, this.id, { kept: { ...kept, ...words } }));
    }

    /** Takes the snapshot anew, so that it knows what came since; false where that is not possible now. */
    async renew() {
      try {
        this.handset = await Sync.take(`${this.id}.${this.handset.secret}`);
      } catch {
        return false;
      }
      this.tell();
      return true;
    }

    /** What waits, as a file for the campaign: the server takes each line once, whichever way it comes. */
    async rescueFile() {
      const [handset, waiting] = await read(async ({ handsets, log }) => [
        await ask(handsets.get(this.id)), await rows(log, "unsent", this.id),
      ]);
      const head = { is: "hustings rescue 1", handset: this.id, clock_offset: handset.clock || 0 };
      const lines = [head, ...waiting.map(bare)].map((each) => JSON.stringify(each));
      return new File([`${lines.join("\n")}\n`], `${handset.name}-rescue.jsonl`, { type: "application/x-ndjson" });
    }
  }

  /** Has all that this phone noted wait once more: the server came back from a backup, and lacks some of it. */
  async function again(log, handset, replica) {
    for (const row of await rows(log, "key", handset)) {
      if (row.replica === replica) await ask(log.put({ ...row, unsent: row.n }));
    }
  }

  /** Forgets all but what waits: the time of this phone is over. */
  async function wipe({ log, attachments }, handset) {
    await ask(attachments.delete(handset));
    for (const row of await rows(log, "key", handset)) {
      if (!row.unsent) await ask(log.delete([handset, row.id]));
    }
  }

  Object.assign(Sync, {
    Refused,

    /** Takes a link, "<handset>.<secret>": asks the server what is to be taken along, and keeps it. */
    async take(link) {
      const [id, secret] = link.split(".");
      const said = await call({ id, secret }, "GET");
      navigator.storage?.persist?.().catch(() => {}); // some browsers ask, and nobody need answer
      return write(async ({ handsets, attachments }) => {
        const there = await ask(handsets.get(id));
        const own = there || { id, replica: Sync.uuid(), n: 0, cursor: 0 };
        const { now, attachment, ...about } = said;
        const handset = { ...own, ...about, secret, clock: clock(now), taken_at: new Date().toISOString() };
        if (attachment) await ask(attachments.put({ id, attachment }));
        else await ask(attachments.delete(id));
        await ask(handsets.put(handset));
        return handset;
      });
    },

    /** All that was handed to this phone. What is over for long is forgotten, down to what waits to be sent. */
    async handsets() {
      return write(async ({ handsets, log, attachments }) => {
        const found = [];
        for (const handset of await ask(handsets.getAll())) {
          const waiting = await ask(log.index("unsent").count(IDBKeyRange.bound([handset.id], [handset.id, []])));
          if (!Sync.isOver(handset, handset.snapshot ? MARGIN : 0)) {
            found.push({ ...handset, waiting });
            continue;
          }
          await wipe({ log, attachments }, handset.id);
          if (waiting) found.push({ ...await change(handsets, handset.id, NOTHING), waiting });
          else await ask(handsets.delete(handset.id));
        }
        return found.sort((one, other) => (one.taken_at < other.taken_at ? 1 : -1));
      });
    },

    /** Whether the time of a handset is over, by the server's clock as far as it is known.
        Without a network that may be a phone whose clock was set ahead: the list is shut at once, and deleted
        when the server says so or after MARGIN. */
    isOver: ({ ends_at, clock: ahead = 0 }, margin = 0) => (
      Date.parse(ends_at) + margin <= Date.now() + 1000 * ahead
    ),

    /** The log that this page is about: of the handset behind the #, or the one of this page that was taken last. */
    async open() {
      const wanted = location.hash.slice(1);
      const found = (await Sync.handsets()).filter((each) => each.page === location.pathname);
      const handset = found.find((each) => each.id === wanted) || found[0];
      if (!handset) return null;
      const log = new Log(handset);
      const now = () => log.send();
      addEventListener("online", now);
      addEventListener("pageshow", now);
      document.addEventListener("visibilitychange", now);
      now();
      return log;
    },
  });

  const { worker, start } = document.body.dataset;
  navigator.serviceWorker?.register(worker, { scope: start, updateViaCache: "none" }).catch(() => {}); // next time
})();
