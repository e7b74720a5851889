"""Who sees polling stations and who changes them, for the walk over all views."""

import datetime as dt
from typing import Any

from hustings.field.stations import actions
from hustings.field.stations.models import OutlineFile, PastElection, Ranking, ResultFile, Sample
from hustings.field.stations.rights import CHANGE_STATIONS, VIEW_STATIONS
from hustings.foundation.accounts.roles import Role

PAGES = ("", "_progress", "_lines", "_refused", "_run", "_undoing", "_removal")
HOLDERS = {
    VIEW_STATIONS: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR},
    CHANGE_STATIONS: {Role.DIRECTOR, Role.ORGANISER},
}


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A station without a territory, and an election, which everybody sees who sees stations."""
    station = actions.add_station(wanted=actions.Wanted("99999", "1"), user=dora)
    vote = PastElection.objects.create(name="Somewhere", held_on=dt.date(2024, 6, 9))
    other = PastElection.objects.create(name="Elsewhere", held_on=dt.date(2022, 6, 9))
    file = ResultFile.objects.create(election=vote, file_name="results.csv", state="checked")
    outlines = OutlineFile.objects.create(file_name="outlines.geojson", state="checked", number="bv")
    ranking = Ranking.objects.create(name="Somewhere")
    sample = Sample.objects.create(name="Somewhere", election=other, seed="7", n_stations=0)
    return {
        "stations:sample": [sample.pk],
        "stations:sample_csv": [sample.pk],
        "stations:sample_removal": [sample.pk],
        "stations:ranking": [ranking.pk],
        "stations:ranking_csv": [ranking.pk],
        "stations:ranking_map": [ranking.pk],
        "stations:ranking_state": [ranking.pk],
        "stations:election_lean": [vote.pk],
        "stations:station": [station.pk],
        "stations:election": [vote.pk],
        "stations:election_removal": [vote.pk],
        **{f"stations:import{name}": [file.pk] for name in PAGES},
        **{f"station_outlines:import{name}": [outlines.pk] for name in PAGES},
    }
