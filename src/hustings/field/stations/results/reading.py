"""Reading of a file of results, in pieces of one transaction: a killed run goes on behind the last one."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop, override

from hustings.field.stations import entering
from hustings.field.stations.entering import Key, Wanted
from hustings.field.stations.models import Contender, RefusedLine, Result, ResultFile
from hustings.field.stations.results import original, tally, wide_tables
from hustings.field.stations.results.wide_tables import Layout, Line
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.source.csv_records import Record
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.jobs import ReleaseTask
from hustings.foundation.lib.sql import bulk
from hustings.foundation.lib.text import said

log = logging.getLogger(__name__)
State = ResultFile.State
Told = Callable[[int], object]
PIECE = 1_000  # lines of one transaction
MOST_CONTENDERS = 400
_COLUMNS = ["station", "election", "file", *Result.FIGURES, "before"]
_BROKEN = gettext_noop("The cells of this line can’t be read. Check quotation marks and encoding.")
_TWICE = gettext_noop("The same polling station as on line %(line)s. Remove one of them.")


class Over(Exception):
    """Another worker has the file now, or somebody undoes it."""


class TooMany(Exception):
    """More contenders than an election has: every municipality has its own."""


def read(file_id: int, told: Told = lambda n: None) -> None:
    """Read what is left of a file; safe to run again."""
    ResultFile.objects.filter(pk=file_id, state=State.WAITING).update(state=State.RUNNING)
    found = ResultFile.objects.select_related("user", "election")
    kept = found.filter(pk=file_id, state=State.RUNNING).first()
    if kept is None:
        return
    try:
        with override(kept.user.language if kept.user else None):
            _read(kept, told)
    except Over:
        return
    except (ReleaseTask, OperationalError):
        raise  # to be run again
    except TooMany:
        words = gettext_noop(
            "There are more than %(most)s lists or candidates. Undo this file, and add up votes by political"
            " label."
        )
        stop(kept, said.say(words, most=MOST_CONTENDERS))
    except Unreadable as unreadable:
        stop(kept, unreadable.args[0])
    except Exception as fault:
        log.exception("results file=%s", file_id)
        words = gettext_noop("It stopped because of an error: %(fault)s. You can resume it.")
        stop(kept, said.say(words, fault=type(fault).__name__))


def stop(kept: ResultFile, problem: str) -> None:
    """Say that it stopped, and why."""
    busy = ResultFile.objects.filter(pk=kept.pk, state__in=ResultFile.BUSY)
    busy.update(state=State.FAILED, problem=said.dumped(said.word(problem)))


def _read(kept: ResultFile, told: Told) -> None:
    seen: dict[Key, int] = {}
    with original.records(kept) as (table, found):
        for record in islice(found, kept.n_done):  # behind us: only the stations are remembered
            _remember(record, table, seen)
        while piece := list(islice(found, PIECE)):
            _write(kept, piece, table, seen)
            told(len(piece))
    tally.count(kept.election)
    running = ResultFile.objects.filter(pk=kept.pk, state=State.RUNNING)
    if running.update(state=State.DONE, finished_at=timezone.now(), n_lines=kept.n_done, problem=""):
        original.forget(kept)
        log.info("results read file=%s lines=%s", kept.pk, kept.n_done)


def _remember(record: Record, table: Layout, seen: dict[Key, int]) -> None:
    try:
        row = wide_tables.line(record.cells, table, by_label=False)
    except Wrong:
        return
    seen.setdefault((row.municipality, row.number), record.line)


@transaction.atomic
def _write(kept: ResultFile, piece: list[Record], table: Layout, seen: dict[Key, int]) -> None:
    current = ResultFile.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if current.state != State.RUNNING or current.n_done != kept.n_done:
        raise Over
    rows, refused = _lines(kept, piece, table, seen)
    wanted = [Wanted(row.municipality, row.number, place=row.place) for row in rows]
    n_stations = len(entering.enter(wanted, brought_by=kept.pk))
    stations = entering.known(each.key for each in wanted)
    contenders = _contenders(kept, rows)
    said_by_station = {
        stations[row.municipality, row.number]: [
            row.n_registered, row.n_voted, row.n_valid,
            {str(contenders[name]): n for name, n in row.votes.items()},
        ]
        for row in rows
    }  # fmt: skip
    counts = _hold(kept, said_by_station)
    kept.n_done, kept.n_stations = current.n_done + len(piece), current.n_stations + n_stations
    kept.n_refused = current.n_refused + len(refused)
    kept.n_new, kept.n_changed = current.n_new + counts["new"], current.n_changed + counts["changed"]
    kept.n_same = current.n_same + counts["same"]
    room = max(RefusedLine.MOST - current.n_refused, 0)
    RefusedLine.objects.bulk_create(refused[:room])
    kept.save(update_fields=["n_done", "n_stations", "n_refused", "n_new", "n_changed", "n_same"])


def _lines(
    kept: ResultFile, piece: list[Record], table: Layout, seen: dict[Key, int]
) -> tuple[list[Line], list[RefusedLine]]:
    rows, refused = [], []
    by_label = kept.named == ResultFile.Named.LABEL
    for record in piece:
        try:
            if record.refused:
                raise Wrong(_BROKEN)
            row = wide_tables.line(record.cells, table, by_label)
            if first := seen.get((row.municipality, row.number)):
                raise Wrong(_TWICE, line=first)
        except Wrong as wrong:
            refused.append(RefusedLine(file=kept, number=record.line, reason=wrong.reason, said=wrong.said))
            continue
        seen[row.municipality, row.number] = record.line
        rows.append(row)
    return rows, refused


def _contenders(kept: ResultFile, rows: list[Line]) -> dict[str, int]:
    names = {name for row in rows for name in row.votes}
    there = dict(kept.election.contenders.order_by().values_list("name", "pk"))
    new = sorted(names - there.keys())
    if len(there) + len(new) > MOST_CONTENDERS:
        raise TooMany
    if new:
        Contender.objects.bulk_create([Contender(election=kept.election, name=name) for name in new])
        there = dict(kept.election.contenders.order_by().values_list("name", "pk"))
    return there


def _hold(kept: ResultFile, said_by_station: dict[int, list[object]]) -> Counter[str]:
    """Write what is new and what differs from what is there."""
    there = {
        result.station_id: result
        for result in Result.objects.filter(election=kept.election, station__in=said_by_station).order_by()
    }
    counts, changed = Counter[str](), []
    for station, figures in said_by_station.items():
        result = there.get(station)
        if result is None:
            counts["new"] += 1
        elif result.figures == figures:
            counts["same"] += 1
        else:
            counts["changed"] += 1
            result.before = [result.file_id, result.figures, result.before]
            result.file = kept
            for name, value in zip(Result.FIGURES, figures, strict=True):
                setattr(result, name, value)
            changed.append(result)
    Result.objects.bulk_update(changed, ["file", *Result.FIGURES, "before"], batch_size=200)
    bulk.insert(Result, _COLUMNS, _new(kept, said_by_station, there))
    return counts


def _new(
    kept: ResultFile, said_by_station: dict[int, list[object]], there: dict[int, Result]
) -> Iterator[list[object]]:
    for station, figures in said_by_station.items():
        if station not in there:
            yield [station, kept.election_id, kept.pk, *figures, None]
