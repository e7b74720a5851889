"""What the platform asks a guard to do with messages, and what became of it."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from mailguard.agents.platform import shapes
from mailguard.agents.platform.fingerprints import Trait
from mailguard.agents.platform.shapes import BadData

RELEASE, DELETE, HOLD, RESTORE = "release", "delete", "hold", "restore"
DEEDS = (RELEASE, DELETE, HOLD, RESTORE)
_LARGEST = 2**32  # bytes that IMAP can ask for
DONE, MISSING, REFUSED, FAILED = "done", "missing", "refused", "failed"


@dataclass(frozen=True, slots=True)
class Order:
    """``place`` is that of a sighting; without one, ``mailboxes`` (none: all that are guarded), ``sha256``,
    ``message_id`` and ``traits`` tell what is meant, as ``matching`` says. ``alike``: also mail of the same
    attack under other Message-IDs. ``suspect``: other bytes only where the guard itself would warn of
    them, and few in one mailbox: nobody has confirmed yet what it speaks of. ``size`` in bytes, where it is
    known, helps servers to find what has no Message-ID."""

    id: str
    deed: str
    place: dict[str, Any] = dataclasses.field(default_factory=dict)
    mailboxes: tuple[str, ...] = ()
    sha256: str = ""
    message_id: str = ""
    traits: tuple[Trait, ...] = ()
    alike: bool = False
    suspect: bool = False
    size: int = 0

    def to_json(self) -> dict[str, Any]:
        """As ``from_json`` reads it."""
        made = {each.name: getattr(self, each.name) for each in dataclasses.fields(self)}
        made["mailboxes"] = list(self.mailboxes)
        made["traits"] = [[each.kind, each.value] for each in self.traits]
        return made


@dataclass(frozen=True, slots=True)
class Answer:
    """``outcome`` is done, missing (no such message here), refused (this guard can't) or failed (try again
    by another order); ``text`` is a sentence."""

    order_id: str
    outcome: str
    text: str = ""

    def to_json(self) -> dict[str, str]:
        return {"order_id": self.order_id, "outcome": self.outcome, "text": self.text}


def from_json(data: Any, where: str = "order") -> Order:
    """The order, or BadData: one that fits everything is none."""
    row = shapes.table(data, where)
    deed = shapes.text(row, "deed", where)
    if deed not in DEEDS:
        raise BadData(
            "{where}: “{given}” is none; known are {known}", where=where, given=deed, known=", ".join(DEEDS)
        )
    pairs = shapes.rows(row.get("traits"), f"{where}: traits")
    if not all(
        isinstance(each, list) and len(each) == 2 and all(isinstance(word, str) for word in each)
        for each in pairs
    ):
        raise BadData("{where}: pairs of texts are expected", where=f"{where}: traits")
    order = Order(
        id=shapes.identity(row, "id", where),
        deed=deed,
        place=shapes.table(row.get("place") or {}, f"{where}: place"),
        mailboxes=shapes.texts(row, "mailboxes", where),
        sha256=shapes.text(row, "sha256", where, ""),
        message_id=shapes.text(row, "message_id", where, ""),
        traits=tuple(Trait(*each) for each in pairs),
        alike=row.get("alike") is True,
        suspect=row.get("suspect") is True,
        size=_size(row.get("size")),
    )
    if not (order.place or order.sha256 or order.message_id or order.traits):
        raise BadData("{where}: it doesn't tell which message is meant", where=where)
    return order


def _size(value: Any) -> int:
    """A hint: what is no size is none."""
    return value if type(value) is int and 0 < value < _LARGEST else 0


def answer_from_json(data: Any, where: str = "answer") -> Answer:
    """What ``Answer.to_json`` wrote, or BadData."""
    row = shapes.table(data, where)
    return Answer(
        shapes.identity(row, "order_id", where),
        shapes.text(row, "outcome", where),
        shapes.text(row, "text", where, ""),
    )
