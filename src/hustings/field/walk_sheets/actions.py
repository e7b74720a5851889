"""Deeds on walk sheets: prepare one, print it."""

import logging
from typing import Any

from django.db import transaction

from hustings.field.addresses.models import Municipality
from hustings.field.walk_sheets import doors, questions
from hustings.field.walk_sheets.models import Sheet, SheetVersion
from hustings.field.walk_sheets.paper import layouts
from hustings.foundation.accounts.models import User
from hustings.people.scripts.models import Script

log = logging.getLogger(__name__)


@transaction.atomic
def prepare(
    *, name: str, municipality: Municipality, streets: str, script: Script | None, user: User | None
) -> Sheet:
    """Keep a sheet for the doors of these streets. Raises NoDoors or TooManyDoors."""
    doors.of(municipality, streets)
    made = Sheet.objects.create(
        name=name, municipality=municipality, streets=streets, script=script, user=user
    )
    log.info("walk_sheets.prepare sheet=%s user=%s", made.pk, user and user.pk)
    return made


@transaction.atomic
def print_sheet(*, sheet: Sheet, user: User | None) -> SheetVersion:
    """The version to print: the last one where nothing has changed since. Raises NoDoors or TooManyDoors."""
    sheet = (
        Sheet.objects.select_for_update(of=("self",))
        .select_related("municipality", "script")
        .get(pk=sheet.pk)
    )
    script_version: Any = sheet.script.current if sheet.script else None
    lines = doors.of(sheet.municipality, sheet.streets)
    layout = layouts.made(questions.of(script_version), lines).to_json()
    last = sheet.versions.first()
    if last and last.layout == layout and last.script_version == script_version:
        return last
    made: SheetVersion = sheet.versions.create(
        number=last.number + 1 if last else 1, layout=layout, script_version=script_version, user=user
    )
    log.info("walk_sheets.print sheet=%s version=%s user=%s", sheet.pk, made.number, user and user.pk)
    return made
