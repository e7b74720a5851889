"""The preflight: say of each line what the run would do with it. Writes that alone; starts over if begun."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import count, islice
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hustings.foundation.lib.text.said import say
from hustings.people.imports import unwilling
from hustings.people.imports.columns import targets
from hustings.people.imports.columns.options import Options
from hustings.people.imports.match.person_state import Rules
from hustings.people.imports.match.plan import Land, Matcher, counted
from hustings.people.imports.models import Import, ImportBlock
from hustings.people.imports.rows import kept, sheets
from hustings.people.imports.rows.dates import Order
from hustings.people.imports.rows.row import Row, Sheet
from hustings.people.imports.run import outcomes
from hustings.people.imports.run.dry_run_index import DryRunIndex
from hustings.people.imports.run.gains import Counts
from hustings.people.imports.source import blocks
from hustings.people.imports.source.blocks import Told
from hustings.people.persons.models import Field
from hustings.people.persons.refusals import Refused

CHUNK = 2_000  # each takes some ninety statements, however many lines it has


class OpenQuestion(Refused):
    """Something must be asked of the importer first; ``columns`` may hold refusals."""

    def __init__(self, words: str, columns: Iterable[int] = ()) -> None:
        super().__init__(words)
        self.columns = list(columns)


class Stopped(Exception):
    """Somebody cancelled."""


def chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _rows(imported: Import, sheet: Sheet, mine: QuerySet[Import]) -> Iterator[Row]:
    """All rows, read from their cells and kept for the run."""
    for number in count():
        block = ImportBlock.objects.filter(of=imported.pk, number=number)
        if (cells := block.values_list("packed", flat=True).first()) is None:
            return
        rows = [sheet.row(record) for record in blocks.unpacked(cells)]
        with transaction.atomic():
            if not mine.select_for_update().exists():  # somebody was erased: these rows may be theirs
                raise Stopped
            block.update(rows=kept.packed(rows))
        yield from rows


def settle_dates(imported: Import, options: Options) -> None:
    """Decide for each column of dates whether the day comes first, by all its values; or ask."""
    fields = {field.slug: field.kind for field in Field.objects.all()}
    fields |= {slug: new.kind for slug, new in options.fields.items()}
    orders: dict[int, Order] = {}
    for at, target in enumerate(imported.mapping):
        is_date = target in {"born_on", "created_at", "consent_on", "changed_at"}
        is_date |= fields.get(target.removeprefix(targets.FIELD)) == Field.Kind.DATE
        if is_date and str(at) not in options.day_first:
            orders[at] = Order()
    if not orders:
        return
    for record in blocks.records(imported):
        for at, order in orders.items():
            if at < len(record.cells):
                order.see(record.cells[at])
    decided = {at: order.decided for at, order in orders.items()}
    options.day_first |= {str(at): first for at, first in decided.items() if first is not None}
    if unclear := [imported.columns[at] for at, first in decided.items() if first is None]:
        raise OpenQuestion(say(
            _(
                "Dates in %(columns)s can be read two ways (03/04: 3 April or 4 March?). Choose "
                "below whether the day or the month comes first."
            ),
            columns=", ".join(f"“{name}”" for name in unclear),
        ))  # fmt: skip


def check(imported: Import, land: Land, mine: QuerySet[Import], told: Told) -> dict[str, Any]:
    """Keep what would come of each line; returns the counts, and the fields it fills.

    ``mine`` is the import as long as it is to be checked; ``told`` hears how many lines are behind us.
    """
    sheet = sheets.sheet_of(imported)
    counts: dict[str, int] = {}
    n, filled = 0, set[str]()
    asked, gained = unwilling.Asked(sheet.unwilling), Counts()
    outcomes.forget(imported)
    with closing(DryRunIndex(sheet.options.keys)) as seen:
        rules = Rules(sheet.options, imported.created_at, sheet.wins, sheet.topics)
        matcher = Matcher(sheet, rules, land, seen, imported.pk)
        for rows in chunks(_rows(imported, sheet, mine)):
            planned = matcher.plan(rows)
            seen.remember(planned)
            counts = counted(planned, counts)
            gained.see(planned)
            filled.update(*(each.row.fields for each in planned))
            for each in planned:
                asked.see(each.row.unwilling)
            n += len(rows)
            told(n)
            with transaction.atomic():
                if not mine.update(n_checked=n):  # which holds it until they are written
                    raise Stopped
                outcomes.write(imported, planned, sheet.fields)
        if asked.columns:
            raise OpenQuestion(asked.question(imported.columns), asked.columns)
    return {"check": counts | {"rows": n}, "filled": sorted(filled), "gains": gained.gains.written()}
