"""One attack: messages that share a lure, a host, a sender, a file, or name and subject.

Incidents are the connected pieces of a graph of traits, in any order of arrival; people may join or cut.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from django.utils import timezone

from hustings.security.incidents.models import Incident, Mark, Opinion, Order, Report, Rule, Sighting

STRONG = ("lure", "host", "file", "sender")
SAME = ("lure", "file")  # by which harmless-looking mail is found to be part of an attack
USED = ("host", "sender")  # by which it is, too, where somebody said that the domain imitates ours
_LONGEST = 200
_AT_ONCE = 500
Pairs = Iterable[Sequence[str]]


def keys(traits: Pairs, own: Collection[str] = (), kinds: Sequence[str] = STRONG) -> list[str]:
    """The marks of one message. ``own`` domains say nothing: whoever forges us would be one attacker."""
    found: dict[str, None] = {}
    names: dict[str, str] = {}
    for kind, value in traits:
        if kind in {"name", "subject"}:
            names.setdefault(kind, value)
        elif kind in kinds and not (kind == "sender" and value.rpartition("@")[2] in own):
            found[_short(f"{kind}:{value}")] = None
    if kinds is STRONG and len(names) == 2:
        found[_short(f"as:{names['name']}|{names['subject']}")] = None
    return list(found)


def _short(key: str) -> str:
    return key if len(key) <= _LONGEST else f"{key[:130]}#{sha256(key.encode()).hexdigest()}"


@dataclass
class Groups:
    """Marks and incidents that a batch makes; ``write`` puts them down."""

    marks: dict[str, Incident] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)
    wide: set[str] = field(default_factory=set)  # marks by which even harmless-looking mail joins
    new_marks: list[str] = field(default_factory=list)
    fresh: list[Incident] = field(default_factory=list)
    joined: dict[int, Incident] = field(default_factory=dict)  # id(incident) -> where it went

    @classmethod
    def load(cls, wanted: Collection[str]) -> "Groups":
        made = cls()
        one: dict[int, Incident] = {}
        names = sorted(wanted)
        for start in range(0, len(names), _AT_ONCE):
            rows = Mark.objects.filter(key__in=names[start : start + _AT_ONCE]).select_related("incident")
            for mark in rows:
                if mark.cut_at:
                    made.cut.add(mark.key)
                else:
                    made.marks[mark.key] = one.setdefault(mark.incident_id, mark.incident)
                    if mark.joins_all:
                        made.wide.add(mark.key)
        return made

    def find(self, incident: Incident) -> Incident:
        while (into := self.joined.get(id(incident))) is not None:
            incident = into
        return incident

    def place(self, wanted: Sequence[str], fresh: Incident | None) -> Incident | None:
        """The incident of a message with these marks; ``fresh`` where there is none yet."""
        live = [key for key in wanted if key not in self.cut]
        found = {id(one): one for key in live if key in self.marks for one in [self.find(self.marks[key])]}
        if not found:
            if fresh is None:
                return None
            self.fresh.append(fresh)
            home = fresh
        else:
            home = min(found.values(), key=_age)
            for other in found.values():
                if other is not home and _may_join(home, other):
                    self.joined[id(other)] = home
                    add_up(home, other)
        for key in live:
            if key not in self.marks:
                self.marks[key] = home
                self.new_marks.append(key)
        return home

    def write(self) -> None:
        gone = set(self.joined)
        Incident.objects.bulk_create([one for one in self.fresh if id(one) not in gone], batch_size=_AT_ONCE)
        moved: dict[int, list[int]] = defaultdict(list)
        known = {id(one): one for one in [*self.marks.values(), *self.joined.values()]}
        for name in self.joined:
            if (one := known.get(name)) is not None and one.pk:
                moved[self.find(one).pk].append(one.pk)
        for home, others in moved.items():
            move(home, others)
        rows = [Mark(key=key, incident=self.find(self.marks[key])) for key in self.new_marks]
        Mark.objects.bulk_create(rows, batch_size=_AT_ONCE)


def _age(incident: Incident) -> tuple[bool, int]:
    """Known ones before fresh ones, old ones before young ones; harmless ones last."""
    return incident.outcome == Incident.Outcome.HARMLESS, incident.pk or 2**62


def _may_join(home: Incident, other: Incident) -> bool:
    harmless = Incident.Outcome.HARMLESS
    return (home.outcome == harmless) == (other.outcome == harmless)


def add_up(home: Incident, other: Incident) -> None:
    """Let one count what the other counted; nothing is written."""
    home.n_sightings += other.n_sightings
    home.n_reports += other.n_reports
    home.action = max(home.action, other.action)
    home.first_at, home.last_at = min(home.first_at, other.first_at), max(home.last_at, other.last_at)


def move(home: int, others: Collection[int]) -> None:
    """Everything of other incidents becomes that of ``home``, which is none of them."""
    others = [one for one in others if one != home]
    for model in (Sighting, Mark, Report, Rule, Order):
        model._base_manager.filter(incident__in=others).update(incident=home)
    said = set(Opinion.objects.filter(incident=home).values_list("user", flat=True))
    Opinion.objects.filter(incident__in=others).exclude(user__in=said).update(incident=home)
    rows = Incident.objects.filter(pk__in=others)
    rows.update(merged_into=home, n_sightings=0, n_reports=0, closed_at=timezone.now())
    Incident.objects.filter(merged_into__in=others).exclude(pk=home).update(merged_into=home)
