"""Counting one message."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from mailguard.correspondents import marks
from mailguard.facts import Facts, Mailbox, person_names, proof
from mailguard.lookalikes.edits import deletes
from mailguard.lookalikes.skeleton import skeleton, squeeze

Hash = Callable[[str], int]
OURS = 0  # stands among a thread's members once one of ours wrote in it
_BURST = 48 * 3600  # seconds
_MOST_PRINTS = 200_000
_MOST_PEOPLE = 50  # of one message
_MOST_REFERENCES = 20

_PARTY = """
INSERT INTO party (id, text, n_received, n_sent, n_authenticated, first_at, last_at)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET n_received = n_received + excluded.n_received, n_sent = n_sent + excluded.n_sent,
    n_authenticated = n_authenticated + excluded.n_authenticated,
    first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)
"""
_COUNT = " ON CONFLICT DO UPDATE SET n = n + 1, last_at = max(last_at, excluded.last_at)"
_PAIR = "INSERT INTO pair VALUES (?, ?, 1, ?)" + _COUNT  # noqa: S608
_NAME = "INSERT INTO name VALUES (?, ?, 1, ?)" + _COUNT  # noqa: S608
_MARK = "INSERT INTO mark VALUES (?, ?, ?, 1, ?)" + _COUNT  # noqa: S608


def is_ours(facts: Facts, mailbox: Mailbox) -> bool:
    return mailbox.key in facts.profile.insiders_by_address or proof.is_own(mailbox.domain, facts)


def is_sent(facts: Facts) -> bool:
    return facts.envelope.is_outgoing or is_ours(facts, facts.author)


def now(facts: Facts) -> int:
    """The time of receipt in seconds, 0 where nothing tells it."""
    at = facts.now
    if at is None:
        return 0
    return max(int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()), 0)


def identity(facts: Facts) -> str:
    return bare(facts.message_id) or f"sha256:{facts.sha256}"


def bare(message_id: str) -> str:
    """A Message-ID without its angle brackets."""
    return message_id.strip().strip("<>")


def references(facts: Facts) -> tuple[str, ...]:
    """What it answers, oldest first; the middle of a very long thread left out."""
    all_ = tuple(bare(each) for each in facts.references)
    return all_ if len(all_) <= _MOST_REFERENCES else (*all_[:4], *all_[4 - _MOST_REFERENCES :])


def organisation(domain: str) -> str:
    return f"@{domain}"


def learn(base: sqlite3.Connection, keyed: Hash, facts: Facts, is_trusted: bool) -> bool:
    """Count the message within the open transaction; False where it is known."""
    at, message = now(facts), keyed(identity(facts))
    answered = [keyed(each) for each in references(facts)]
    thread = _thread(base, answered) or (answered[0] if answered else message)
    new = base.execute("INSERT OR IGNORE INTO message VALUES (?, ?, ?)", (message, thread, at)).rowcount
    if not new:
        return False
    sent = is_sent(facts)
    if not sent:
        _note_print(base, keyed, facts, message, at)
    if not is_trusted:
        return True
    _count(base, "n_known", at)
    others = [each for each in (*facts.to, *facts.cc)[:_MOST_PEOPLE] if each.address]
    if sent:
        _count(base, "n_sent", at)
        for mailbox in others:
            if not is_ours(facts, mailbox):
                _meet(base, keyed, mailbox, at, n_sent=1)
        if "@" in facts.message_id:
            host = facts.message_id.rpartition("@")[2].strip("> ").lower()
            _mark(base, OURS, [(marks.Kind.ID_HOST, keyed(host))], at)
    if facts.author.address:
        _received(base, keyed, facts, at)
    _join(base, keyed, thread, [facts.author, *others], sent, at)
    return True


def _thread(base: sqlite3.Connection, answered: list[int]) -> int | None:
    if not answered:
        return None
    places = ",".join("?" * len(answered))
    row = base.execute(f"SELECT thread FROM message WHERE id IN ({places}) LIMIT 1", answered).fetchone()  # noqa: S608
    return row[0] if row else None


def _received(base: sqlite3.Connection, keyed: Hash, facts: Facts, at: int) -> None:
    author = facts.author
    _meet(base, keyed, author, at, n_received=1, n_authenticated=int(facts.is_authenticated))
    party = keyed(author.key)
    _mark(base, party, ((kind, keyed(value)) for kind, value in marks.of(facts)), at)
    wanted = {each.lower() for each in facts.envelope.rcpt_to} or {
        each.key for each in facts.to if each.address
    }
    base.executemany(
        _PAIR,
        [(party, keyed(each), at) for each in sorted(wanted)[:_MOST_PEOPLE]],
    )


def _meet(
    base: sqlite3.Connection,
    keyed: Hash,
    mailbox: Mailbox,
    at: int,
    *,
    n_received: int = 0,
    n_sent: int = 0,
    n_authenticated: int = 0,
) -> None:
    counts = (n_received, n_sent, n_authenticated, at, at)
    domain = mailbox.organisation
    for text in (mailbox.key, organisation(domain)):
        base.execute(_PARTY, (keyed(text), text, *counts))
    party = keyed(mailbox.key)
    if name := person_names.key(person_names.core(mailbox.name)):
        base.execute(_NAME, (keyed(name), party, at))
    rows = [
        (keyed(look), party) for look in (f"look:{skeleton(squeeze(mailbox.key))}", f"local:{mailbox.local}")
    ]
    if n_sent or n_authenticated:
        host = keyed(organisation(domain))
        rows += [(keyed(f"near:{piece}"), host) for piece in pieces(domain)]
    base.executemany("INSERT OR IGNORE INTO alike VALUES (?, ?)", rows)


def pieces(domain: str) -> set[str]:
    return set(deletes(skeleton(squeeze(domain))))


def _mark(base: sqlite3.Connection, party: int, found: Iterable[tuple[int, int]], at: int) -> None:
    base.executemany(
        _MARK,
        [(party, kind, value, at) for kind, value in found],
    )


def _join(
    base: sqlite3.Connection, keyed: Hash, thread: int, mailboxes: list[Mailbox], sent: bool, at: int
) -> None:
    who = {keyed(each.key) for each in mailboxes if each.address}
    who |= {keyed(organisation(each.organisation)) for each in mailboxes if each.address}
    if sent:
        who.add(OURS)
    base.executemany("INSERT OR IGNORE INTO member VALUES (?, ?, ?)", [(thread, each, at) for each in who])


def _count(base: sqlite3.Connection, name: str, at: int) -> None:
    base.execute("UPDATE meta SET value = value + 1 WHERE name = ?", (name,))
    since = "since_at" if name == "n_known" else "sent_since_at"
    if at:
        base.execute("UPDATE meta SET value = ? WHERE name = ? AND (value = 0 OR value > ?)", (at, since, at))


def _note_print(base: sqlite3.Connection, keyed: Hash, facts: Facts, message: int, at: int) -> None:
    party = keyed(facts.author.key)
    rows = [(keyed(f"print:{value}"), message, party, at) for value in marks.prints(facts.text)]
    base.executemany("INSERT OR IGNORE INTO print VALUES (?, ?, ?, ?)", rows)
    if rows and message % 64 == 0:  # tidy up now and then
        base.execute("DELETE FROM print WHERE at < ?", (at - _BURST,))
        n_prints = base.execute("SELECT count(*) FROM print").fetchone()[0]
        if n_prints > _MOST_PRINTS:
            base.execute(
                "DELETE FROM print WHERE (value, message) IN "
                "(SELECT value, message FROM print ORDER BY at LIMIT ?)",
                (n_prints - _MOST_PRINTS,),
            )


def prune(base: sqlite3.Connection, before: int) -> int:
    """Drop what was last met before; the number of messages dropped."""
    n_gone: int = base.execute("DELETE FROM message WHERE at < ?", (before,)).rowcount
    base.execute("DELETE FROM member WHERE at < ? AND thread NOT IN (SELECT thread FROM message)", (before,))
    for table in ("party", "name", "pair", "mark"):
        base.execute(f"DELETE FROM {table} WHERE last_at < ?", (before,))  # noqa: S608
    base.execute("DELETE FROM alike WHERE party NOT IN (SELECT id FROM party)")
    base.execute("DELETE FROM print WHERE at < ?", (before,))
    for name in ("since_at", "sent_since_at"):
        base.execute("UPDATE meta SET value = max(value, ?) WHERE name = ?", (before, name))
    return n_gone


def moment(seconds: int) -> datetime | None:
    """A time of the store, None for 0."""
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
