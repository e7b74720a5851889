"""Answers that an operation wrote, taken back, unless they have answered since: the one before counts."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.sql import bulk
from hustings.foundation.webhooks import outbox
from hustings.people.changes.restore import CHANGED, Key, Steps, Table, Undo
from hustings.people.changes.restore_rows import remove
from hustings.people.persons import change_log, consent_chain, webhook_events
from hustings.people.persons.change_log import CONSENT
from hustings.people.persons.consent_chain import UNASKED, UNDONE
from hustings.people.persons.models import (
    Activity,
    Consent,
    ConsentEntry,
    Operation,
    Topic,
    TopicAnswer,
    TopicStand,
)


class _Word(NamedTuple):
    given_at: Any
    pk: int
    is_given: bool
    wording: int | None
    source: str


def _consents(steps: Steps, of: Undo) -> None:
    """Entries of the ledger stay: one more repeats the one before, or a no from ``unasked:…`` for none."""
    pks = {step.key[0] for step in steps}
    held = Consent.objects.filter(person__in=pks).select_related("entry")
    stands = {(stand.person_id, stand.purpose): stand for stand in held}
    words, ours = _words(pks), _entries_of(of.operation, pks)
    sources = {f"{UNDONE}{of.operation.pk}", f"{UNASKED}{of.operation.pk}"}
    changed: dict[Key, tuple[Consent, _Word | None]] = {}
    for step in steps:
        stand = stands.get(step.key)
        if stand is None:
            continue
        if stand.entry_id not in ours | {step.new} and stand.entry.source not in sources:
            of.keep(stand.person_id, f"{CONSENT}.{stand.purpose}", stand.is_given, CHANGED)
            continue
        before = [
            word for word in words[step.key]
            if word.source not in sources and not (word.pk in ours and word.pk >= step.new)
        ]  # fmt: skip
        changed[step.key] = stand, max(before, default=None)
    _answer(changed, of)


def _words(pks: Collection[int]) -> dict[Key, list[_Word]]:
    found: dict[Key, list[_Word]] = defaultdict(list)
    rows = ConsentEntry.objects.filter(person__in=pks).order_by()
    for row in rows.values_list("person_id", "purpose", "given_at", "pk", "is_given", "wording_id", "source"):
        found[row[0], row[1]].append(_Word(*row[2:]))
    return found


def _entries_of(operation: Operation, pks: Collection[int]) -> set[int]:
    """All entries that the operation wrote about these people, also those taken back in an earlier chunk."""
    rows = Activity.objects.filter(person__in=pks, operation=operation).order_by()
    return {
        change.new
        for data in rows.values_list("data", flat=True)
        for change in change_log.of(data)
        if change.table == CONSENT
    }


def _answer(changed: Mapping[Key, tuple[Consent, _Word | None]], of: Undo) -> None:
    now = timezone.now()
    keys = bulk.reserve_ids(ConsentEntry, len(changed))
    entries = []
    for pk, ((person, purpose), (stand, before)) in zip(keys, changed.items(), strict=True):
        entries.append(ConsentEntry(
            pk=pk, person_id=person, purpose=purpose, is_given=bool(before and before.is_given),
            source=f"{UNDONE if before else UNASKED}{of.operation.pk}",
            wording_id=before.wording if before else None, user=of.operation.undone_by,
            given_at=stand.entry.given_at, recorded_at=now, subject=of.people[person].uid,
            salt=consent_chain.salt(),
        ))  # fmt: skip
        stand.is_given, stand.entry_id = entries[-1].is_given, pk
    ConsentEntry.objects.bulk_create(entries, batch_size=500)
    for entry in entries:
        if not entry.is_given:
            outbox.tell(webhook_events.CONSENT_WITHDRAWN, entry.person_id, purpose=entry.purpose)
    Consent.objects.bulk_update([stand for stand, _before in changed.values()], ["is_given", "entry"], 500)


def _topics(steps: Steps, of: Undo) -> None:
    """Answers on topics of mail go."""
    mine = {step.new: (step.key[0], int(step.name)) for step in steps}
    people, topics = {pk for pk, _topic in mine.values()}, {topic for _pk, topic in mine.values()}
    found = TopicAnswer.objects.filter(person__in=people, topic__in=topics).order_by("given_at", "pk")
    answers: dict[tuple[int, int], list[TopicAnswer]] = defaultdict(list)
    for answer in found:
        answers[answer.person_id, answer.topic_id].append(answer)
    names = {topic.pk: topic.names for topic in Topic.objects.filter(pk__in=topics)}
    away: list[int] = []
    before: dict[tuple[int, int], TopicAnswer | None] = {}
    for key in set(mine.values()):
        left = [answer for answer in answers[key] if answer.pk not in mine]
        if not answers[key] or len(left) == len(answers[key]):
            continue
        if left and left[-1] is answers[key][-1]:
            of.keep(key[0], "topic", names[key[1]], CHANGED)
            continue
        away += [answer.pk for answer in answers[key] if answer.pk in mine]
        before[key] = left[-1] if left else None
    _stand(before)
    remove(TopicAnswer, away)


def _stand(before: Mapping[tuple[int, int], TopicAnswer | None]) -> None:
    stands = TopicStand.objects.filter(
        person__in={pk for pk, _topic in before}, topic__in={topic for _pk, topic in before}
    )
    gone, changed = [], []
    for stand in stands:
        key = stand.person_id, stand.topic_id
        if key not in before:
            continue
        if (answer := before[key]) is None:
            gone.append(stand.pk)
        else:
            stand.is_in, stand.answer = answer.is_in, answer
            changed.append(stand)
    TopicStand.objects.bulk_update(changed, ["is_in", "answer"], batch_size=500)
    remove(TopicStand, gone)


ANSWERS = (
    Table("topic", _topics, gettext_lazy("Answer on e-mail topics")),
    Table(CONSENT, _consents),
)
