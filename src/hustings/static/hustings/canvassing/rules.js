/* The rules of a door, as `canvassing/rules.py` has them: one table of cases holds both to the same. */

const Rules = {};

(() => {
  const RESULTS = ["no_access", "absent", "come_back", "refused", "talked", "no_return"]; // the weightier one counts
  const weight = (verb) => RESULTS.indexOf(verb);

  function before(first, second) {
    if (first.replica === second.replica) return first.n < second.n;
    return (second.seen[first.replica] || 0) >= first.n;
  }

  function knows({ seen, replica, n }) {
    const found = { ...seen, [replica]: Math.max(n, seen[replica] || 0) };
    return Object.values(found).reduce((sum, each) => sum + each, 0);
  }

  const compare = (one, other) => (one < other ? -1 : Number(one > other));

  /** In an order that every replica agrees on, in which nothing stands before what it had seen. */
  function ordered(ops) {
    return ops.map((op) => [knows(op), op]).sort(([one, first], [other, second]) => (
      one - other || compare(first.replica, second.replica) || first.n - second.n
    )).map(([, op]) => op);
  }

  function mayEnd(op, target) {
    const isKnown = op.key === target.key && before(target, op);
    return isKnown && (target.verb !== "no_return" || op.replica === target.replica);
  }

  /** Entries that nobody took back or corrected. */
  function standing(ops) {
    const all = ordered(ops);
    const there = new Map(all.map((op) => [op.id, op]));
    const ended = new Set();
    for (const op of [...all].reverse()) {
      const target = there.get(op.of);
      if (target && !ended.has(op.id) && mayEnd(op, target)) ended.add(target.id);
    }
    return all.filter((op) => !ended.has(op.id));
  }

  function areApart(first, second) {
    if (first.replica === second.replica) return false;
    return first.key !== second.key || !(before(first, second) || before(second, first));
  }

  const follows = (second, first) => before(first, second) && !areApart(first, second);
  const compareDue = (one, other) => one.due - other.due || compare(one.id, other.id);

  /** The wish that waits, of several the earliest; else the last that was kept. */
  function wishOf(stand) {
    const all = stand.filter((op) => ["come_back", "wished"].includes(op.verb));
    const wishes = all.filter((op) => !all.some((other) => follows(other, op))).sort(compareDue);
    const enders = stand.filter((op) => ["refused", "talked", "no_return"].includes(op.verb));
    const left = wishes.filter((op) => !enders.some((each) => each.verb === "no_return" || follows(each, op)));
    const waiting = left.filter((op) => !stand.some((each) => each.verb === "moved" && follows(each, op)));
    if (!wishes.length) return { wish: "", due: null, remark: "" };
    const { due, remark } = waiting[0] || left.at(-1) || wishes.at(-1);
    return { wish: waiting.length ? "waits" : left.length ? "gone" : "done", due, remark: remark || "" };
  }

  /** The state of a door by all entries of its keys: the weightiest result, never the last one. */
  function derive(ops) {
    const stand = standing(ops);
    const results = stand.filter((op) => weight(op.verb) >= 0);
    const state = { code: "", at: null, n_absent: 0, talks: [], doubles: [], ...wishOf(stand) };
    if (!results.length) return state;
    state.code = RESULTS[Math.max(...results.map((op) => weight(op.verb)))];
    state.at = Math.max(...results.filter((op) => op.verb === state.code).map((op) => op.at));
    state.n_absent = results.filter((op) => op.verb === "absent").length;
    const talks = results.filter((op) => op.verb === "talked");
    const ids = (found) => found.map((op) => op.id).sort(compare);
    state.talks = ids(talks);
    state.doubles = ids(talks.filter((op) => talks.some((other) => areApart(op, other))));
    return state;
  }

  /** The doors of a building by the entries of its own key. Merged doors count with the first in order. */
  function building(ops) {
    const [added, parted, notes, chief] = [new Set(), new Set(), [], new Map()];
    const of = (key) => {
      let found = key;
      while (chief.has(found) && chief.get(found) !== found) found = chief.get(found);
      return found;
    };
    const find = (key) => added.add(key) && parted.delete(key);
    for (const op of standing(ops)) {
      if (op.verb === "add") op.doors.forEach(find);
      else if (op.verb === "part") {
        added.delete(op.doors[0]);
        parted.add(op.doors[0]);
        op.doors.slice(1).forEach(find);
      } else if (op.verb === "note") notes.push(op.id);
      else if (op.verb === "merge") {
        for (const key of op.doors.slice(1)) {
          const [first, second] = [of(op.doors[0]), of(key)].sort(compare);
          chief.set(second, first);
        }
      }
    }
    const names = Object.fromEntries([...chief.keys(), ...chief.values()].map((key) => [key, of(key)]));
    return { added: [...added].sort(compare), parted: [...parted].sort(compare), names, notes };
  }

  /** All doors of a building by the key that each counts with. */
  function byDoor(ops, one) {
    const held = new Map();
    for (const op of ops) {
      const key = Object.hasOwn(one.names, op.key) ? one.names[op.key] : op.key;
      if (held.has(key)) held.get(key).push(op);
      else held.set(key, [op]);
    }
    return new Map([...held].map(([key, found]) => [key, derive(found)]));
  }

  Object.assign(Rules, { RESULTS, building, byDoor, derive });
})();
