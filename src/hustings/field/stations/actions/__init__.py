"""Deeds on polling stations."""

from hustings.field.stations.actions.rankings import (
    Drawn,
    add_ranking,
    draw_held_out,
    rank_again,
    remove_ranking,
    set_lean,
)
from hustings.field.stations.actions.results import (
    ElectionThere,
    InUse,
    add_election,
    remove_election,
)
from hustings.field.stations.actions.samples import TooFew, draw_sample, remove_sample
from hustings.field.stations.actions.stations import StationThere, add_station, enter_stations
from hustings.field.stations.entering import Wanted

__all__ = [
    "Drawn",
    "ElectionThere",
    "InUse",
    "StationThere",
    "TooFew",
    "Wanted",
    "add_election",
    "add_ranking",
    "add_station",
    "draw_held_out",
    "draw_sample",
    "enter_stations",
    "rank_again",
    "remove_election",
    "remove_ranking",
    "remove_sample",
    "set_lean",
]
