"""The queue: a row for each phone, written in pieces before anything is sent. Safe to run twice."""

from collections.abc import Iterator
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from hustings.foundation.lib.sql import write_turns
from hustings.outreach.text_messages import hours, recipients
from hustings.outreach.text_messages.models import TextBlast, TextMessage
from hustings.people.persons.models import Person

CHUNK = 1_000


def key(text: TextBlast, person: UUID) -> UUID:
    """Name of the one message of this text to this person, whoever works it out."""
    return uuid5(text.uid, str(person))


def fill(text: TextBlast) -> Iterator[int]:
    """Write the rows, a piece a transaction, and yield how many; it ends where the text no longer moves."""
    assert text.sent_by
    people = recipients.agreed(recipients.within_reach(text, text.sent_by)).order_by("pk")
    last = 0
    while keys := list(people.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        n = _write(text, keys)
        if n is None:
            return
        yield n
        last = keys[-1]


@write_turns.sharing()
@transaction.atomic
def _write(text: TextBlast, keys: list[int]) -> int | None:
    moving = TextBlast.objects.moving().select_for_update(no_key=True, of=("self",)).filter(pk=text.pk)
    if not moving or text.gateway is None:
        return None
    found = recipients.numbers(keys)
    people = {
        pk: (uid, zone)
        for pk, uid, zone in Person.objects.filter(pk__in=found).values_list("pk", "uid", "zone")
    }
    now = timezone.now()
    when = hours.by_zone({zone for _uid, zone in people.values()}, now)
    rows = []
    for person, number in found.items():
        uid, zone = people[person]
        answer = when[zone]
        rows.append(
            TextMessage(
                key=key(text, uid), text=text, gateway=text.gateway, person_id=person, number=number,
                due_at=answer.due_at if isinstance(answer, hours.Wait) else now,
            )
        )  # fmt: skip
    TextMessage.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)
