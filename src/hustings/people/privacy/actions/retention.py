"""Rules of retention: kept, announced, held back or let go, then begun as an operation."""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.text import phrases
from hustings.people.changes.actions import operations
from hustings.people.changes.operations.selection import Whom
from hustings.people.persons.access import access_log
from hustings.people.persons.models import Operation
from hustings.people.persons.refusals import Refused
from hustings.people.privacy.models import RetentionRule, Retirement
from hustings.people.privacy.retention import population
from hustings.people.segments import criteria
from hustings.people.segments.criteria import BadCriteria

log = logging.getLogger(__name__)


class NoDay(Refused):
    """A rule that counts from a day needs one."""


class TooLate(Refused):
    """What was announced has begun already."""


@transaction.atomic
def save_rule(*, rule: RetentionRule, user: User | None = None) -> RetentionRule:
    """Keep a rule, new or changed. What an earlier wording had announced is void: it's announced anew."""
    if rule.since == RetentionRule.Since.DAY and rule.day is None:
        raise NoDay(_("Enter the date that the rule counts from."))
    if rule.since != RetentionRule.Since.DAY:
        rule.day = None
    criteria.read(population.criteria(rule, timezone.localdate()))
    if rule.pk is None:
        rule.user = user
    rule.save()
    n_void, _rows = Retirement.objects.filter(rule=rule, operation=None).delete()
    log.info("retention rule %s saved by user %s, void=%s", rule.pk, user and user.pk, n_void)
    return rule


@transaction.atomic
def remove_rule(*, rule: RetentionRule, user: User | None = None) -> None:
    log.info("retention rule %s removed by user %s", rule.pk, user and user.pk)
    rule.delete()


def run() -> None:
    """Begin each day what was announced long enough ago, announce what is new, and shorten the access log."""
    begin_due()
    announce()
    n = access_log.forget(Campaign.current().access_days)
    log.info("access log shortened n=%s", n)


def announce() -> list[Retirement]:
    """Announce each active rule that hits somebody and has nothing announced yet. Twice is like once."""
    today, made = timezone.localdate(), []
    for rule in RetentionRule.objects.filter(is_active=True).exclude(pk__in=_open().values("rule")):
        try:
            n = population.n_people(rule, today)
        except BadCriteria as bad:
            log.warning("retention rule %s can't be asked: %s", rule.pk, bad)
            continue
        if n and (retirement := _announce(rule, n, today)):
            made.append(retirement)
    return made


def _open() -> QuerySet[Retirement]:
    """What is announced, or is being done: those people must not be counted a second time."""
    under_way = [*Operation.BUSY, Operation.State.PAUSED]
    return Retirement.objects.filter(Q(operation=None) | Q(operation__state__in=under_way))


@transaction.atomic
def _announce(rule: RetentionRule, n: int, today: dt.date) -> Retirement | None:
    held = RetentionRule.objects.select_for_update().filter(pk=rule.pk, is_active=True).first()
    if held is None or _open().filter(rule=held).exists():
        return None
    due = today + dt.timedelta(days=held.notice_days)
    retirement = Retirement.objects.create(rule=held, n_people=n, due_on=due)
    log.info("retirement %s of rule %s announced: %s people on %s", retirement.pk, rule.pk, n, due)
    return retirement


def begin_due() -> list[Operation]:
    """Begin each one whose day has come and which nobody holds back. Twice is like once."""
    due = Retirement.objects.filter(operation=None, held_at=None, due_on__lte=timezone.localdate())
    return [operation for pk in due.values_list("pk", flat=True) if (operation := _begin(pk))]


@transaction.atomic
def _begin(pk: int) -> Operation | None:
    found = Retirement.objects.select_for_update(of=("self",)).select_related("rule")
    retirement = found.filter(pk=pk, operation=None, held_at=None).first()
    if retirement is None or not retirement.rule.is_active:
        return None
    as_of = timezone.localdate(retirement.announced_at)
    asked = population.criteria(retirement.rule, as_of)
    try:
        n = population.n_people(retirement.rule, as_of)
    except BadCriteria as bad:
        log.warning("retirement %s can't be asked: %s", pk, bad)
        return None
    if not n:  # all have shown a sign of life, or are gone
        retirement.delete()
        return None
    words = phrases.pair(retirement.rule, criteria.describe(asked))
    operation = operations.start(
        kind="erase", user=None, choices={"unattended": True, "retirement": pk}, of=Whom(criteria=asked),
        words=words, n=min(n, retirement.n_people),
    )  # fmt: skip
    retirement.operation = operation
    retirement.save(update_fields=["operation"])
    log.info("retirement %s begun as operation %s", pk, operation.pk)
    return operation


@transaction.atomic
def hold(*, retirement: Retirement, user: User | None = None) -> None:
    """Have it wait until somebody lets it go."""
    waiting = _waiting(retirement)
    waiting.held_at, waiting.held_by = timezone.now(), user
    waiting.save(update_fields=["held_at", "held_by"])
    log.info("retirement %s held back by user %s", waiting.pk, user and user.pk)


@transaction.atomic
def release(*, retirement: Retirement, user: User | None = None) -> None:
    """Let it go: on its day, or tomorrow where that has passed meanwhile."""
    waiting = _waiting(retirement)
    waiting.held_at, waiting.held_by = None, None
    waiting.due_on = max(waiting.due_on, timezone.localdate() + dt.timedelta(days=1))
    waiting.save(update_fields=["held_at", "held_by", "due_on"])
    log.info("retirement %s let go by user %s", waiting.pk, user and user.pk)


def _waiting(retirement: Retirement) -> Retirement:
    waiting = Retirement.objects.select_for_update().filter(pk=retirement.pk, operation=None).first()
    if waiting is None:
        raise TooLate(_("It has already started."))
    return waiting
