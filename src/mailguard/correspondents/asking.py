"""What the store knows of a message's author, by a dozen look-ups in indexes."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from mailguard.correspondents import marks, writing
from mailguard.correspondents.marks import Kind
from mailguard.correspondents.writing import OURS, Hash, moment
from mailguard.facts import Facts, Relation, person_names
from mailguard.lookalikes.names import words
from mailguard.lookalikes.skeleton import skeleton, squeeze

_DAY = 86_400
_COVERED = 30 * _DAY  # a store this old has seen what is being answered today
_LEAST_SENT = 20
_BURST = 2 * _DAY
_ALIKE_PRINTS = 8  # of sixteen
_KNOWN_WELL = 3  # messages of an author, from which on habits count
_PARTY = "SELECT n_received, n_sent, n_authenticated, first_at, last_at FROM party WHERE id = ?"
# In the order of the key, so that a burst beyond the limit gives the same messages for every value.
_PRINTS = "SELECT message, party FROM print WHERE value = ? AND +at BETWEEN ? AND ? ORDER BY message LIMIT 50"
_NOBODY = (0, 0, 0, 0, 0)
# Everybody has one of these: that two organisations share it says nothing.
_SHARED_LOCALS = words("shared_locals")


def relation(base: sqlite3.Connection, keyed: Hash, facts: Facts) -> Relation:
    """See Relation; 0.1 to 0.3 ms."""
    meta = dict(base.execute("SELECT name, value FROM meta WHERE name <> 'key'").fetchall())
    author = facts.author
    party, at = keyed(author.key), writing.now(facts)
    own = base.execute(_PARTY, (party,)).fetchone() or _NOBODY
    host = base.execute(_PARTY, (keyed(writing.organisation(author.organisation)),)).fetchone() or _NOBODY
    like, like_senders = _bursts(base, keyed, facts, at)
    is_known = own[1] or own[2] >= _KNOWN_WELL
    return Relation(
        has_history=True,
        since_at=moment(meta["since_at"]),
        n_known=meta["n_known"],
        n_received=own[0],
        n_sent=own[1],
        n_from_organisation=host[0],
        n_to_organisation=host[1],
        n_to_recipient=_to_recipient(base, keyed, facts, party),
        first_seen_at=moment(own[3]),
        last_seen_at=moment(own[4]),
        n_authenticated=own[2],
        name_addresses=_named(base, keyed, facts, party),
        similar_addresses=() if is_known else _similar(base, keyed, facts, party),
        **_habits(base, keyed, facts, party, own[0]),
        **_thread(base, keyed, facts, meta, at),
        n_like_this=like,
        n_like_this_senders=like_senders,
    )


def _to_recipient(base: sqlite3.Connection, keyed: Hash, facts: Facts, party: int) -> int:
    wanted = [each.lower() for each in facts.envelope.rcpt_to] or [
        each.key for each in facts.to if each.address
    ]
    if not wanted:
        return 0
    row = base.execute(
        "SELECT n FROM pair WHERE author = ? AND recipient = ?", (party, keyed(wanted[0]))
    ).fetchone()
    return row[0] if row else 0


def _named(base: sqlite3.Connection, keyed: Hash, facts: Facts, party: int) -> tuple[str, ...]:
    name = person_names.key(person_names.core(facts.author.name))
    if " " not in name:  # a first name alone is anybody's
        return ()
    rows = base.execute(
        "SELECT text FROM (SELECT party, n FROM name WHERE name = ? LIMIT 50) JOIN party ON id = party "
        "WHERE party <> ? AND (n_sent OR n_authenticated OR n_received > 2) ORDER BY n DESC LIMIT 5",
        (keyed(name), party),
    )
    return tuple(text for (text,) in rows)


def _similar(base: sqlite3.Connection, keyed: Hash, facts: Facts, party: int) -> tuple[str, ...]:
    author = facts.author
    if not author.address:
        return ()
    looks = [f"look:{skeleton(squeeze(author.key))}"]
    if author.local not in _SHARED_LOCALS and len(author.local) > 5:
        looks.append(f"local:{author.local}")
    looks += [f"near:{piece}" for piece in writing.pieces(author.organisation)]
    hashes = [keyed(look) for look in looks[:60]]
    places = ",".join("?" * len(hashes))
    rows = base.execute(
        f"SELECT DISTINCT text FROM alike JOIN party ON id = party WHERE look IN ({places}) AND party <> ? "  # noqa: S608
        "AND (n_sent OR n_authenticated > 2) ORDER BY n_sent + n_received DESC LIMIT 5",
        (*hashes, party),
    )
    return tuple(text for (text,) in rows if text != f"@{author.organisation}")


def _habits(
    base: sqlite3.Connection, keyed: Hash, facts: Facts, party: int, n_received: int
) -> Mapping[str, Any]:
    """Whether client, structure, origin, reply address and accounts are those of earlier mail."""
    known: dict[int, set[int]] = defaultdict(set)
    for kind, value in base.execute("SELECT kind, value FROM mark WHERE party = ? LIMIT 2000", (party,)):
        known[kind].add(value)
    seen: dict[int, set[int]] = defaultdict(set)
    for kind, text in marks.of(facts):
        seen[kind].add(keyed(text))
    replies = seen[Kind.REPLY_TO] - {keyed(facts.author.key)}
    return {
        "client_known": _agree(known, seen, marks.CLIENT, n_received),
        "structure_known": _agree(known, seen, (Kind.STRUCTURE,), n_received),
        "origin_known": _agree(known, seen, marks.ORIGIN, n_received),
        "zone_known": _agree(known, seen, (Kind.ZONE,), n_received),
        "reply_to_known": replies <= known[Kind.REPLY_TO] if replies and n_received else None,
        "accounts_known": seen[Kind.ACCOUNT] <= known[Kind.ACCOUNT]
        if seen[Kind.ACCOUNT] and n_received
        else None,
    }


def _agree(
    known: Mapping[int, set[int]], seen: Mapping[int, set[int]], kinds: Collection[int], n_received: int
) -> bool | None:
    """A mark of these kinds was there before; None with under three messages a mark: no habit."""
    told = [kind for kind in kinds if seen[kind] and 0 < 3 * len(known[kind]) <= n_received]
    if n_received < _KNOWN_WELL or not told:
        return None
    return any(seen[kind] & known[kind] for kind in told)


def _thread(
    base: sqlite3.Connection, keyed: Hash, facts: Facts, meta: Mapping[str, int], at: int
) -> Mapping[str, Any]:
    answered = writing.references(facts)
    if not answered:
        return {"thread": "new"}
    hashes = [keyed(each) for each in answered]
    places = ",".join("?" * len(hashes))
    row = base.execute(f"SELECT thread FROM message WHERE id IN ({places}) LIMIT 1", hashes).fetchone()  # noqa: S608
    if not row:
        return {"thread": "forged" if _is_forged(base, keyed, answered, meta, at) else "unknown"}
    author = facts.author
    wanted = [OURS, keyed(author.key), keyed(writing.organisation(author.organisation))]
    members = {
        who
        for (who,) in base.execute(
            "SELECT who FROM member WHERE thread = ? AND who IN (?, ?, ?)", (row[0], *wanted)
        )
    }
    return {
        "thread": "known",
        "is_our_thread": OURS in members,
        "is_thread_member": wanted[1] in members,
        "is_thread_organisation": wanted[2] in members,
    }


def _is_forged(
    base: sqlite3.Connection, keyed: Hash, answered: tuple[str, ...], meta: Mapping[str, int], at: int
) -> bool:
    """It claims to answer mail of ours from a time that the store covers, and there was none."""
    since = meta["sent_since_at"]
    if meta["n_sent"] < _LEAST_SENT or not since or at - since < _COVERED:
        return False
    hosts = {keyed(each.rpartition("@")[2].lower()) for each in answered[-3:] if "@" in each}
    places = ",".join("?" * len(hosts))
    query = f"SELECT 1 FROM mark WHERE party = ? AND kind = ? AND value IN ({places}) AND n > 4"  # noqa: S608
    return base.execute(query, (OURS, Kind.ID_HOST, *hosts)).fetchone() is not None


def _bursts(base: sqlite3.Connection, keyed: Hash, facts: Facts, at: int) -> tuple[int, int]:
    values = marks.prints(facts.text)
    if not values:
        return 0, 0
    shared: Counter[tuple[int, int]] = Counter()
    for value in values:
        shared.update(base.execute(_PRINTS, (keyed(f"print:{value}"), at - _BURST, at + _DAY)))
    itself = keyed(writing.identity(facts))
    found = {each for each, n in shared.items() if n >= _ALIKE_PRINTS and each[0] != itself}
    return len(found), len({party for _, party in found})
