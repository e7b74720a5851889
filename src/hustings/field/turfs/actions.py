"""Deeds on plans."""

import logging
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.stations.models import Station
from hustings.field.turfs import division
from hustings.field.turfs.models import Plan, Stop, Turf
from hustings.field.turfs.models.plans import MOST
from hustings.field.turfs.tasks import cut_plan
from hustings.foundation.accounts.models import User

log = logging.getLogger(__name__)
_AWAY = 20_000  # numbers past those of any plan, while a turf takes another’s place


class HandedOut(Exception):
    """Turfs of the plan are with people who walk them."""


class NotMoved(Exception):
    """The stops stay where they are; ``str`` says why."""


class NotCut(Exception):
    """The plan is being cut: its turfs are about to go."""


@transaction.atomic
def save_plan(
    *, plan: Plan | None = None, values: Mapping[str, Any], stations: Iterable[Station] | None = None,
    is_drawn_later: bool = False, user: User,
) -> Plan:  # fmt: skip
    """Write a plan down, new or changed, and have it cut; HandedOut while a turf of it is out."""
    found = _free(plan) if plan else Plan(user=user)
    for name, value in values.items():
        setattr(found, name, value)
    found.cut_at, found.problem = None, Plan.Problem.UNDRAWN if is_drawn_later else ""
    found.save()
    if stations is not None:
        found.stations.set(stations)
    if not found.problem:
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


@transaction.atomic
def move_stops(*, turf: Turf, stops: Collection[int], number: int, user: User | None) -> Turf:
    """Move stops to another turf of the plan, and put both in walking order. Raises NotMoved."""
    plan = Plan.objects.select_for_update().get(pk=turf.plan_id)
    turfs = {one.number: one for one in plan.turfs.filter(number__in={turf.number, number})}
    if plan.state != "cut" or len(turfs) != 2:
        raise NotMoved(_("Choose another turf of this plan."))
    if any(one.handed_out_at for one in turfs.values()):
        raise NotMoved(_("One of the two turfs is handed out. Take it back first."))
    here, there = turfs[turf.number], turfs[number]
    all_here = list(here.stops.all())
    moved = [one for one in all_here if one.pk in stops]
    kept = [one for one in all_here if one.pk not in stops]
    if not moved:
        raise NotMoved(_("Choose at least one stop."))
    if not kept:
        raise NotMoved(_("A turf keeps at least one stop."))
    if there.n_homes + sum(one.homes or 1 for one in moved) > MOST:
        raise NotMoved(_("A turf has at most %(most)s homes.") % {"most": MOST})
    there_all = [*there.stops.all(), *moved]
    plan.turfs.filter(pk__in=(here.pk, there.pk)).update(number=F("number") + _AWAY)
    _write(plan, here.number, division.walk(plan, kept))
    made = _write(plan, there.number, division.walk(plan, there_all))
    plan.turfs.filter(number__gt=_AWAY).delete()
    log.info("turfs.move turf=%s to=%s n=%s user=%s", here.pk, made.pk, len(moved), user and user.pk)
    return made


def _write(plan: Plan, number: int, walk: division.Walk) -> Turf:
    """A turf in place of the one of this number: lists and codes of what that was don't lead here."""
    (code,) = division.codes(1)
    made = division.turf_of(plan, number, code, walk)
    made.save()
    for place, stop in enumerate(walk.buildings, 1):
        stop.turf, stop.place = made, place
    Stop.objects.bulk_update(walk.buildings, ["turf", "place"], batch_size=200)
    return made
