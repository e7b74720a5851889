"""Draw an opinion map again from the votes that were published: ``python recount.pyz votes.csv``.

The file has a line a vote, in the order of time, with the columns ``participant``, ``statement`` and ``vote``
(1 agree, 0 pass, -1 disagree). Columns of Polis' exports (``voter-id``, ``comment-id``, ``timestamp``) are
understood too. Out comes the map as JSON; its fingerprint is on the last line. It must be the one published.
"""

import argparse
import csv
import io
import sys
import zipfile
from collections.abc import Collection
from pathlib import Path
from typing import Any, TextIO

import numpy

from . import opinion_map, votes
from .opinion_map import OpinionMap

_PARTICIPANT, _STATEMENT = ("participant", "voter-id"), ("statement", "comment-id")
_DATED = (1980, 1, 1, 0, 0, 0)
_START = "import sys\nfrom maps.recount import main\n\nmain(sys.argv[1:])\n"


def read(lines: TextIO, without: Collection[int] = ()) -> votes.Votes:
    """The table of a file of votes; ``without`` names statements that were taken out by moderators."""
    names = next(csv.reader([lines.readline()]))
    columns = [_at(names, _PARTICIPANT), _at(names, _STATEMENT), _at(names, ("vote",))]
    has_time = "timestamp" in names
    if has_time:
        columns.append(names.index("timestamp"))
    rows = numpy.loadtxt(lines, delimiter=",", usecols=columns, dtype=numpy.int64, ndmin=2, quotechar='"')
    if has_time:
        rows = rows[numpy.argsort(rows[:, 3], kind="stable")]
    if without:
        rows = rows[~numpy.isin(rows[:, 1], list(without))]
    return votes.of(rows[:, 0], rows[:, 1], rows[:, 2])


def _at(names: list[str], wanted: tuple[str, ...]) -> int:
    for name in wanted:
        if name in names:
            return names.index(name)
    raise SystemExit(f"There is no column {wanted[0]}.")


def summary(drawn: OpinionMap) -> str:
    """A few lines for people."""
    chart, firm = drawn.chart, drawn.chart.stability
    sizes = numpy.bincount(chart.labels, minlength=chart.k).tolist()
    lines = [
        f"people on the map: {len(chart.participants)}",
        f"groups: {chart.k} ({', '.join(map(str, sizes))} people); tried: {chart.tried}",
        f"stability: {firm.median:.2f} beside {firm.control_median:.2f} of shuffled votes",
        f"copies: {sum(map(len, drawn.copies))} rows in {len(drawn.copies)} sets, left out",
        f"fingerprint: {drawn.fingerprint()}",
    ]
    return "\n".join(lines) + "\n"


def archive() -> bytes:
    """This script as one file that needs only Python and numpy; the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for path in sorted(Path(__file__).parent.glob("*.py")):
            packed.writestr(zipfile.ZipInfo(f"maps/{path.name}", _DATED), path.read_bytes())
        packed.writestr(zipfile.ZipInfo("__main__.py", _DATED), _START)
    return out.getvalue()


def main(words: list[str]) -> None:
    """Read the file named, write the map where ``--out`` says, tell the fingerprint."""
    parser = argparse.ArgumentParser(prog="recount", description=__doc__)
    parser.add_argument("votes", type=Path, help="the file of votes (CSV)")
    parser.add_argument("--without", default="", help="numbers of statements left out, with commas")
    parser.add_argument("--out", type=Path, help="a file for the map as JSON")
    options: Any = parser.parse_args(words)
    without = [int(word) for word in options.without.split(",") if word]
    with options.votes.open(encoding="utf-8-sig", newline="") as lines:
        drawn = opinion_map.draw(read(lines, without))
    if options.out:
        options.out.write_text(drawn.text())
    sys.stdout.write(summary(drawn))
