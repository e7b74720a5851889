"""Deeds on results: have answers grouped, name a theme, join two, set one aside, move answers."""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.field.canvass_results import grouping as grouping_of
from hustings.field.canvass_results.models import Grouping, Placing
from hustings.field.canvass_results.scopes import Scope
from hustings.field.canvass_results.tasks import group_answers
from hustings.foundation import jobs
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql.sql_parts import parts
from hustings.people.scripts.models import Script

log = logging.getLogger(__name__)


class Changed(Exception):
    """The answers were grouped anew meanwhile."""


class SameTheme(Exception):
    """There is one of that name."""


@transaction.atomic
def ask_to_group(*, scope: Scope, script: Script, question: str, wanted: int, user: User | None) -> Grouping:
    """Have the answers of a scope grouped anew; themes with a name stay."""
    found, _is_new = Grouping.objects.update_or_create(
        kind=scope.kind, subject=scope.subject.pk, script=script, question=question,
        defaults={"wanted": wanted, "user": user, "asked_at": timezone.now(), "done_at": None},
    )  # fmt: skip
    jobs.enqueue_once(group_answers, f"canvass_results.group {found.pk}", found.pk)
    log.info("canvass_results.group grouping=%s user=%s", found.pk, user and user.pk)
    return found


@transaction.atomic
def name_theme(*, grouping: Grouping, at: int, mark: str, name: str, user: User) -> None:
    """Call a group by a name. Raises Changed, SameTheme."""
    found = _held(grouping)
    _group(found, at, mark)["name"] = name
    if sum(one["name"].casefold() == name.casefold() for one in found.groups) > 1:
        raise SameTheme
    found.save(update_fields=["groups"])
    log.info("canvass_results.theme grouping=%s at=%s user=%s", found.pk, at, user.pk)


@transaction.atomic
def dismiss_theme(*, grouping: Grouping, at: int, mark: str, user: User) -> None:
    """Set a group aside. The machine may find its answers again. Raises Changed."""
    found = _held(grouping)
    group = _group(found, at, mark)
    for part in parts(group["answers"]):
        found.placings.filter(answer__in=part).delete()
    del found.groups[at]
    found.save(update_fields=["groups"])
    log.info("canvass_results.dismiss grouping=%s at=%s user=%s", found.pk, at, user.pk)


@transaction.atomic
def join_themes(*, grouping: Grouping, at: int, mark: str, into: str, user: User) -> None:
    """Make two one, by the name of ``into``, which is its mark. Raises Changed."""
    found = _held(grouping)
    group, other = _group(found, at, mark), _marked(found, into)
    if other is group:
        raise Changed
    other["name"] = grouping_of.title(other)
    other["answers"] = list(dict.fromkeys(other["answers"] + group["answers"]))
    _keep(found, [one for one in found.groups if one is not group])
    log.info("canvass_results.join grouping=%s into=%r user=%s", found.pk, other["name"], user.pk)


@transaction.atomic
def move_answers(*, grouping: Grouping, answers: Iterable[int], into: str, user: User) -> int:
    """Put answers into the group with this mark alone, or out of all; say how many. Raises Changed."""
    found = _held(grouping)
    other = _marked(found, into) if into else None
    moved = list(grouping_of.answers_of(found).filter(pk__in=list(answers)).values_list("pk", flat=True))
    for one in found.groups:
        one["answers"] = [pk for pk in one["answers"] if pk not in moved]
    if other:
        other["name"] = grouping_of.title(other)
        other["answers"] = moved + other["answers"]
    _keep(found, [one for one in found.groups if one["answers"] or one["name"]])
    found.placings.filter(answer__in=moved).delete()
    Placing.objects.bulk_create(Placing(grouping=found, answer_id=pk, user=user) for pk in moved)
    log.info("canvass_results.move grouping=%s n=%s user=%s", found.pk, len(moved), user.pk)
    return len(moved)


def _held(grouping: Grouping) -> Grouping:
    found = Grouping.objects.select_for_update(of=("self",)).get(pk=grouping.pk)
    if not found.done_at:  # it is being grouped anew
        raise Changed
    return found


def _group(found: Grouping, at: int, mark: str) -> dict[str, Any]:
    if at >= len(found.groups) or grouping_of.mark(found.groups[at]) != mark:
        raise Changed
    group: dict[str, Any] = found.groups[at]
    return group


def _marked(found: Grouping, mark: str) -> dict[str, Any]:
    for group in found.groups:
        if grouping_of.mark(group) == mark:
            chosen: dict[str, Any] = group
            return chosen
    raise Changed


def _keep(found: Grouping, groups: list[dict[str, Any]]) -> None:
    found.groups = grouping_of.in_order(groups)
    found.save(update_fields=["groups"])
