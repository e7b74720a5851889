"""The preflight: say of each line what the run would do with it. Reads only; starting again starts over."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.file_imports.source.csv_records import Record
from hustings.foundation.lib.text import csvs, phrases
from hustings.people.imports import unwilling
from hustings.people.imports.columns import targets
from hustings.people.imports.columns.options import Options
from hustings.people.imports.match.person_state import Change, Rules
from hustings.people.imports.match.plan import Land, Matcher, Outcome, Planned, counted
from hustings.people.imports.models import Import
from hustings.people.imports.rows.dates import Order
from hustings.people.imports.rows.row import Row
from hustings.people.imports.run.dry_run_index import DryRunIndex
from hustings.people.imports.source import loader
from hustings.people.persons import phones
from hustings.people.persons.models import Field
from hustings.people.persons.refusals import Refused

CHUNK = 2_000  # each takes some ninety statements, however many lines it has
SAMPLES = 8  # of each outcome
Progress = Callable[[int], bool]  # told the rows behind us; False stops


class OpenQuestion(Refused):
    """Something must be asked of the importer first; ``columns`` may hold refusals."""

    def __init__(self, words: str, columns: Iterable[int] = ()) -> None:
        super().__init__(words)
        self.columns = list(columns)


class Stopped(Exception):
    """Somebody cancelled."""


def chunks(records: Iterator[Record], most: int = CHUNK) -> Iterator[list[Record]]:
    while chunk := list(islice(records, min(CHUNK, most))):
        yield chunk


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
    with loader.records(imported) as records:
        for record in records:
            for at, order in orders.items():
                if at < len(record.cells):
                    order.see(record.cells[at])
    decided = {at: order.decided for at, order in orders.items()}
    options.day_first |= {str(at): first for at, first in decided.items() if first is not None}
    if unclear := [imported.columns[at] for at, first in decided.items() if first is None]:
        raise OpenQuestion(
            _(
                "In %(columns)s the dates may be read both ways (03/04: 3 April or 4 March?). Say below"
                " whether the day or the month comes first."
            )
            % {"columns": ", ".join(f"“{name}”" for name in unclear)}
        )


def check(imported: Import, land: Land, progress: Progress) -> dict[str, Any]:
    """Go through the file; returns the counts and samples, and leaves the report beside the file."""
    sheet = loader.sheet_of(imported)
    counts: dict[str, int] = {}
    samples: list[dict[str, Any]] = []
    n, labels = 0, outcome_labels()
    fields = sheet.fields
    filled: set[str] = set()
    asked = unwilling.Asked(sheet.unwilling)
    with (
        loader.records(imported) as records,
        tempfile.TemporaryFile() as kept,
        closing(DryRunIndex(sheet.options.keys)) as seen,
    ):
        matcher = Matcher(
            sheet,
            Rules(sheet.options, imported.created_at, sheet.wins, sheet.topics),
            land,
            seen,
            imported.pk,
        )
        report = io.TextIOWrapper(kept, "utf-8", newline="", write_through=True)
        report.write(csvs.BOM)
        writer = csv.writer(report, delimiter=imported.delimiter)
        writer.writerow([_("line"), _("outcome"), _("who"), _("reason or note"), _("what changes")])
        for chunk in chunks(records):
            planned = matcher.plan([sheet.row(record) for record in chunk])
            seen.remember(planned)
            counts = counted(planned, counts)
            filled.update(*(each.row.fields for each in planned))
            for each in planned:
                asked.see(each.row.unwilling)
            writer.writerows([csvs.safe(cell) for cell in told(each, labels, fields)] for each in planned)
            _sample(samples, planned, labels, fields)
            n += len(chunk)
            if not progress(n):
                raise Stopped
        if asked.columns:
            raise OpenQuestion(asked.question(imported.columns), asked.columns)
        report.flush()
        kept.seek(0)
        loader.put(report_path(imported), kept)
    return {"check": counts | {"rows": n}, "samples": samples, "filled": sorted(filled)}


def report_path(imported: Import) -> str:
    """Where the report lies in the private storage."""
    return f"imports/{imported.pk}-check.csv"


def told(each: Planned, labels: dict[str, str], fields: Mapping[str, Field]) -> list[str]:
    return [
        str(each.row.line),
        labels[each.outcome],
        who(each.row),
        " ".join(each.says),
        phrases.row(change_text(each, fields)),
    ]


def outcome_labels() -> dict[str, str]:
    return {
        Outcome.CREATED: _("created"),
        Outcome.CHANGED: _("changed"),
        Outcome.SAME: _("left alone"),
        Outcome.MERGED: _("merged into an earlier line"),
        Outcome.REFUSED: _("refused"),
    }


def who(row: Row) -> str:
    """Whom a line is about, as far as it says."""
    name = f"{row.plain.get('given_name', '')} {row.plain.get('family_name', '')}".strip()
    address = next(iter(row.emails.values()), ("", ""))[0]
    reach = address or next(iter(row.phones), "")
    return " · ".join(filter(None, [name, reach])) or " ".join(filter(None, row.cells))[:60]


def change_text(each: Planned, fields: Mapping[str, Field]) -> list[str]:
    """What changes about somebody known; of new people the row itself says it."""
    if each.outcome != Outcome.CHANGED:
        return []
    return [_change(change, fields) for change in each.changes if change.target != "zone"] + [
        _("territory") for change in each.changes if change.target == "zone"
    ]


def _change(change: Change, fields: Mapping[str, Field]) -> str:
    """In words: what it was, if anything, and what it becomes."""
    said = {"yes": _("yes"), "no": _("no")}
    is_field = change.target.startswith(targets.FIELD)
    if field := fields.get(change.target.removeprefix(targets.FIELD)) if is_field else None:
        what = field.label
    else:
        what = change_label(change.target)
    old, new = said.get(change.old, change.old), said.get(change.new, change.new)
    if change.target == "phone":
        new = phones.shown(new)
    return phrases.pair(what, f"{old} → {new}" if old else _("added %(value)s") % {"value": new})


def change_label(target: str) -> str:
    """What a changed thing is called, unless it is one of the campaign's fields."""
    if target in {"address", "zone"}:
        return {"address": _("address"), "zone": _("territory")}[target]
    return targets.label(target)


def _sample(
    samples: list[dict[str, Any]],
    planned: Sequence[Planned],
    labels: dict[str, str],
    fields: Mapping[str, Field],
) -> None:
    for each in planned:
        kind = each.row.why or (
            "notes"
            if each.outcome in {Outcome.CREATED, Outcome.CHANGED} and each.says
            else each.outcome.value
        )
        most = SAMPLES * 3 if each.outcome == Outcome.REFUSED else SAMPLES
        if sum(sample["kind"] == kind for sample in samples) < most:
            line, _outcome, name, says, changes = told(each, labels, fields)
            samples.append({
                "kind": kind, "line": int(line), "outcome": each.outcome.value, "who": name, "says": says,
                "changes": changes,
            })  # fmt: skip
