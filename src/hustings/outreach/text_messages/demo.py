"""Texts of the demonstration: one that was sent a week ago, a draft, and a reply that waits."""

import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.demo import Say
from hustings.outreach.text_messages import inbox, queue, recipients
from hustings.outreach.text_messages.gateways.port import Arrived, Told
from hustings.outreach.text_messages.models import Gateway, TextBlast, TextMessage
from hustings.people.persons.models import Person, Purpose
from hustings.people.segments.models import Segment

AGREED = {
    "match": "all",
    "criteria": [{"criterion": "consent", "operator": "yes", "value": Purpose.SMS.value}],
}
_MOST = 400  # people
State = TextMessage.State


@transaction.atomic
def fill(say: Say) -> None:
    """Write what a gateway would have told; the gateway itself is off, so that nothing leaves."""
    user = User.objects.order_by("pk").first()
    if user is None or TextBlast.objects.exists():
        return
    say(gettext("Text messages"))
    name = pgettext("demo", "Agreed to text messages")
    segment = Segment.objects.create(name=name, criteria=AGREED)
    gateway = Gateway.objects.create(
        provider=Gateway.Provider.HTTP, name=pgettext("demo", "Demonstration"), price=45_000,
        settings={"url": "https://texts.example.org/", "sender": "Hustings"}, off_at=timezone.now(),
    )  # fmt: skip
    TextBlast.objects.create(
        name=pgettext("demo", "Meeting on Thursday"), segment=segment, user=user,
        body=pgettext("demo", "{first_name}, we meet on Thursday at 7 pm in the town hall. Are you coming?"),
    )  # fmt: skip
    _sent(segment, gateway, user)


def _sent(segment: Segment, gateway: Gateway, user: User) -> None:
    at = timezone.localtime().replace(hour=18, minute=30) - timedelta(days=7)
    text = TextBlast.objects.create(
        name=pgettext("demo", "Saturday’s market"), segment=segment, user=user, gateway=gateway, sent_by=user,
        body=pgettext("demo", "{first_name}, we are at the market on Saturday from 9 am. Join us!"),
        criteria=segment.criteria, created_at=at, started_at=at, leaves_at=at, queued_at=at,
        finished_at=at + timedelta(minutes=3),
    )  # fmt: skip
    people = recipients.agreed(Person.objects.visible_to(user)).order_by("pk")
    numbers = recipients.numbers(people.values_list("pk", flat=True)[:_MOST])
    uids = dict(Person.objects.filter(pk__in=numbers).values_list("pk", "uid"))
    chance = random.Random(37)  # noqa: S311 # play, not secrecy
    ends = [State.DELIVERED] * 30 + [State.SENT, State.FAILED]
    rows = [
        TextMessage(
            key=queue.key(text, uids[person]), text=text, gateway=gateway, person_id=person, number=number,
            state=(state := chance.choice(ends)), n_parts=1, made_at=at, due_at=at, wired_at=at,
            reason=TextMessage.Reason.REFUSED if state == State.FAILED else "",
            sent_at=None if state == State.FAILED else at,
            ended_at=None if state == State.SENT else at + timedelta(minutes=1),
        )
        for person, number in numbers.items()
    ]  # fmt: skip
    TextMessage.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    if rows:
        came = Arrived("demo-1", rows[0].number, pgettext("demo", "May I bring a friend?"))
        inbox.take(gateway, Told(arrived=(came,)))
