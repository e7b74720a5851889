"""Deeds on questions of events: kept, ordered, removed, copied. An answered one keeps its meaning."""

import logging
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone

from hustings.field.events.actions import Scope
from hustings.field.events.models import Event
from hustings.field.registrations.models import EventQuestion, Registration
from hustings.field.registrations.models.questions import new_key

log = logging.getLogger(__name__)
MOST = 10  # that one event asks
_SAID = ("kind", "texts", "options", "is_required", "least", "most", "is_whole")


class TooMany(Exception):
    """The event asks as many questions as it may."""


@transaction.atomic
def save(*, question: EventQuestion, scope: str = Scope.ONE) -> EventQuestion:
    """Ask it on one date, or on others of the series, too. Raises TooMany.

    Where people answered and it means something else now, it is a new question; the old one stays
    with its answers.
    """
    dates = _dates(question.event, scope)
    before = EventQuestion.objects.filter(pk=question.pk).first() if question.pk else None
    if before is None:
        _add(question, dates)
    elif _means_else(before, question) and _answered(before.key, dates):
        held = list(EventQuestion.objects.asked().filter(event__in=dates, key=before.key))
        places = {one.event_id: one.position for one in held}
        _retire(before.key, dates)
        question.key = new_key()
        _create(question, places)
    else:
        held_now = EventQuestion.objects.asked().filter(event__in=dates, key=before.key)
        held_now.update(**{name: getattr(question, name) for name in _SAID})
    log.info("event question saved event=%s key=%s scope=%s", question.event_id, question.key, scope)
    return EventQuestion.objects.get(event=question.event_id, key=question.key)


def _dates(event: Event, scope: str) -> list[int]:
    """Dates meant, locked: no one adds another question meanwhile. The one at hand comes along always."""
    ours = Event.objects.filter(pk=event.pk)
    if event.series_id and scope != Scope.ONE:
        ahead = Event.objects.filter(series=event.series_id, over_at__gte=timezone.now())
        ours |= ahead.filter(recurrence_id__gte=event.recurrence_id) if scope == Scope.FOLLOWING else ahead
    return list(ours.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


def _add(question: EventQuestion, dates: Sequence[int]) -> None:
    """Last on each date; a later date that asks enough already goes without."""
    asked = Count("questions", filter=Q(questions__retired_at=None))
    rows = Event.objects.filter(pk__in=dates).annotate(n=asked, last=Max("questions__position"))
    ends = {pk: last for pk, n, last in rows.order_by().values_list("pk", "n", "last") if n < MOST}
    if question.event_id not in ends:
        raise TooMany
    _create(question, {pk: 0 if last is None else last + 1 for pk, last in ends.items()})


def _create(question: EventQuestion, places: Mapping[int, int]) -> None:
    """The same question under its key, at a place of each date."""
    said = {name: getattr(question, name) for name in _SAID}
    EventQuestion.objects.bulk_create(
        EventQuestion(event_id=event, key=question.key, position=place, **said)
        for event, place in places.items()
    )


def _means_else(before: EventQuestion, now: EventQuestion) -> bool:
    """Whether old answers would say something else: other words, another kind, a choice that is gone."""
    if before.kind != now.kind:
        return True
    for code, words in before.texts.items():
        if words.get("label") and now.texts.get(code, {}).get("label") != words["label"]:
            return True
    choices = {one["key"]: one["texts"] for one in now.options}
    return any(not one["texts"].items() <= choices.get(one["key"], {}).items() for one in before.options)


def _answered(key: str, dates: Sequence[int]) -> set[int]:
    rows = Registration.objects.filter(event__in=dates, answers__has_key=key)
    return set(rows.values_list("event", flat=True))


def _retire(key: str, dates: Sequence[int]) -> None:
    """Asked no more; the row goes where nobody answered."""
    answered = _answered(key, dates)
    held = EventQuestion.objects.filter(event__in=dates, key=key)
    held.filter(event__in=answered).update(retired_at=timezone.now())
    held.exclude(event__in=answered).delete()


@transaction.atomic
def remove(*, question: EventQuestion, scope: str = Scope.ONE) -> None:
    """Ask it no more. Answers stay readable."""
    _retire(question.key, _dates(question.event, scope))
    log.info("event question removed event=%s key=%s scope=%s", question.event_id, question.key, scope)


@transaction.atomic
def move(*, question: EventQuestion, is_up: bool) -> None:
    """One place up or down; of a series, on all dates ahead that ask both."""
    row = list(EventQuestion.objects.asked().filter(event=question.event_id))
    at = next((place for place, one in enumerate(row) if one.key == question.key), None)
    to = None if at is None else at - 1 if is_up else at + 1
    if at is None or to is None or not 0 <= to < len(row):
        return
    row[at], row[to] = row[to], row[at]
    dates = _dates(question.event, Scope.ALL)
    for place, one in enumerate(row):
        EventQuestion.objects.filter(event__in=dates, key=one.key).update(position=place)


def copy(event: Event, made: Sequence[Event]) -> None:
    """Give its questions to other dates, under their keys."""
    asked = list(EventQuestion.objects.asked().filter(event=event))
    for one in asked:
        _create(one, {other.pk: one.position for other in made})
