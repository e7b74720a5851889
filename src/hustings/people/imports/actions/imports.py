"""Bring a file of people in: take it, name its columns, check it, let it run, stop it, put it away."""

import logging
from collections.abc import Collection
from datetime import timedelta
from itertools import islice
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.file_imports.source.csv_records import Shape
from hustings.foundation.file_imports.source.workbooks import opening
from hustings.foundation.file_imports.uploads import originals
from hustings.people.imports import file_removal as ending
from hustings.people.imports import tasks
from hustings.people.imports.columns import proposals
from hustings.people.imports.columns.options import Options
from hustings.people.imports.models import Import
from hustings.people.imports.rows import sheets
from hustings.people.imports.run import operation, outcomes
from hustings.people.imports.source import blocks, distinct_values, original, preview
from hustings.people.imports.source.preview import Look
from hustings.people.persons import tag_library
from hustings.people.persons.models import Field
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import IMPORT_PEOPLE

log = logging.getLogger(__name__)
State = Import.State


class NotNow(Refused):
    """The import is at a step where this can't be done."""


class MayNotLetIn(Refused):
    """Others look at the check first."""


def take_file(
    *,
    file: IO[bytes],
    name: str,
    user: User | None,
    told: dict[str, Any] | None = None,
    dialect: str | None = None,
    sheet: str = "",
) -> Import:
    """Read how a file is written and propose what its columns are; Unreadable says what is wrong with it.

    ``told`` is what is known of its shape without a guess, ``dialect`` whose export it is ("none": nobody's),
    ``sheet`` which one of a workbook; without it the first that has rows.
    """
    imported = Import(file_name=name[-200:], user=user, language=translation.get_language() or "fr")
    with originals.plain(file) as plain:
        imported.size = plain.seek(0, 2)
        look = preview.at(plain, told or {}, sheet)
        _take_look(imported, look, dialect)
        imported.path = originals.keep(plain, "imports", "xlsx" if imported.sheet else "csv")
    imported.save()
    _survey(imported, look)
    log.info(
        "import %s taken: %s bytes of %s", imported.pk, imported.size, imported.dialect or "unknown make"
    )
    return imported


def read_again(*, imported: Import, told: dict[str, Any], sheet: str = "") -> Import:
    _demand(imported, imported.is_open)
    if not imported.path:
        raise NotNow(_(
            "A person in this file was erased since, so only its other lines were kept. "
            "Upload the file again to change how it is read."
        ))  # fmt: skip
    with originals.opened(imported.path) as file:
        if imported.sheet:
            look = preview.at(file, told, sheet or imported.sheet)
        else:
            look = preview.at_text(file, Shape(n_lines=imported.n_rows).but(**told))
    return _reread(imported, look)


@transaction.atomic
def _reread(imported: Import, look: Look) -> Import:
    imported = _locked(imported)
    _demand(imported, imported.is_open)
    _take_look(imported, look)
    imported.state, imported.problem, imported.is_parsed = State.UPLOADED, "", False
    imported.edition += 1
    imported.blocks.all().delete()
    imported.save()
    _survey(imported, look)
    return imported


def _survey(imported: Import, look: Look) -> None:
    """Have the values in all of the file counted, where the first look has not seen all; HQ shows them."""
    if imported.user_id and not look.is_whole:
        tasks.survey_import.enqueue(imported.pk)


def _take_look(imported: Import, look: Look, dialect: str | None = None) -> None:
    shape = look.shape
    proposal = proposals.propose(look.columns, look.sample, list(Field.objects.all()), dialect)
    imported.columns, imported.sheet = look.columns, look.sheet
    imported.encoding, imported.delimiter, imported.quote = shape.encoding, shape.delimiter, shape.quote
    imported.has_header, imported.n_above = shape.has_header, shape.n_above
    imported.n_rows = max(shape.n_lines - shape.n_above - shape.has_header, 1)
    mapping, fields = proposal.mapping, proposal.fields
    if not tag_library.may_add(imported.user):
        mapping, fields = sheets.without_new(mapping, fields)
    imported.mapping, imported.dialect = mapping, proposal.dialect
    imported.options = Options(fields=fields).written()
    imported.values = distinct_values.count(look.sample, len(look.columns))


def sample(imported: Import, n: int = 5) -> list[list[str]]:
    if imported.is_parsed:
        return [record.cells for record in islice(blocks.records(imported), n)]
    with original.records(imported) as found:
        return [record.cells for record in islice(found, n)]


def sheets_of(imported: Import) -> list[str]:
    """The sheets to choose from; none for CSV."""
    if not (imported.sheet and imported.path):
        return [imported.sheet] if imported.sheet else []
    with originals.opened(imported.path) as file, opening.opened(file) as book:
        return [sheet.name for sheet in book.sheets]


@transaction.atomic
def keep(*, imported: Import, mapping: list[str], options: Options) -> Import:
    """Keep the choices without checking; an earlier check is void."""
    imported = _locked(imported)
    _demand(imported, imported.is_open)
    imported.mapping, imported.options = mapping, options.written()
    imported.state, imported.problem, imported.counts = State.UPLOADED, "", {}
    imported.save()
    return imported


@transaction.atomic
def check(*, imported: Import, mapping: list[str], options: Options, in_background: bool = True) -> None:
    """Keep the choices and have the file checked, in the background unless the caller does it."""
    imported = _locked(imported)
    _demand(imported, imported.is_open)
    imported.mapping, imported.options = mapping, options.written()
    imported.state, imported.problem = State.CHECKING, ""
    imported.n_checked, imported.counts = 0, {}
    imported.save()
    if in_background:
        tasks.check_import.enqueue(imported.pk)


def reads_checks(user: User | None) -> bool:
    """Whether what a check says is for ``user``: it tells of people whom others don't see."""
    return user is None or access.everywhere(user, IMPORT_PEOPLE)


@transaction.atomic
def start(
    *,
    imported: Import,
    user: User | None = None,
    starts: Collection[str] = (),
    in_background: bool = True,
) -> None:
    """Let a checked import run, or a paused one go on; a territory's by those who read its check.

    From now on only the parsed lines are kept. ``starts`` are what begins for its people, such as sequences:
    see ``people.changes.starts``. One that goes on keeps those with which it began.
    """
    imported = _locked(imported)
    _demand(imported, imported.state in {State.CHECKED, State.PAUSED})
    if imported.started_at is None and not reads_checks(user):
        raise MayNotLetIn(
            _("Someone with access to the whole campaign has to review the check and start the import.")
        )
    if gone := sheets.fields_gone(imported):
        raise NotNow(
            _("These fields no longer exist: %(names)s. Choose other columns or create the fields again.")
            % {"names": ", ".join(gone)}
        )
    imported.started_at = imported.started_at or timezone.now()
    transaction.on_commit(lambda: originals.forget(imported))
    operation.begin(imported, starts)
    _move(imported, State.RUNNING)
    if in_background:
        tasks.run_import.enqueue(imported.pk)  # should two ever run, each chunk lets only one through


@transaction.atomic
def pause(*, imported: Import) -> None:
    imported = _locked(imported)
    _demand(imported, imported.state == State.RUNNING)
    _move(imported, State.PAUSED)


@transaction.atomic
def cancel(*, imported: Import) -> None:
    """Stop for good. What has been written stays: each person's timeline names the import."""
    imported = _locked(imported)
    _demand(imported, imported.state not in {State.DONE, State.CANCELLED})
    imported.finished_at = timezone.now()
    outcomes.leave(imported)
    _move(imported, State.CANCELLED)


def put_away(*, imported: Import) -> None:
    """Delete the file, its lines and what was said of them; the import itself and its counts stay."""
    imported = Import.objects.get(pk=imported.pk)
    _demand(imported, imported.is_over)
    ending.put_away(imported)


def put_old_away() -> int:
    """Put away the files of imports that ended long enough ago; what is never finished, too."""
    before = timezone.now() - timedelta(days=settings.IMPORT_DAYS)
    old = Import.objects.kept().filter(created_at__lt=before).exclude(state__in=[State.RUNNING])
    n = 0
    for imported in old:
        if not imported.is_over:
            cancel(imported=imported)
        put_away(imported=imported)
        n += 1
    return n


def delete_strays() -> int:
    """Delete what killed processes left: files older than a day that no import names, lines put away."""
    storage, before = storages[originals.STORAGE], timezone.now() - timedelta(days=1)
    there = storage.listdir("imports")[1] if storage.exists("imports") else []
    strays = original.unnamed(f"imports/{name}" for name in there)
    old = [path for path in sorted(strays) if storage.get_modified_time(path) < before]
    originals.delete(old)
    for imported in Import.objects.filter(path="", is_parsed=False, lines__isnull=False).distinct():
        outcomes.forget(imported)
    return len(old)


def _locked(imported: Import) -> Import:
    return Import.objects.select_for_update().get(pk=imported.pk)


def _move(imported: Import, state: str) -> None:
    imported.state, imported.problem = state, ""
    imported.save(update_fields=["state", "problem", "started_at", "finished_at"])
    operation.follow(imported.pk)
    log.info("import %s is %s", imported.pk, state)


def _demand(imported: Import, is_so: bool) -> None:
    if not is_so:
        raise NotNow(
            _("This isn't possible: the import is %(state)s.") % {"state": imported.get_state_display()}
        )
