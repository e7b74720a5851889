"""The fictional campaign's market stalls of the last weeks: who came, a report, thanks, and those ahead.

So that the next events have a forecast that stands on something.
"""

import datetime as dt
from random import Random

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hustings.field.events import actions as events
from hustings.field.events.models import Event
from hustings.field.groups.models import LocalGroup
from hustings.field.registrations.attendance import forecasts, rolls
from hustings.field.registrations.models import Registration, RollCall, Seat
from hustings.field.registrations.reports import actions as reports
from hustings.field.registrations.reports import thanks
from hustings.people.duplicates.search.mailboxes import counted_as
from hustings.people.persons.models import Email, Person

WEEKS = 14
CROWD = 60  # people who come now and then
AHEAD = 3  # events with registrations
_STALL = {"fr": "Stand au marché", "en": "Market stall"}
_REPORT = {
    "fr": ("Beaucoup de discussions sur le train.", "Merci aux passants du marché !", "Réimprimer le tract"),
    "en": ("Many talks about the train.", "Thanks to everyone at the market!", "Reprint the leaflet"),
}
_WORDS = ("", "", "Très bonne ambiance", "Un peu froid", "")


@transaction.atomic
def fill() -> None:
    group = LocalGroup.objects.shown().order_by("pk").first()
    crowd = list(Person.objects.filter(emails__isnull=False).order_by("pk").distinct()[:CROWD])
    if group is None or not crowd or RollCall.objects.exists():
        return
    chance = Random(11)  # noqa: S311 # play, not secrecy
    faith = {person.pk: chance.betavariate(3, 1.6) for person in crowd}
    for week in range(WEEKS, 0, -1):
        _past(group, week, crowd, faith, chance)
    free = Event.objects.shown().upcoming().filter(cancelled_at=None).exclude(shifts__capacity__isnull=False)
    for event in free[:AHEAD]:
        for person in chance.sample(crowd, min(24, len(crowd))):
            _seat(event, person, timezone.now() - dt.timedelta(hours=chance.randint(1, 60)), chance)
    forecasts.learn()


def _past(group: LocalGroup, week: int, crowd: list[Person], faith: dict[int, float], chance: Random) -> None:
    """A stall so many weeks ago, with who came; the last one with report, thanks and feedback."""
    at = timezone.now().replace(hour=8, minute=0, second=0, microsecond=0) - dt.timedelta(weeks=week)
    values = {
        "titles": _STALL, "kind": "stall", "zone": group.zone, "group": group, "starts_at": at,
        "ends_at": at + dt.timedelta(hours=3), "place": group.place, "descriptions": {},
    }  # fmt: skip
    event = events.announce(values=values, user=None, show=True)
    luck = chance.gauss(0, 0.08)
    absent = set()
    for person in chance.sample(crowd, min(chance.randint(14, 26), len(crowd))):
        seat = _seat(event, person, at - dt.timedelta(days=chance.uniform(1, 12)), chance)
        if chance.random() > faith[person.pk] + luck:
            absent.add(seat.pk)
    rolls.call(event=event, absent=absent)
    if week == 1:
        _report(event)


def _report(event: Event) -> None:
    minutes, public_text, task = _REPORT.get(settings.LANGUAGE_CODE, _REPORT["en"])
    came = Seat.objects.filter(shift__event=event, attended_at__isnull=False).order_by("pk")
    values = {"n_came": len(came), "n_contacts": 85, "minutes": minutes, "public_text": public_text}
    report = reports.file(
        event=event, values=values, tasks=[{"what": task, "owner": "Alice", "due_on": None}]
    )
    reports.show(report=report)
    for nth, seat in enumerate(came[: len(_WORDS) + 2]):
        words = _WORDS[nth] if nth < len(_WORDS) else ""
        thanks.say(registration=seat.registration, score=5 - nth % 3, words=words)


def _seat(event: Event, person: Person, at: dt.datetime, chance: Random) -> Seat:
    email = Email.objects.filter(person=person).order_by("position", "pk").first()
    shift = event.shifts.order_by("pk").first()
    assert email and shift
    n = 2 if chance.random() < 0.1 else 1
    registration = Registration.objects.create(
        event=event, person=person, address=email.address, key=email.key, mailbox=counted_as(email.key),
        given_name=person.given_name, family_name=person.family_name, language=person.language, guests=n - 1,
        wished=[shift.pk], asked_at=at, confirmed_at=at, zone=person.zone, source="/agenda/",
    )  # fmt: skip
    shift.taken, shift.last_position = shift.taken + n, shift.last_position + 1
    shift.save(update_fields=["taken", "last_position"])
    return Seat.objects.create(
        registration=registration, shift=shift, person=person, mailbox=registration.mailbox, n=n, asked_at=at,
        position=shift.last_position, seated_at=at,
    )  # fmt: skip
