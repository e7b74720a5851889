"""A conversation of one group of the demonstration, with a report, and a message to members that waits."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.threads import circles
from hustings.field.threads.circles import Circle
from hustings.field.threads.models import Bulletin, HiddenFor, Message, Report, Source, Thread
from hustings.foundation.lib.demo import Say
from hustings.people.persons.models import Email, Person

_LOOKED_AT = 2_000  # people


@transaction.atomic
def fill(say: Say) -> None:
    """Write it once, where a group has enough people."""
    if Thread.objects.exists() or (circle := _circle()) is None:
        return
    people = list(_people(circle))
    thread = Thread.objects.create(
        kind=circle.kind, subject=circle.subject, zone_id=circle.zone, title=_("Saturday’s market"),
        person=people[0], opened_at=timezone.now() - timedelta(hours=30),
    )  # fmt: skip
    rows = list(_messages(thread, people))
    Message.objects.bulk_create(rows)
    Thread.objects.filter(pk=thread.pk).update(n_messages=len(rows), last_at=rows[-1].at)
    advert = Message.objects.filter(thread=thread).order_by("pk").last()
    assert advert
    Report.objects.create(message=advert, person=people[1], why=HiddenFor.ADVERT)
    Bulletin.objects.create(
        kind=circle.kind, subject=circle.subject, zone_id=circle.zone, person=people[0],
        title=_("Come to the market on Saturday"), text=_(
            "We meet at nine at the fountain, with leaflets and coffee.\n\nBring a friend!"
        ),
    )  # fmt: skip


def _circle() -> Circle | None:
    """The first with a host and four members, of those that people are in."""
    seen: set[tuple[str, int]] = set()
    confirmed = Person.objects.filter(emails__status=Email.Status.CONFIRMED).order_by("pk")
    for pk in confirmed.values_list("pk", flat=True)[:_LOOKED_AT]:
        for each in circles.of_person(pk):
            if (each.kind, each.subject) in seen or each.segment is None:
                continue
            seen.add((each.kind, each.subject))
            if each.members.count() > 4 and each.hosts.exists():
                return each
    return None


def _people(circle: Circle) -> Iterator[Person]:
    """A host first."""
    host = Person.objects.filter(pk__in=circle.hosts).order_by("pk").first()
    assert host
    yield host
    yield from Person.objects.filter(pk__in=circle.members).exclude(pk=host.pk).order_by("pk")[:4]


def _messages(thread: Thread, people: list[Person]) -> Iterator[Message]:
    said = [
        (
            0,
            30,
            Source.WEB,
            _("Who can bring the folding table on Saturday? We start at nine at the fountain."),
        ),
        (1, 28, Source.MAIL, _("I have one, and a thermos. I’ll be there at half past eight.")),
        (2, 20, Source.WEB, _("I can only come from ten, but I’ll stay until we pack up.")),
        (3, 5, Source.MAIL, _("I’ll print the leaflets. How many do we need?")),
        (0, 4, Source.WEB, _("Two hundred are enough. Thank you all!")),
        (4, 2, Source.WEB, _("By the way, my brother sells garden furniture: have a look at his offers!")),
    ]
    now = timezone.now()
    for who, hours, source, text in said:
        yield Message(
            thread=thread, person=people[who], text=text, source=source, at=now - timedelta(hours=hours),
            spread_at=now,
        )  # fmt: skip
