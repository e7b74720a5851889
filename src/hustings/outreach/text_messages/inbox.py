"""News of gateways: receipts in any order and any number, and incoming texts, STOP before anything else."""

import logging
from collections.abc import Iterable
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.sql.write_turns import turn
from hustings.outreach.text_messages import stop_words, tasks, wording
from hustings.outreach.text_messages.gateways.port import Arrived, Receipt, Told
from hustings.outreach.text_messages.models import Conversation, Gateway, Incoming, TextMessage
from hustings.people.persons import phones
from hustings.people.persons.actions.consents import record_consent
from hustings.people.persons.models import Consent, Person, Purpose
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
State, Kind, Reason = TextMessage.State, TextMessage.Kind, TextMessage.Reason
SOURCE = "text"  # of a no that came as a text
_OVER = {State.DELIVERED, State.FAILED, State.EXPIRED}
_FIRST_WIN = {State.DELIVERED}  # a phone that has it has it, whatever is told after


def take(gateway: Gateway, told: Told) -> None:
    """Write down all of it; each incoming text in a transaction of its own, the STOPs first."""
    for each in sorted(told.arrived, key=lambda one: not stop_words.is_stop(one.text)):
        with turn(), transaction.atomic():
            _arrive(gateway, each)
    if told.receipts:
        with turn():
            receive(gateway, told.receipts)


@transaction.atomic
def receive(gateway: Gateway, receipts: Iterable[Receipt]) -> int:
    """Bring messages to the state that receipts tell; how many changed."""
    receipts = list(receipts)
    keys = [each.key for each in receipts if each.key]
    ids = [each.provider_id for each in receipts if each.provider_id]
    by_id = ~Q(provider_id="") & Q(provider_id__in=ids)  # else its index, which holds no blanks, is not used
    rows = TextMessage.objects.filter(Q(key__in=keys) | by_id, gateway=gateway)
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    by_key: dict[UUID, TextMessage] = {row.key: row for row in found}
    by_name = {row.provider_id: row for row in found if row.provider_id}
    changed = {}
    for each in receipts:
        row = (by_key.get(each.key) if each.key else None) or by_name.get(each.provider_id)
        if row and _bring(row, each):
            changed[row.pk] = row
    columns = ["state", "claim", "said", "provider_id", "sent_at", "ended_at"]
    TextMessage.objects.bulk_update(changed.values(), columns, batch_size=200)
    return len(changed)


def _bring(row: TextMessage, receipt: Receipt) -> bool:
    """Change a row by one receipt; False where it says nothing new."""
    if row.state == receipt.state or row.state in _FIRST_WIN:
        return False
    if receipt.state == State.SENT and row.state in _OVER:
        return False
    now = timezone.now()
    row.state, row.claim, row.sent_at = receipt.state, None, row.sent_at or now
    row.provider_id = row.provider_id or receipt.provider_id
    row.said = receipt.said or row.said
    row.ended_at = now if receipt.state in _OVER else None
    return True


def _arrive(gateway: Gateway, arrived: Arrived) -> None:
    """Keep one incoming text, once; a STOP ends the consent of everybody with that number."""
    number = _number(arrived.number)
    people = list(Person.objects.filter(phones__number=number).order_by("pk").distinct()) if number else []
    row, is_new = Incoming.objects.get_or_create(
        gateway=gateway, provider_id=arrived.provider_id,
        defaults={
            "number": number or arrived.number[:16], "body": arrived.text,
            "is_stop": stop_words.is_stop(arrived.text), "person": people[0] if people else None,
            "received_at": timezone.now(),
        },
    )  # fmt: skip
    if is_new and row.is_stop:
        _stop(gateway, row, people)
    elif is_new:
        _converse(gateway, row)


def _converse(gateway: Gateway, row: Incoming) -> None:
    """Let a reply wait for an answer, since the first that has none."""
    found, _is_new = Conversation.objects.get_or_create(
        gateway=gateway, number=row.number, defaults={"person": row.person}
    )
    Conversation.objects.filter(pk=found.pk).update(last_at=row.received_at, person=row.person)
    Conversation.objects.filter(pk=found.pk, waiting_since=None).update(waiting_since=row.received_at)


def _number(text: str) -> str:
    try:
        return phones.read(text)
    except Refused:
        return ""


def _stop(gateway: Gateway, row: Incoming, people: list[Person]) -> None:
    """End consents and what is queued, and say so once."""
    standing = dict(
        Consent.objects.filter(person__in=people, purpose=Purpose.SMS).values_list("person", "is_given")
    )
    for person in people:
        if standing.get(person.pk) is not False:
            record_consent(
                person=person, purpose=Purpose.SMS, is_given=False, source=SOURCE, given_at=row.received_at
            )
    cancel(Q(number=row.number))
    Conversation.objects.filter(number=row.number).update(waiting_since=None)
    log.info("texts.stop incoming=%s people=%s", row.pk, len(people))
    was_said = TextMessage.objects.filter(number=row.number, kind=Kind.STOPPED).exists()
    is_news = any(standing.values()) or not was_said
    if is_news and people and not gateway.answers_stop and not gateway.off_at:
        _say_so(gateway, row)


def _say_so(gateway: Gateway, row: Incoming) -> None:
    language = row.person.language if row.person else Campaign.current().language
    TextMessage.objects.create(
        key=uuid5(gateway.uid, f"stop {row.pk}"), kind=Kind.STOPPED, gateway=gateway, person=row.person,
        number=row.number, body=wording.farewell(language),
    )  # fmt: skip
    tasks.call(gateway.pk)


def cancel(which: Q) -> int:
    """Leave out messages and answers that still wait; what is on the wire is out of our hands."""
    waiting = TextMessage.objects.filter(which, kind__in=[Kind.TEXT, Kind.ANSWER], state=State.QUEUED)
    return waiting.update(state=State.SKIPPED, reason=Reason.STOPPED, ended_at=timezone.now())
