"""Conversations of Polis' open data, read from a folder beside the repository that need not be there.

HUSTINGS_BENCH_POLIS names it; a folder in it has ``votes.csv``, ``comments.csv``, ``participants-votes.csv``.
"""

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy

from hustings.deliberation.opinions.maps import recount
from hustings.deliberation.opinions.maps.votes import Votes

FOLDER = os.environ.get("HUSTINGS_BENCH_POLIS", "")


def folders() -> Iterator[Path]:
    """Those that have all files."""
    found = Path(FOLDER).glob("*/participants-votes.csv") if FOLDER else []
    yield from sorted(path.parent for path in found)


def table(folder: Path) -> Votes:
    """The last votes on statements that moderators left in."""
    out = [int(row["comment-id"]) for row in _rows(folder / "comments.csv") if row["moderated"] == "-1"]
    with (folder / "votes.csv").open(encoding="utf-8-sig", newline="") as lines:
        return recount.read(lines, out)


def groups(folder: Path, participants: Any) -> Any:
    """Polis' own group of each participant; −1 where it has none."""
    given = {
        int(row["participant"]): int(row["group-id"] or -1)
        for row in _rows(folder / "participants-votes.csv")
    }
    return numpy.array([given.get(int(participant), -1) for participant in participants])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)
