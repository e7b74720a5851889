"""What people decided about coming mail: to block or to let pass, each until a day and for a reason."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mailguard.agents.platform import shapes
from mailguard.agents.platform.fingerprints import KINDS, Trait, subject
from mailguard.agents.platform.shapes import BadData
from mailguard.facts import person_names
from mailguard.identifiers import domain_names
from mailguard.verdict import Action, Verdict

BLOCK, ALLOW = "block", "allow"
DEEDS = (BLOCK, ALLOW)
# What anybody can write: to let it pass, the author must be proven.
_CLAIMED = frozenset({"sender", "name", "subject"})
_ORDER = {"file": 0, "sender": 1, "lure": 2, "host": 3, "name": 4, "subject": 5}
_DOT = re.compile(r"[\[({]\s{0,3}(?:\.|dot)\s{0,3}[\])}]", re.I)
_AT = re.compile(r"\[\s{0,3}(?:@|at)\s{0,3}\]", re.I)
_SCHEME = re.compile(r"(?:h(?:tt|xx)ps?\[?:\]?|ftp:)?//", re.I)
_PORT = re.compile(r"^([^:]+|\[[0-9a-f:.]+\]):\d{1,5}$", re.I)
_ANGLED = re.compile(r"<([^<>]{1,320})>")
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
    """A value as ``traits`` writes it; also of what people copy: an address of a page, a name beside a mail
    address, a host that was defused."""
    value = value.strip()
    if kind in {"sender", "host"}:
        value = _copied(kind, value)
    if kind == "sender":
        local, _, domain = value.lower().rpartition("@")
        return f"{local}@{domain_names.ascii_form(domain)}" if domain else ""
    if kind == "host":
        return domain_names.ascii_form(value)
    if kind == "name":
        return person_names.key(value)
    return subject(value) if kind == "subject" else value.lower()


def _copied(kind: str, value: str) -> str:
    value = _DOT.sub(".", _AT.sub("@", value))
    if kind == "sender":
        found = _ANGLED.search(value)
        return (found[1] if found else value).strip().removeprefix("mailto:")
    is_address, rest = (found := _SCHEME.match(value)) is not None, value
    if found:
        rest = value[found.end() :]
    host = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    host = host.rpartition("@")[2] if is_address else host
    return _PORT.sub(r"\1", host) if host else value


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
    rule = book.decide(traits, now, is_proven=verdict.facts.is_authenticated) if book else None
    if rule is None or (rule.deed == ALLOW and is_malware(verdict)):
        return verdict.action, None
    if rule.deed == ALLOW:
        return Action.DELIVER, rule
    return max(verdict.action, Action.QUARANTINE), rule
