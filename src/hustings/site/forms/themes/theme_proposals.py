"""Proposals of groups of open answers that may be themes; they count for nothing.

A killed reading starts over; proposals show once it is done.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from hustings.site.forms.models import Answer, Coding, Group, Question, Response, Sorting, Suggestion
from hustings.site.forms.themes import likeness

log = logging.getLogger(__name__)
MOST = 100_000  # answers read, the newest ones
_CHUNK = 1_000
Stop = Callable[[], None]


def answers_of(question: Question) -> QuerySet[Answer]:
    """The open answers that count: one of a response, so ``-response`` is an order along an index."""
    live = Response.objects.live().filter(questionnaire=question.questionnaire_id)
    return Answer.objects.filter(question=question, option=None, response__in=live).exclude(text="")


def run(sorting_id: int, stop: Stop) -> None:
    """Read, compare, propose. Twice is like once."""
    sorting = Sorting.objects.select_related("question").filter(pk=sorting_id, done_at=None).first()
    if sorting is None:
        return
    rows = list(answers_of(sorting.question).order_by("-response").values_list("pk", "text")[:MOST])
    sorting.n_answers = len(rows)
    Sorting.objects.filter(pk=sorting.pk).update(n_answers=sorting.n_answers)
    _drop(sorting.groups.all())  # what an earlier try of this reading wrote
    for theme, found in _read(sorting, rows, stop):
        _write(sorting, theme, found, [pk for pk, _text in rows])
        stop()
    _finish(sorting)


def _read(
    sorting: Sorting, rows: Sequence[tuple[int, str]], stop: Stop
) -> Iterable[tuple[int | None, likeness.Found]]:
    def step(percent: int) -> None:
        Sorting.objects.filter(pk=sorting.pk).exclude(percent=percent).update(percent=percent)
        stop()

    texts, places = [text for _pk, text in rows], {pk: at for at, (pk, _text) in enumerate(rows)}
    known: dict[int, list[int]] = defaultdict(list)
    for theme, answer in Coding.objects.filter(theme__question=sorting.question).values_list(
        "theme", "answer"
    ):
        if answer in places:
            known[theme].append(places[answer])
    return likeness.beside(texts, known, sorting.wanted, step)


def _write(sorting: Sorting, theme: int | None, found: likeness.Found, answers: Sequence[int]) -> None:
    group = Group.objects.create(sorting=sorting, theme_id=theme, words=found.words)
    for at in range(0, len(found.members), _CHUNK):  # others write between
        Suggestion.objects.bulk_create(
            Suggestion(group=group, answer_id=answers[place], fit=fit)
            for place, fit in found.members[at : at + _CHUNK]
        )


def _drop(groups: QuerySet[Group]) -> None:
    pks = list(groups.values_list("pk", flat=True))
    while rows := list(Suggestion.objects.filter(group__in=pks).values_list("pk", flat=True)[:_CHUNK]):
        Suggestion.objects.filter(pk__in=rows).delete()
    Group.objects.filter(pk__in=pks).delete()


def _finish(sorting: Sorting) -> None:
    Sorting.objects.filter(pk=sorting.pk).update(done_at=timezone.now(), percent=100)
    older = Sorting.objects.filter(question=sorting.question, pk__lt=sorting.pk)
    _drop(Group.objects.filter(sorting__in=older.values("pk"), decided_at=None))
    log.info("answers sorted sorting=%s n=%s", sorting.pk, sorting.n_answers)


def waiting(question: Question) -> QuerySet[Group]:
    last = question.sortings.exclude(done_at=None).order_by("-pk").values_list("pk", flat=True).first()
    return Group.objects.filter(sorting=last, decided_at=None)
