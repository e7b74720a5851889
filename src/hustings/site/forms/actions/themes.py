"""Themes of open answers: named, given to answers, put together; proposals taken or refused."""

import logging
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation import jobs
from hustings.foundation.accounts.models import User
from hustings.people.persons.refusals import Refused
from hustings.site.forms.models import Coding, Group, Question, Sorting, Suggestion, Theme
from hustings.site.forms.tasks import sort_answers
from hustings.site.forms.themes import theme_proposals

log = logging.getLogger(__name__)
_AT_ONCE = 1_000


class SameTheme(Refused):
    """There is one of that name."""


class Decided(Refused):
    """Somebody decided about this proposal meanwhile."""


@transaction.atomic
def add_theme(*, question: Question, name: str) -> Theme:
    """One more. Raises SameTheme."""
    Question.objects.select_for_update().get(pk=question.pk)  # one at a time
    _refuse_same(question, name)
    made = Theme.objects.create(question=question, name=name)
    log.info("theme added id=%s question=%s", made.pk, question.pk)
    return made


def _refuse_same(question: Question, name: str, but: int = 0) -> None:
    if question.themes.filter(name__iexact=name).exclude(pk=but).exists():
        raise SameTheme(_("A theme with this name already exists."))


@transaction.atomic
def rename_theme(*, theme: Theme, name: str) -> None:
    """Another name. Raises SameTheme."""
    Question.objects.select_for_update().get(pk=theme.question_id)
    _refuse_same(theme.question, name, but=theme.pk)
    Theme.objects.filter(pk=theme.pk).update(name=name)
    log.info("theme renamed id=%s", theme.pk)


@transaction.atomic
def join_themes(*, theme: Theme, into: Theme) -> None:
    """Make two one: the answers of ``theme`` are about ``into`` from now on."""
    assert theme.question_id == into.question_id and theme.pk != into.pk
    Question.objects.select_for_update().get(pk=theme.question_id)
    have = Coding.objects.filter(theme=into).values("answer")
    theme.codings.exclude(answer__in=have).update(theme=into)
    Group.objects.filter(theme=theme).update(theme=into)
    Theme.objects.filter(pk=theme.pk).delete()
    log.info("theme joined id=%s into=%s", theme.pk, into.pk)


@transaction.atomic
def remove_theme(*, theme: Theme) -> None:
    """Its answers stay, and are about it no more."""
    Theme.objects.filter(pk=theme.pk).delete()
    log.info("theme removed id=%s", theme.pk)


@transaction.atomic
def code(*, theme: Theme, answers: Iterable[int], user: User) -> int:
    """Say that these answers are about it; those of other questions are passed over. Twice is like once."""
    found = (
        theme_proposals.answers_of(theme.question).filter(pk__in=list(answers)).values_list("pk", flat=True)
    )
    n = _code(theme, list(found), user)
    log.info("answers coded theme=%s n=%s", theme.pk, n)
    return n


def _code(theme: Theme, answers: list[int], user: User) -> int:
    rows = (Coding(theme=theme, answer_id=pk, user=user) for pk in answers)
    Coding.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)
    return len(answers)


@transaction.atomic
def uncode(*, theme: Theme, answers: Iterable[int]) -> int:
    """Say that they are not."""
    n, _by_table = Coding.objects.filter(theme=theme, answer__in=list(answers)).delete()
    log.info("answers coded no more theme=%s n=%s", theme.pk, n)
    return n


@transaction.atomic
def ask_to_sort(*, question: Question, wanted: int, user: User) -> Sorting | None:
    """Have the machine read the answers and propose at most so many groups. None while it does so already."""
    asked = Sorting(question=question, wanted=wanted, user=user)
    asked.save()
    if jobs.enqueue_once(sort_answers, f"forms.sort {question.pk}", asked.pk) is None:
        asked.delete()
        return None
    log.info("answers to be sorted question=%s", question.pk)
    return asked


@transaction.atomic
def take_group(*, group: Group, theme: Theme | str, left_out: Collection[int], user: User) -> Theme:
    """Give a proposal's answers but ``left_out`` to a theme, there or new. Raises Decided, SameTheme."""
    group = _open(group)
    if isinstance(theme, str):
        theme = add_theme(question=group.sorting.question, name=theme)
    found = group.suggestions.exclude(answer__in=list(left_out)).values_list("answer", flat=True)
    n = _code(theme, list(found), user)
    _decide(group)
    log.info("proposal taken group=%s theme=%s n=%s", group.pk, theme.pk, n)
    return theme


@transaction.atomic
def refuse_group(*, group: Group) -> None:
    _decide(_open(group))
    log.info("proposal refused group=%s", group.pk)


def _open(group: Group) -> Group:
    held = Group.objects.select_for_update(of=("self",)).select_related("sorting__question")
    found = held.filter(pk=group.pk, decided_at=None).first()
    if found is None:
        raise Decided(_("Someone has already handled this suggestion."))
    return found


def _decide(group: Group) -> None:
    Suggestion.objects.filter(group=group).delete()
    Group.objects.filter(pk=group.pk).update(decided_at=timezone.now())
