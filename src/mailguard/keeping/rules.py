"""What people decided about coming mail: to block or to let pass, each until a day and for a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mailguard import domains, people
from mailguard.keeping import shapes
from mailguard.keeping.shapes import BadData
from mailguard.keeping.traits import KINDS, Trait, subject
from mailguard.verdict import Action, Verdict

BLOCK, ALLOW = "block", "allow"
DEEDS = (BLOCK, ALLOW)
# What anybody can write: to let it pass, the author must be proven.
_CLAIMED = frozenset({"sender", "name", "subject"})
_ORDER = {"file": 0, "sender": 1, "lure": 2, "host": 3, "name": 4, "subject": 5}
_MALWARE = 0.5  # probability from which a message is malware whatever a rule says
_SURE = 0.5  # strength of a signal
_PROVES = frozenset(
    [
        *("file_executable", "file_script", "file_shortcut", "file_exploit", "file_bomb"),
        *("file_html_smuggling", "file_dde", "file_remote_template", "file_disguised"),
        "virus_found",
    ]
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Block or allow what has this trait, until a moment (None: until it is taken back)."""

    id: str
    deed: str
    kind: str
    value: str
    until: datetime | None = None
    reason: str = ""

    def to_json(self) -> dict[str, Any]:
        """As ``from_json`` reads it."""
        made: dict[str, Any] = {"id": self.id, "deed": self.deed, "kind": self.kind, "value": self.value}
        return made | {"until": self.until.isoformat() if self.until else None, "reason": self.reason}


def from_json(data: Any, where: str = "rule") -> Rule:
    """The rule, its value as traits have it; or BadData."""
    row = shapes.table(data, where)
    deed, kind = shapes.text(row, "deed", where), shapes.text(row, "kind", where)
    for given, known in ((deed, DEEDS), (kind, KINDS)):
        if given not in known:
            raise BadData(
                "{where}: “{given}” is none; known are {known}",
                where=where,
                given=given,
                known=", ".join(known),
            )
    value = normal(kind, shapes.text(row, "value", where))
    if not value:
        raise BadData("{where}: {name}: it is empty", where=where, name="value")
    until = row.get("until")
    return Rule(
        id=shapes.identity(row, "id", where),
        deed=deed,
        kind=kind,
        value=value,
        until=None if until is None else shapes.moment(until, f"{where}: until"),
        reason=shapes.text(row, "reason", where, ""),
    )


def normal(kind: str, value: str) -> str:
    """A value as ``traits`` writes it."""
    value = value.strip()
    if kind == "sender":
        local, _, domain = value.lower().rpartition("@")
        return f"{local}@{domains.ascii_form(domain)}" if domain else ""
    if kind == "host":
        return domains.ascii_form(value)
    if kind == "name":
        return people.key(value)
    return subject(value) if kind == "subject" else value.lower()


class RuleBook:
    """Rules by trait. Of several that fit, what is said of a file or an address counts before what is said of
    a host, a name or a domain; a block counts before an allowance of the same kind."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.rules = tuple(rules)
        self._by_trait: dict[Trait, list[Rule]] = {}
        for rule in self.rules:
            self._by_trait.setdefault(Trait(rule.kind, rule.value), []).append(rule)

    @classmethod
    def from_json(cls, data: Any, where: str = "rules") -> "RuleBook":
        """Of a list of rules, or BadData."""
        return cls(from_json(row, f"{where} {n}") for n, row in enumerate(shapes.rows(data, where), 1))

    def to_json(self) -> list[dict[str, Any]]:
        """As ``from_json`` reads it."""
        return [rule.to_json() for rule in self.rules]

    def __bool__(self) -> bool:
        return bool(self.rules)

    def decide(self, traits: Iterable[Trait], now: datetime, *, is_proven: bool = True) -> Rule | None:
        """The rule that counts. Without a proven author no sender, name or subject is let pass."""
        fitting = [
            rule
            for trait in traits
            for rule in self._by_trait.get(trait, ())
            if (rule.until is None or now < rule.until)
            and (rule.deed == BLOCK or is_proven or rule.kind not in _CLAIMED)
        ]
        return min(fitting, key=_rank, default=None)


def _rank(rule: Rule) -> tuple[int, bool, str]:
    is_wide = rule.kind == "sender" and rule.value.startswith("@")
    return (9 if is_wide else _ORDER[rule.kind]), rule.deed == ALLOW, rule.id


def is_malware(verdict: Verdict) -> bool:
    """Examining its files proved that it does harm: no rule lets that pass."""
    if verdict.probabilities.get("malware", 0.0) >= _MALWARE:
        return True
    return any(signal.name in _PROVES and signal.strength >= _SURE for signal in verdict.signals)


def ruled(
    verdict: Verdict, traits: Iterable[Trait], book: RuleBook, now: datetime
) -> tuple[Action, Rule | None]:
    """What is to be done with the message, and the rule that made it so."""
    rule = book.decide(traits, now, is_proven=verdict.facts.is_authenticated) if book else None
    if rule is None or (rule.deed == ALLOW and is_malware(verdict)):
        return verdict.action, None
    if rule.deed == ALLOW:
        return Action.DELIVER, rule
    return max(verdict.action, Action.QUARANTINE), rule
