"""Polling stations: two elections imported as the ministry publishes them, and all stations ranked.

Beside the import a bare one reads the same file, checks nothing and writes one row a line; beside the ranking
the database sorts stations by abstention alone, without lean, mean of the elections or uncertainty.
"""

import csv
import datetime as dt
import io
import json
import os
from typing import Any

from benchmarks import report

STATIONS = int(os.environ.get("HUSTINGS_BENCH_N", "70000"))
BARE = "INSERT INTO bare_results (station, n_registered, n_voted, n_valid, votes) VALUES (%s, %s, %s, %s, %s)"
BY_ABSTENTION = """
SELECT station_id, 1 - avg(1.0 * n_voted / n_registered) AS abstention FROM stations_result
WHERE n_registered > 0 GROUP BY station_id ORDER BY abstention DESC
"""


def main() -> None:
    """Measure."""
    from hustings.field.stations.models import Contender, RankedStation, Ranking, Station
    from hustings.field.stations.ranking import scoring
    from tests.cast.field.stations import files

    report.header("Polling stations", stations=STATIONS, elections=2)
    seconds = 0.0
    contents = [files.many(STATIONS, seed, shift).getvalue() for seed, shift in ((1, 0.0), (2, 0.05))]
    for year, content in enumerate(contents, 2022):
        with report.stopwatch() as took:
            _import(content, year)
        seconds += took()
    assert Station.objects.count() == STATIONS
    with report.stopwatch() as bare:
        _bare(contents[0])
    rate = 2 * STATIONS / seconds
    report.figure("lines imported", rate, "a second", beside=STATIONS / bare(), at_least=10_000)
    Contender.objects.filter(name__startswith="ENSEMBLE").update(lean=100)
    ranking = Ranking.objects.create(name="All", n_chosen=1_000)
    ranking.elections.set(Contender.objects.values_list("election", flat=True).distinct())
    with report.stopwatch() as took:
        scoring.score(ranking.pk)
    assert RankedStation.objects.filter(ranking=ranking).count() == STATIONS
    report.figure("time to rank all", took(), "s", beside=_sorted_by_abstention(), at_most=5)
    with report.stopwatch() as took:
        first = list(RankedStation.objects.filter(ranking=ranking).select_related("station")[:50])
    assert len(first) == 50
    report.figure("first page of the ranking", 1_000 * took(), "ms", at_most=50)


def _import(content: bytes, year: int) -> None:
    from hustings.field.stations.actions import results as actions
    from hustings.field.stations.models import ResultFile
    from hustings.field.stations.results.kind import KIND
    from hustings.foundation.accounts.models import User
    from hustings.foundation.file_imports.uploads import actions as uploads
    from hustings.foundation.file_imports.uploads import run

    user = User.objects.first() or User.objects.create_user("dora@example.org")
    election = actions.add_election(name=f"Round of {year}", held_on=dt.date(year, 4, 10), user=user)
    file = uploads.take(
        kind=KIND, file=_named(content), name="new.csv", user=user, election=election, named="name"
    )
    run.run(KIND, file.pk)
    uploads.start(imported=file)
    run.run(KIND, file.pk)
    file.refresh_from_db()
    assert (file.state, file.counts["new"]) == (ResultFile.State.DONE, STATIONS), (file.state, file.problem)


def _named(content: bytes) -> Any:
    made: Any = io.BytesIO(content)
    made.name = "new.csv"
    return made


def _bare(content: bytes) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bare_results (station text, n_registered int, n_voted int, n_valid int, votes text)"
        )
        rows = csv.reader(io.StringIO(content.decode()), delimiter=";")
        next(rows)
        cursor.executemany(
            BARE,
            (
                (f"{row[2]}-{row[4]}", *map(int, (row[5], row[6], row[9])), json.dumps(row[10:]))
                for row in rows
            ),
        )


def _sorted_by_abstention() -> float:
    from django.db import connection

    with report.stopwatch() as took, connection.cursor() as cursor:
        cursor.execute(BY_ABSTENTION)
        assert len(cursor.fetchall()) == STATIONS
    return took()


if __name__ == "__main__":
    report.on_each_database(main)
