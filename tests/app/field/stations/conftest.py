"""A past election, and files of its results."""

import datetime as dt

import pytest

from hustings.field.stations import actions
from hustings.field.stations.models import ResultFile
from hustings.field.stations.results.kind import KIND
from hustings.foundation.file_imports.uploads import actions as uploads


@pytest.fixture
def vote(dora):
    return actions.add_election(name="Européennes", held_on=dt.date(2024, 6, 9), user=dora)


@pytest.fixture
def bring(dora, run_tasks):
    """Import a file into an election: ``bring(vote, file)``."""

    def do(election, file, named="name") -> ResultFile:
        kept = uploads.take(kind=KIND, file=file, name=file.name, user=dora, election=election, named=named)
        run_tasks()
        uploads.start(imported=kept, skip_bad=True)
        run_tasks()
        kept.refresh_from_db()
        election.refresh_from_db()
        return kept

    return do
