"""Deeds on the rules of certification: a draft first, which shows what it would change."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hustings.field.groups.certification import tasks
from hustings.field.groups.certification.evaluation import compare
from hustings.field.groups.models import CertificationRun, Rule
from hustings.foundation.accounts.models import User
from hustings.foundation.jobs.unique_tasks import enqueue_once

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Effect:
    """Groups that meet the drafted rules and not today's, and the other way round; by key."""

    gaining: list[int]
    losing: list[int]
    n_now: int
    n_then: int


@transaction.atomic
def draft(*, values: Mapping[str, Any], user: User, replaces: Rule | None = None) -> Rule:
    """A rule to be, or another one in place of ``replaces``. A draft itself is edited."""
    if replaces and replaces.is_draft:
        for name, value in values.items():
            setattr(replaces, name, value)
        replaces.save()
        return replaces
    if replaces:
        Rule.objects.drafts().filter(replaces=replaces).delete()
        Rule.objects.filter(pk=replaces.pk).update(drop_drafted_at=None)
    return Rule.objects.create(**values, user=user, replaces=replaces)


@transaction.atomic
def drop(*, rule: Rule) -> None:
    """Leave a rule out of the draft: a drafted one is gone, one in force would end."""
    if rule.is_draft:
        rule.delete()
        return
    Rule.objects.drafts().filter(replaces=rule).delete()
    Rule.objects.filter(pk=rule.pk).update(drop_drafted_at=timezone.now())


@transaction.atomic
def discard() -> None:
    """The rules stay as they are."""
    Rule.objects.drafts().delete()
    Rule.objects.update(drop_drafted_at=None)


def drafted() -> tuple[list[Rule], list[Rule]]:
    """Rules in force, and those that would be by the draft."""
    now = list(Rule.objects.in_force())
    drafts = list(Rule.objects.drafts())
    replaced = {rule.replaces_id for rule in drafts}
    then = [rule for rule in now if not rule.drop_drafted_at and rule.pk not in replaced]
    return now, [*then, *drafts]


def has_draft() -> bool:
    return Rule.objects.filter(Q(valid_from=None) | Q(drop_drafted_at__isnull=False)).exists()


def effect() -> Effect:
    """Effect of the draft if it held today. One statement; nothing is written."""
    now, then = drafted()
    gaining, losing, n_now, n_then = [], [], 0, 0
    for before, after in compare(now, then):
        is_now, is_then = before.n_missing == 0, after.n_missing == 0
        n_now += is_now
        n_then += is_then
        if is_then and not is_now:
            gaining.append(before.group)
        elif is_now and not is_then:
            losing.append(before.group)
    return Effect(gaining, losing, n_now, n_then)


@transaction.atomic
def apply(*, valid_from: dt.date, user: User) -> None:
    """The draft comes into force on a day; what it leaves out or replaces ends that day."""
    drafts = list(Rule.objects.drafts().select_for_update())
    replaced = [rule.replaces_id for rule in drafts if rule.replaces_id]
    ending = Rule.objects.exclude(valid_from=None).filter(
        Q(pk__in=replaced) | Q(drop_drafted_at__isnull=False)
    )
    for rule in ending:
        rule.valid_until = max(valid_from, rule.valid_from or valid_from)
        rule.drop_drafted_at = None
        rule.save(update_fields=["valid_until", "drop_drafted_at"])
    Rule.objects.drafts().update(valid_from=valid_from)
    log.info("groups.rules applied from=%s n=%s user=%s", valid_from, len(drafts), user.pk)
    if valid_from <= timezone.localdate():
        ask_run(user=user)


@transaction.atomic
def ask_run(*, user: User | None) -> CertificationRun:
    """Have all groups checked now; the run that waits or runs is taken where there is one."""
    if waiting := CertificationRun.objects.filter(done_at=None).exclude(user=None).first():
        enqueue_once(tasks.check, "groups.certification", waiting.pk)
        return waiting
    made = CertificationRun.objects.create(user=user)
    enqueue_once(tasks.check, "groups.certification", made.pk)
    return made
