"""Deeds on walk lists."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from hustings.field.canvassing import carried, seals, stop_texts, streams, turf_stops
from hustings.field.canvassing.models import DoorResult, SharedBoard, WalkList
from hustings.field.canvassing.stop_texts import BadStops, Stop
from hustings.field.turfs import actions as turfs
from hustings.field.turfs.models import Plan, Turf
from hustings.foundation.accounts.models import User
from hustings.foundation.sync import actions as sync
from hustings.foundation.sync.models import Handset
from hustings.foundation.territories.models import Zone
from hustings.people.scripts.models import Script

log = logging.getLogger(__name__)


@transaction.atomic
def make_list(
    *,
    name: str,
    stops: Sequence[Stop],
    zone: Zone | None = None,
    script: Script | None = None,
    turf: Turf | None = None,
    plan: Plan | None = None,
    user: User | None = None,
) -> WalkList:
    """Keep a walk list, and open its log."""
    public, sealed = seals.make()
    made: WalkList = WalkList.objects.create(
        name=name, zone=zone, stops=[stop.told() for stop in stops], n_doors=stop_texts.count(stops),
        user=user, turf=turf, plan=turf.plan if turf else plan,
        version=script.current if script else None, public=public, sealed=sealed,
    )  # fmt: skip
    streams.stream_of(made)
    log.info("canvassing.list id=%s doors=%s", made.pk, made.n_doors)
    return made


@transaction.atomic
def list_of_turf(*, turf: Turf, name: str, script: Script | None, user: User | None) -> WalkList:
    """The walk list of a turf, which stays as it is from now on. Raises NotCut and BadStops."""
    held = turfs.hand_out(turf=turf, user=user)
    made = WalkList.objects.filter(turf=held).first()
    return made or make_list(
        name=name, stops=turf_stops.of(held), zone=held.plan.zone, script=script, turf=held, user=user
    )


@transaction.atomic
def share_teams(*, plan: Plan, user: User) -> None:
    """Let the teams of a plan see each other's figures."""
    SharedBoard.objects.get_or_create(plan=plan, defaults={"user": user})
    log.info("canvassing.share_teams plan=%s user=%s", plan.pk, user.pk)


@transaction.atomic
def hide_teams(*, plan: Plan, user: User) -> None:
    """Show the figures of teams in HQ alone."""
    SharedBoard.objects.filter(plan=plan).delete()
    log.info("canvassing.hide_teams plan=%s user=%s", plan.pk, user.pk)


@transaction.atomic
def list_of_wishes(
    *, rows: QuerySet[DoorResult], name: str, plan: Plan | None, zone: Zone | None, script: Script | None,
    user: User,
) -> WalkList:  # fmt: skip
    """A walk list of the doors where somebody is to come back, which their own lists give up.

    The first ``MOST_DOORS`` of them. Raises BadStops where none is left.
    """
    held = WalkList.objects.filter(pk__in=rows.order_by().values("walk_list")).order_by("pk")
    known = {one.pk: one for one in held.select_for_update()}  # nobody else takes the same doors
    found = list(rows.filter(wish=DoorResult.Wish.WAITS).order_by("due_at", "pk")[: stop_texts.MOST_DOORS])
    for row in found:
        row.walk_list = known[row.walk_list_id]
    if not found:
        raise BadStops("empty")
    made = make_list(name=name, stops=carried.stops_of(found), zone=zone, script=script, plan=plan, user=user)
    carried.take_over(made, found, user)
    return made


def hand_out(*, walk_list: WalkList, team: str, ends_at: datetime, user: User | None) -> tuple[Handset, str]:
    """Let one more phone note on a list: the phone, and the link that is shown once."""
    return sync.hand_out(stream=streams.stream_of(walk_list), name=team, ends_at=ends_at, user=user)
