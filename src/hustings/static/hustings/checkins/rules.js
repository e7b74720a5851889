/* The rules of a door, as `checkins/rules.py` has them: one table of cases holds both to the same. */

const Rules = {};

(() => {
  function before(first, second) {
    if (first.replica === second.replica) return first.n < second.n;
    return (second.seen[first.replica] || 0) >= first.n;
  }

  const earlier = (one, other) => one.at - other.at || (one.id < other.id ? -1 : 1);

  /** By time, but none before what it had seen: a wrong clock turns nothing round. */
  function ordered(ops) {
    const queues = new Map();
    for (const op of [...ops].sort((one, other) => other.n - one.n)) {
      queues.set(op.replica, [...(queues.get(op.replica) || []), op]);
    }
    const found = [];
    while (queues.size) {
      const heads = [...queues.values()].map((queue) => queue.at(-1));
      const free = heads.filter((op) => !heads.some((other) => other !== op && before(other, op)));
      const first = (free.length ? free : heads).sort(earlier)[0];
      const queue = queues.get(first.replica);
      queue.pop();
      if (!queue.length) queues.delete(first.replica);
      found.push(first);
    }
    return found;
  }

  /** The state of a ticket for so many people, by all of its entries. */
  function derive(ops, people, rules) {
    const undone = new Set(ops.filter((op) => op.verb === "undo").map((op) => op.of));
    const state = { people: 0, inside: 0, enters: [], doubles: [], is_absent: false };
    for (const op of ordered(ops.filter((each) => !undone.has(each.id)))) {
      if (op.verb === "leave") state.inside = Math.max(0, state.inside - op.people);
      else if (op.verb === "enter") {
        const isFull = state.inside + op.people > people;
        const isReturn = rules.reentry && state.enters.every((other) => before(other, op));
        if (isFull && !isReturn) state.doubles.push(op);
        state.inside = Math.min(people, state.inside + op.people);
        state.people = Math.max(state.people, state.inside);
        state.enters.push(op);
      } else if (op.verb === "absent") state.is_absent = true;
    }
    state.is_absent = state.is_absent && !state.enters.length;
    return state;
  }

  /** What to say to a code that read as `reading` and, if it was signed, says so many people. */
  function judge(reading, people, row, ops, rules, now) {
    let line = row;
    if (!line && reading === "typed") return { code: "unlisted" };
    if (!line && reading === "ok") line = { people, shift: null, is_revoked: false };
    if (!line || !["ok", "typed", "lapsed"].includes(reading)) return { code: reading };
    if (line.is_revoked) return { code: "revoked" };
    const state = derive(ops, line.people, rules);
    if (state.inside >= line.people) {
      const { door, at } = state.enters.at(-1);
      return { code: rules.reentry ? "again" : "already", people: line.people, door, at };
    }
    const left = line.people - state.inside;
    const [opens, closes] = line.shift === null ? [null, null] : rules.windows[line.shift];
    if (opens !== null && now < opens) return { code: "early", people: left, at: opens };
    if (closes !== null && now > closes) return { code: "late", people: left, at: closes };
    return { code: "welcome", people: left };
  }

  Object.assign(Rules, { ordered, derive, judge });
})();
