"""Deeds on walk sheets: prepare one, print it, take in photos of it and confirm what they say."""

import datetime as dt
import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.addresses.models import Municipality
from hustings.field.canvassing import actions as canvassing
from hustings.field.canvassing.models import WalkList
from hustings.field.turfs.models import Turf
from hustings.field.walk_sheets import door_log, doors, questions, tasks
from hustings.field.walk_sheets.doors import Found
from hustings.field.walk_sheets.models import Photo, Reading, Sheet, SheetVersion
from hustings.field.walk_sheets.paper import layouts
from hustings.foundation.accounts.models import User
from hustings.people.scripts.models import Script

log = logging.getLogger(__name__)


class NotReady(Exception):
    """Boxes of the photo are still doubtful, or it was not read."""

    def __init__(self) -> None:
        super().__init__(_("First check the boxes that are doubtful."))


@transaction.atomic
def prepare(
    *, name: str, municipality: Municipality, streets: str, script: Script | None, user: User | None
) -> Sheet:
    """Keep a sheet for the doors of these streets. Raises NoDoors or TooManyDoors."""
    made = Sheet(name=name, municipality=municipality, streets=streets, script=script, user=user)
    doors.of_streets(made)
    made.save()
    log.info("walk_sheets.prepare sheet=%s user=%s", made.pk, user and user.pk)
    return made


@transaction.atomic
def prepare_turf(*, name: str, turf: Turf, script: Script | None, user: User | None) -> Sheet:
    """Keep a sheet for the stops of a turf, in walking order. Raises TurfGone or TooManyDoors."""
    doors.of_turf(turf)
    made = Sheet.objects.create(name=name, zone=turf.plan.zone, turf=turf, script=script, user=user)
    log.info("walk_sheets.prepare sheet=%s turf=%s user=%s", made.pk, turf.pk, user and user.pk)
    return made


@transaction.atomic
def print_sheet(*, sheet: Sheet, user: User | None) -> SheetVersion:
    """The version to print: the last one where nothing has changed since. Raises one of doors.REFUSALS.

    Paper notes in the log of a walk list: the turf's own, or one of these streets.
    """
    sheet = (
        Sheet.objects.select_for_update(of=("self",))
        .select_related("municipality__zone", "turf__plan", "script")
        .get(pk=sheet.pk)
    )
    last: SheetVersion | None = sheet.versions.select_related("paper__stream").first()
    walk_list, found = _listed(sheet, door_log.list_of(last.paper) if last else None, user)
    script_version: Any = sheet.script.current if sheet.script else None
    layout = layouts.made(questions.of(script_version), found.lines(), found.walk).to_json()
    if last and last.layout == layout and last.script_version == script_version:
        return last
    is_same = last and last.paper and last.paper.stream.subject == walk_list.pk
    made: SheetVersion = sheet.versions.create(
        number=last.number + 1 if last else 1, layout=layout, script_version=script_version, user=user,
        paper=last.paper if last and is_same else door_log.paper_of(walk_list, user),
    )  # fmt: skip
    log.info("walk_sheets.print sheet=%s version=%s user=%s", sheet.pk, made.number, user and user.pk)
    return made


def _listed(sheet: Sheet, last: WalkList | None, user: User | None) -> tuple[WalkList, Found]:
    """The walk list that a sheet notes in, and its doors; a new one where doors of streets have changed."""
    if sheet.municipality:
        found = doors.of_streets(sheet)
        if last and last.stops == [stop.told() for stop in found.stops]:
            return last, found
        return canvassing.make_list(
            name=sheet.name, stops=found.stops, zone=sheet.municipality.zone, script=sheet.script, user=user
        ), found
    if sheet.turf is None:
        raise doors.TurfGone
    walk_list = canvassing.list_of_turf(turf=sheet.turf, name=sheet.name, script=sheet.script, user=user)
    return walk_list, doors.of_turf(sheet.turf, walk_list)


@transaction.atomic
def take_in(*, pictures: Iterable[tuple[str, bytes]], walked_on: dt.date, user: User) -> list[Photo]:
    """Keep photos, each to be read in the background."""
    made, now = [], timezone.now()
    for name, content in pictures:
        photo = Photo.objects.create(
            name=name[:150], picture=content, walked_on=walked_on, user=user, uploaded_at=now
        )
        tasks.read_photo.enqueue(photo.pk)
        photo.picture = None  # kept in its row alone
        made.append(photo)
    log.info("walk_sheets.take_in n=%s user=%s", len(made), user.pk)
    return made


@transaction.atomic
def answer(*, reading: Reading, is_ticked: bool, user: User) -> None:
    """Decide about a doubtful box. Only the first word counts."""
    Reading.objects.filter(pk=reading.pk, state=Reading.State.DOUBTFUL).update(
        state=Reading.State.TICKED if is_ticked else Reading.State.EMPTY,
        answered_by=user, answered_at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def confirm(*, photo: Photo, user: User) -> None:
    """Count what a photo says, and delete its picture; it replaces another of this page and day.

    Results of doors go to the log that phones write to.
    """
    found = Photo.objects.select_for_update(of=("self",)).get(pk=photo.pk)
    doubts = found.readings.filter(state=Reading.State.DOUBTFUL)
    if found.version_id is None or doubts.exists():
        raise NotReady
    same = Photo.objects.filter(version=found.version_id, page=found.page, walked_on=found.walked_on)
    same.filter(confirmed_at__isnull=False).exclude(pk=found.pk).delete()
    found.confirmed_at, found.picture = timezone.now(), None
    found.save(update_fields=["confirmed_at", "picture"])
    door_log.note(found, user)
    log.info("walk_sheets.confirm photo=%s user=%s", found.pk, user.pk)


@transaction.atomic
def remove(*, photo: Photo, user: User) -> None:
    """Delete a photo with what it says, and take back what it noted of doors."""
    if photo.confirmed_at:
        door_log.take_back(photo, user)
    log.info("walk_sheets.remove photo=%s user=%s", photo.pk, user.pk)
    photo.delete()
