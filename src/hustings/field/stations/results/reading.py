"""Reading of a file of results: checked as a whole, then written in pieces of one transaction each.

A killed run goes on behind its last piece.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hustings.field.stations import entering
from hustings.field.stations.entering import Key, Wanted
from hustings.field.stations.models import Contender, Result, ResultFile
from hustings.field.stations.results import tally, wide_tables
from hustings.field.stations.results.wide_tables import Line
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.source.csv_records import Record
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.uploads import run, sheets
from hustings.foundation.file_imports.uploads.kinds import Told
from hustings.foundation.file_imports.uploads.tally import Tally, checked
from hustings.foundation.lib.sql import bulk
from hustings.foundation.lib.text.said import say

PIECE = 1_000  # lines of one transaction
MOST_CONTENDERS = 400
_COLUMNS = ["station", "election", "file", *Result.FIGURES, "before"]
_BROKEN = gettext_noop("The cells of this line can’t be read. Check quotation marks and encoding.")
_TWICE = gettext_noop("The same polling station as on line %(line)s. Remove one of them.")
Figures = list[object]  # values of Result.FIGURES


def check(file: ResultFile, told: Told) -> None:
    """Say what a file would change, and which lines can't be taken. Nothing else is written."""
    refused, counts, stations = Tally(file), Counter[str](), set[Key]()
    contenders: dict[str, object] = dict(file.election.contenders.order_by().values_list("name", "pk"))
    with sheets.records(file.path, file.shape) as found:
        for piece in _pieces(_lines(file, found, refused)):
            contenders = {name: name for row in piece for name in row.votes} | contenders
            _demand_few(len(contenders))
            known = entering.known(_keys(piece))
            stations |= set(_keys(piece)) - known.keys()
            told_of = _figures(piece, contenders).items()
            figures = {known[key]: value for key, value in told_of if key in known}
            there = _there(file, figures)
            counts["same"] += sum(result.figures == figures[at] for at, result in there.items())
            counts["changed"] += sum(result.figures != figures[at] for at, result in there.items())
            counts["new"] += len(piece) - len(there)
            run.told_lines(file, piece[-1].at, told)
    with transaction.atomic():
        checked(file, refused, dict(counts) | {"new_stations": len(stations)})


def write(file: ResultFile, told: Told) -> None:
    """Write what is left of a file; stations behind us are read only to be remembered."""
    with sheets.records(file.path, file.shape) as found:
        rest = islice(_lines(file, found, None), file.n_done, None)
        for piece in _pieces(rest):
            _write(file, piece)
            told(len(piece))
    tally.count(file.election)


def _lines(file: ResultFile, found: Iterator[Record], refused: Tally | None) -> Iterator[Line]:
    """The lines that can be taken."""
    table, by_label = wide_tables.layout(file.columns), file.named == ResultFile.Named.LABEL
    seen: dict[Key, int] = {}
    for record in found:
        try:
            if record.refused:
                raise Wrong(_BROKEN)
            row = wide_tables.line(record.line, record.cells, table, by_label)
            if first := seen.get((row.municipality, row.number)):
                raise Wrong(_TWICE, line=first)
        except Wrong as wrong:
            if refused:
                refused.refuse(record, wrong)
            continue
        seen[row.municipality, row.number] = record.line
        yield row


def _pieces(rows: Iterator[Line]) -> Iterator[list[Line]]:
    while piece := list(islice(rows, PIECE)):
        yield piece


def _keys(rows: Iterable[Line]) -> list[Key]:
    return [(row.municipality, row.number) for row in rows]


@transaction.atomic
def _write(file: ResultFile, rows: list[Line]) -> None:
    now = run.locked(file)
    wanted = [Wanted(row.municipality, row.number, place=row.place) for row in rows]
    entering.enter(wanted, brought_by=file.pk)
    stations = entering.known(each.key for each in wanted)
    figures = {stations[key]: value for key, value in _figures(rows, _contenders(file, rows)).items()}
    counts = Counter({name: now.counts.get(name, 0) for name in ("made", "mended")})
    counts.update(_hold(file, figures))
    file.n_done, file.counts = now.n_done + len(rows), now.counts | dict(counts)
    file.save(update_fields=["n_done", "counts"])


def _contenders(file: ResultFile, rows: list[Line]) -> dict[str, int]:
    names = {name for row in rows for name in row.votes}
    there = dict(file.election.contenders.order_by().values_list("name", "pk"))
    new = sorted(names - there.keys())
    _demand_few(len(there) + len(new))
    if new:
        Contender.objects.bulk_create([Contender(election=file.election, name=name) for name in new])
        there = dict(file.election.contenders.order_by().values_list("name", "pk"))
    return there


def _demand_few(n: int) -> None:
    if n > MOST_CONTENDERS:
        words = _("There are more than %(most)s lists or candidates. Add up votes by political label.")
        raise Unreadable(say(words, most=MOST_CONTENDERS))


def _figures(rows: Iterable[Line], contenders: Mapping[str, object]) -> dict[Key, Figures]:
    return {
        (row.municipality, row.number): [
            row.n_registered, row.n_voted, row.n_valid,
            {str(contenders[name]): n for name, n in row.votes.items()},
        ]
        for row in rows
    }  # fmt: skip


def _there(file: ResultFile, stations: Iterable[int]) -> dict[int, Result]:
    found = Result.objects.filter(election=file.election, station__in=list(stations)).order_by()
    return {result.station_id: result for result in found}


def _hold(file: ResultFile, figures: Mapping[int, Figures]) -> Counter[str]:
    """Write what is new and what differs from what is there."""
    there, changed = _there(file, figures), []
    for station, result in there.items():
        if result.figures != figures[station]:
            result.before = [result.file_id, result.figures, result.before]
            result.file = file
            for name, value in zip(Result.FIGURES, figures[station], strict=True):
                setattr(result, name, value)
            changed.append(result)
    Result.objects.bulk_update(changed, ["file", *Result.FIGURES, "before"], batch_size=200)
    new = [(station, told) for station, told in figures.items() if station not in there]
    bulk.insert(
        Result, _COLUMNS, ([station, file.election_id, file.pk, *told, None] for station, told in new)
    )
    return Counter(made=len(new), mended=len(changed))
