"""Answers in words, beside the questions as they were asked; and how many gave which."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hustings.field.events.models import Event
from hustings.field.registrations.models import EventQuestion, Registration, Seat
from hustings.field.registrations.models.questions import Kind
from hustings.foundation.lib.display import charts

Line = tuple[str, str]  # a question and its answer


def of_event(event: Event) -> list[EventQuestion]:
    """All questions of an event: those that are asked, then those that only explain old answers."""
    return sorted(event.questions.all(), key=lambda one: (one.retired_at is not None, one.position, one.pk))


def lines(registrations: Iterable[Registration]) -> dict[int, list[Line]]:
    """Questions and answers in words, by registration; in one query."""
    rows = [row for row in registrations if row.answers]
    asked: dict[int, list[EventQuestion]] = defaultdict(list)
    for one in EventQuestion.objects.filter(event__in={row.event_id for row in rows}):
        asked[one.event_id].append(one)
    return {row.pk: worded(row, asked[row.event_id]) for row in rows}


def worded(registration: Registration, questions: Collection[EventQuestion]) -> list[Line]:
    """Lines of one registration; ``questions``: all of its event."""
    given = registration.answers
    return [(str(one), said(one, given[one.key])) for one in questions if one.key in given]


def said(question: EventQuestion, answer: Any) -> str:
    """One answer as people read it."""
    if question.kind == Kind.NUMBER:
        return number_format(Decimal(answer), force_grouping=True)
    if question.kind == Kind.SHORT:
        return str(answer)
    labels = dict(question.choices)
    chosen = answer if isinstance(answer, list) else [answer]
    return ", ".join(str(labels.get(one, one)) for one in chosen)


@dataclass
class Count:
    """Answers to one question: how many, how many of each choice, the sum of numbers."""

    question: EventQuestion
    n: int = 0
    chosen: Counter[str] = field(default_factory=Counter)
    total: Decimal = Decimal(0)

    def add(self, answer: Any) -> None:
        self.n += 1
        if self.question.kind == Kind.NUMBER:
            self.total += Decimal(answer)
        elif self.question.kind != Kind.SHORT:
            self.chosen.update(answer if isinstance(answer, list) else [answer])

    @property
    def is_number(self) -> bool:
        return self.question.kind == Kind.NUMBER

    @property
    def sum(self) -> str:
        return number_format(self.total.normalize(), force_grouping=True)

    @property
    def chart(self) -> SafeString | str:
        """Numbers of the choices: everyone was asked, so no margin. Empty where nothing is chosen."""
        points = [(str(label), self.chosen[key]) for key, label in self.question.choices]
        headings = _("answer"), _("number")
        return charts.ranks(points, label=_("Answers"), headings=headings) if points and self.n else ""


def counts(event: Event) -> list[Count]:
    """Each question that is asked or was answered, by those who have a seat: nobody who waits."""
    found = {one.key: Count(one) for one in of_event(event)}
    if not found:
        return []
    seated = Seat.objects.seated().filter(shift__event=event).order_by().values("registration")
    rows = Registration.objects.confirmed().filter(event=event, pk__in=seated).exclude(answers={})
    for given in rows.values_list("answers", flat=True).iterator(2_000):
        for key, answer in given.items():
            if key in found:
                found[key].add(answer)
    return [one for one in found.values() if one.n or one.question.retired_at is None]
