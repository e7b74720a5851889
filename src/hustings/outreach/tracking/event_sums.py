"""Sums of tracking events: numbers of mailings and links, and what each person did."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.delivery.measuring_answers import measuring_answers
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.emails.blocks import VERSIONS
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking import bot_rules
from hustings.outreach.tracking.models import MailingLink, Measure, Reaction, TrackingEvent
from hustings.outreach.tracking.models.hours import HOURS
from hustings.people.duplicates.merging import of_record

Kind, Measuring = Reaction.Kind, Campaign.Measuring
LOOKED_UP = 50  # letters of merged people that a chunk looks for: each reads through the merges


@dataclass(slots=True)
class Hit:
    n: int = 0
    links: int = 0
    is_weak: bool = True
    moments: list[datetime] = field(default_factory=list)

    def add(self, touch: TrackingEvent, *, is_weak: bool) -> None:
        self.n += 1
        self.links |= 1 << (touch.link - 1) if touch.link > TrackingEvent.TRAP else 0
        self.is_weak = self.is_weak and is_weak
        self.moments.append(touch.at)


class Sum:
    """Adds visits up; holds what it needs of the database, asked for once."""

    def __init__(self, rows: Collection[TrackingEvent], measures: Sequence[Measure]) -> None:
        self.measures = {measure.pk: measure for measure in measures}
        links = MailingLink.objects.filter(mailing__in=list(self.measures))
        self.links = {(link.mailing_id, link.number): link for link in links}
        self._n_links = Counter(mailing for mailing, _number in self.links)
        self.hits: dict[tuple[int, int, Reaction.Kind], Hit] = defaultdict(Hit)  # mailing, person, kind
        self.of_mailings: dict[int, Counter[str]] = defaultdict(Counter)
        self.of_links: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
        self.of_versions: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
        self.of_hours: Counter[tuple[int, int]] = Counter()  # mailing, hour since it began: clicks
        self._began = dict(Mailing.objects.filter(pk__in=list(self.measures)).values_list("pk", "started_at"))
        self._letters = _letters({row.delivery for row in rows if row.delivery})
        self._says = measuring_answers({person for person, _moment in self._letters.values()})
        for touches in _visits(rows):
            if touches[0].mailing in self.measures:
                self._take(self.measures[touches[0].mailing], touches)

    def _take(self, measure: Measure, touches: Sequence[TrackingEvent]) -> None:
        person, handed_over = self._letters.get(touches[0].delivery, (None, None))
        by_machine = bot_rules.machines(touches, handed_over, self._n_links[measure.pk])
        clicks = bot_rules.counted(touches, by_machine)
        sure = bot_rules.surely(touches, by_machine, handed_over)
        for at in clicks:
            self._count(touches[at], "n_clicks")
            self._count_hour(touches[at])
            if at in sure:
                self._count(touches[at], "n_sure_clicks")
        for at in by_machine:
            self._count(touches[at], "n_machine_clicks")
        self._count_version(touches[0], n=bool(clicks), n_sure=not sure.isdisjoint(clicks))
        if person is None:
            return
        says = self._says.get(person)
        if says is True or (says is None and measure.clicks == Measuring.UNLESS):
            for at in clicks:
                self.hits[measure.pk, person, Kind.CLICK].add(touches[at], is_weak=at not in sure)
        if says is True and measure.has_opens:
            for at, touch in enumerate(touches):
                if touch.link == TrackingEvent.OPENED:
                    self.hits[measure.pk, person, Kind.OPEN].add(touch, is_weak=at in by_machine)

    def _count_hour(self, touch: TrackingEvent) -> None:
        began = self._began.get(touch.mailing)
        hour = int((touch.at - began).total_seconds() // 3600) if began else HOURS
        if 0 <= hour < HOURS:
            self.of_hours[touch.mailing, hour] += 1

    def _count_version(self, touch: TrackingEvent, **visits: bool) -> None:
        """A visit counts once, whatever the number of links in it."""
        if touch.version:
            self.of_versions[touch.mailing, VERSIONS[touch.version - 1]].update(**visits)

    def _count(self, touch: TrackingEvent, what: str) -> None:
        if touch.link >= TrackingEvent.TRAP:
            self.of_mailings[touch.mailing][what] += 1
            self.of_links[touch.mailing, touch.link][what] += 1


def _letters(keys: set[int]) -> dict[int, tuple[int, datetime | None]]:
    """Whose letters these are, and when they were handed over. Erased people's are nobody's."""
    rows = Delivery.objects.filter(pk__in=keys).order_by().values_list("pk", "person", "sent_at")
    found = {pk: (person, sent_at) for pk, person, sent_at in rows}
    for pk in sorted(keys - found.keys())[:LOOKED_UP]:
        if held := of_record.put_away("delivery.delivery", pk):
            found[pk] = (held[0], None)
    return found


def _visits(rows: Iterable[TrackingEvent]) -> Iterable[list[TrackingEvent]]:
    """Those of a letter, or of a visitor where links are the same for all, in the order of time."""
    found: dict[tuple[int, int, int, int], list[TrackingEvent]] = defaultdict(list)
    for row in rows:
        found[row.mailing, row.version, row.delivery, 0 if row.delivery else row.visitor].append(row)
    return [sorted(touches, key=lambda touch: touch.at) for touches in found.values()]
