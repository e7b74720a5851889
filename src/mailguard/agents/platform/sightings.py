"""What a guard saw of one message and did with it: plain data that the platform gathers into incidents."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from mailguard.agents.platform import shapes
from mailguard.agents.platform.fingerprints import Trait
from mailguard.agents.platform.shapes import BadData
from mailguard.explain import of_reviews, strongest
from mailguard.i18n import LANGUAGES
from mailguard.policy.judgement import REVIEWS
from mailguard.text.shortened import shortened
from mailguard.verdict import Verdict

MILTER, WATCHER, REPORT = "milter", "watcher", "report"
_MOST_TEXT = 300  # characters of subject and the like
_MOST_BOXES = 1_000
_MOST_WEIGHT = 1_000.0  # log-odds; no number that is none is less


class Said(NamedTuple):
    """A signal as it is told: sentence by language and log-odds ``share`` (None: unknown, or taught).

    ``says``: a bare sentence from a guard of an older version.
    """

    name: str
    says: Mapping[str, str] | str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """``action`` and ``found`` are the verdict's own words (``deliver``, ``warn``, ``quarantine``,
    ``reject``; ``phish`` …), ``score`` its probability.

    ``id`` is the same whenever this guard sees this message for these mailboxes: sending it twice is
    harmless. ``signals`` are those that speak against it first, ``done`` says what the guard did, ``place``
    how it finds the message again.
    """

    id: str
    at: str
    guard: str
    kind: str
    mailboxes: tuple[str, ...] = ()
    message_id: str = ""
    sha256: str = ""
    sender: str = ""
    subject: str = ""
    size: int = 0
    action: str = "deliver"
    found: str = "clean"
    score: float = 0.0
    signals: tuple[Said, ...] = ()
    traits: tuple[Trait, ...] = ()
    done: str = ""
    place: dict[str, Any] = dataclasses.field(default_factory=dict)
    opened: bool | None = None
    raw: bool = False
    rule: str = ""  # id of the rule that decided
    unreviewed: float | None = None  # the score without what reviews taught, where that counted
    decoys: tuple[str, ...] = ()  # signs of decoy documents that it carries
    is_expired: bool = False  # it was deleted when its days were over; the rest says nothing new

    def to_json(self) -> dict[str, Any]:
        made = {each.name: getattr(self, each.name) for each in dataclasses.fields(self)}
        made["mailboxes"], made["decoys"] = list(self.mailboxes), list(self.decoys)
        made["signals"] = [list(each) for each in self.signals]
        made["traits"] = [[each.kind, each.value] for each in self.traits]
        return made


def identity(guard: str, mailboxes: tuple[str, ...], digest: str, place: str = "") -> str:
    """32 hex digits for this message at this guard. ``place`` tells two copies in one mailbox apart."""
    boxes = sorted({each.lower() for each in mailboxes})
    return sha256("\0".join([guard, digest, place, *boxes]).encode("utf-8", "replace")).hexdigest()[:32]


def sighting(
    verdict: Verdict,
    *,
    guard: str,
    kind: str,
    mailboxes: tuple[str, ...],
    at: datetime,
    traits: tuple[Trait, ...] = (),
    **more: Any,
) -> Sighting:
    """Of a verdict. ``more`` are other fields, ``action`` where a rule decided otherwise."""
    facts = verdict.facts
    boxes = mailboxes[:_MOST_BOXES]
    values: dict[str, Any] = {
        "id": identity(guard, mailboxes, facts.sha256),
        "message_id": shortened(facts.message_id, _MOST_TEXT),
        "sender": facts.author.address,
        "subject": shortened(facts.subject, _MOST_TEXT),
        "sha256": facts.sha256,
        "size": facts.size,
        "action": verdict.action.word,
        "found": verdict.kind,
        "score": round(verdict.probability, 4),
        "unreviewed": None if verdict.unreviewed is None else round(verdict.unreviewed, 4),
        "signals": _said(verdict),
    }
    return Sighting(
        at=at.isoformat(), guard=guard, kind=kind, mailboxes=boxes, traits=traits, **(values | more)
    )


def _said(verdict: Verdict) -> tuple[Said, ...]:
    """In every language that we have: whoever reads it in HQ may speak another one than the guard."""
    first = strongest(verdict)
    made = [
        Said(
            each.name,
            {code: each.best.say(code) for code in LANGUAGES},
            round(verdict.contributions.get(each.name, 0.0), 3),
        )
        for each in [*first, *(each for each in verdict.signals if each not in first)]
    ]  # fmt: skip
    if of_reviews(verdict):
        made.append(Said(REVIEWS, {code: of_reviews(verdict, code) for code in LANGUAGES}))
    return tuple(made)


def from_json(data: Any, where: str = "sighting") -> Sighting:
    """What ``to_json`` wrote, or BadData."""
    row = shapes.table(data, where)
    words = ("message_id", "sha256", "sender", "subject", "action", "found", "done", "rule")
    values: dict[str, Any] = {name: shapes.text(row, name, where) for name in words if name in row}
    size = row.get("size", 0)
    if isinstance(size, bool) or not isinstance(size, int) or size < 0:
        raise BadData("{where}: {name}: a number is expected", where=where, name="size")
    opened, unreviewed = row.get("opened"), row.get("unreviewed")
    return Sighting(
        id=shapes.identity(row, "id", where),
        at=shapes.moment(row.get("at"), f"{where}: at").isoformat(),
        guard=shapes.text(row, "guard", where),
        kind=shapes.text(row, "kind", where),
        mailboxes=shapes.texts(row, "mailboxes", where),
        size=size,
        score=_share(row.get("score", 0.0), "score", where),
        unreviewed=None if unreviewed is None else _share(unreviewed, "unreviewed", where),
        signals=tuple(
            _signal(each, f"{where}: signals")
            for each in shapes.rows(row.get("signals"), f"{where}: signals")
        ),
        traits=tuple(Trait(*each) for each in _pairs(row, "traits", where)),
        place=shapes.table(row.get("place", {}), f"{where}: place"),
        opened=opened if isinstance(opened, bool) else None,
        raw=row.get("raw") is True,
        decoys=shapes.texts(row, "decoys", where),
        is_expired=row.get("is_expired") is True,
        **values,
    )


def _signal(row: Any, where: str) -> Said:
    match row:
        case [str(name), str(says)]:
            return Said(name, says)
        case [str(name), dict(says), share] if all(
            isinstance(word, str) for word in says.values()
        ) and _is_weight(share):
            return Said(name, says, share)
        case _:
            raise BadData("{where}: names with sentences by language are expected", where=where)


def _is_weight(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value is None or (is_number and abs(value) < _MOST_WEIGHT)


def _share(value: Any, name: str, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise BadData("{where}: {name}: a number from 0 to 1 is expected", where=where, name=name)
    return float(value)


def _pairs(row: dict[str, Any], name: str, where: str) -> tuple[tuple[str, str], ...]:
    read = []
    for each in shapes.rows(row.get(name), f"{where}: {name}"):
        if not isinstance(each, list) or len(each) != 2 or not all(isinstance(word, str) for word in each):
            raise BadData("{where}: pairs of texts are expected", where=f"{where}: {name}")
        read.append((each[0], each[1]))
    return tuple(read)
