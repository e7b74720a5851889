"""Deeds on plans."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.turfs.models import Plan, Turf
from hustings.field.turfs.tasks import cut_plan
from hustings.foundation.accounts.models import User

log = logging.getLogger(__name__)


class HandedOut(Exception):
    """Turfs of the plan are with people who walk them."""


class NotCut(Exception):
    """The plan is being cut: its turfs are about to go."""


@transaction.atomic
def save_plan(*, plan: Plan | None = None, values: Mapping[str, Any], user: User) -> Plan:
    """Write a plan down, new or changed, and have it cut; HandedOut while a turf of it is out."""
    found = _free(plan) if plan else Plan(user=user)
    for name, value in values.items():
        setattr(found, name, value)
    found.cut_at, found.problem = None, ""
    found.save()
    cut_plan.enqueue(found.pk)
    log.info("turfs.plan plan=%s user=%s", found.pk, user.pk)
    return found


@transaction.atomic
def delete_plan(*, plan: Plan, user: User) -> None:
    """Throw a plan and its turfs away; HandedOut while one of them is out."""
    _free(plan).delete()
    log.info("turfs.delete plan=%s user=%s", plan.pk, user.pk)


def _free(plan: Plan) -> Plan:
    """The plan, locked, with no turf out."""
    found = Plan.objects.select_for_update().get(pk=plan.pk)
    if found.turfs.out().exists():
        raise HandedOut(_("A turf of this plan is handed out. Take it back first."))
    return found


@transaction.atomic
def hand_out(*, turf: Turf, user: User | None) -> Turf:
    """Note that somebody walks a turf; from now on it stays as it is. NotCut while the plan is being cut."""
    plan = Plan.objects.select_for_update().get(pk=turf.plan_id)
    found = Turf.objects.select_for_update().filter(pk=turf.pk).first()
    if plan.state != "cut" or not found:
        raise NotCut(_("The plan is being cut anew. Choose one of its new turfs."))
    if not found.handed_out_at:
        found.handed_out_at = timezone.now()
        found.save(update_fields=["handed_out_at"])
        log.info("turfs.out turf=%s user=%s", found.pk, user and user.pk)
    return found


@transaction.atomic
def take_back(*, turf: Turf, user: User | None) -> None:
    """Note that nobody walks a turf any more."""
    Turf.objects.filter(pk=turf.pk).update(handed_out_at=None)
    log.info("turfs.back turf=%s user=%s", turf.pk, user and user.pk)
