"""The course of an import: begun with a file or gone on with, checked, agreed to, run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.people.imports.actions import imports, saved_mappings
from hustings.people.imports.models import Import
from hustings.people.persons.refusals import Refused
from hustings.shells.cli.importing import arguments, steps


def begin(file: Path, chosen: dict[str, Any]) -> None:
    arguments.demand_consent(chosen)
    arguments.demand_report(chosen["report"])
    try:
        with file.open("rb") as opened:
            imported = imports.take_file(
                file=opened, name=file.name, user=None, **arguments.way_of_reading(chosen)
            )
    except (Refused, Unreadable) as refusal:
        raise click.ClickException(f"{file}: {refusal}") from refusal
    with _put_away(imported):
        mapping, options = arguments.choices(imported, chosen)
        steps.show_columns(imported, mapping)
        imports.check(imported=imported, mapping=mapping, options=options, in_background=False)
        if chosen["save_plan"]:
            imported.refresh_from_db()
            saved_mappings.save(imported=imported, name=chosen["save_plan"], user=None, is_shared=True)
    imported.refresh_from_db()
    _go_on(imported, chosen)


def resume(number: int, chosen: dict[str, Any]) -> None:
    arguments.demand_report(chosen["report"])
    imported = Import.objects.filter(pk=number).first()
    if imported is None:
        raise click.ClickException(_("No import {n}.").format(n=number))
    if chosen["dry_run"]:
        raise click.UsageError(_("--dry-run needs a FILE."))
    state = imported.State
    try:
        if imported.state not in {state.CHECKING, state.CHECKED, state.RUNNING}:
            imports.start(imported=imported, in_background=False)  # which refuses what has ended
            imported.refresh_from_db()
        _go_on(imported, chosen)
    except (Refused, Unreadable) as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _go_on(imported: Import, chosen: dict[str, Any]) -> None:
    """Check, ask and run: whatever of it was not done yet."""
    click.echo(
        _("This is import {n}. If interrupted, resume it with hustings import --resume {n}").format(
            n=imported.pk
        )
    )
    if imported.state in {imported.State.CHECKING, imported.State.CHECKED}:
        with _put_away(imported):
            steps.check(imported, chosen["report"])
            steps.tell_starts(imported, are_chosen=chosen["start_sequences"])
            if not chosen["dry_run"] and not chosen["yes"]:
                click.confirm(_("Import now?"), abort=True)
    if chosen["dry_run"]:
        imports.cancel(imported=imported)
        imports.put_away(imported=imported)
        steps.end(imported.counts["check"])
        return
    if imported.state != imported.State.RUNNING:
        names = [start.name for start in steps.starts_of(imported)] if chosen["start_sequences"] else []
        imports.start(imported=imported, starts=names, in_background=False)
    steps.run(imported)


@contextmanager
def _put_away(imported: Import) -> Iterator[None]:
    """Leave nothing of an import that is refused; one that is killed or stopped can go on."""
    try:
        yield
    except (click.Abort, click.ClickException, OSError):
        imports.cancel(imported=imported)
        imports.put_away(imported=imported)
        raise
