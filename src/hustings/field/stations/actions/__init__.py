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
    NotNow,
    add_election,
    bring_results,
    remove_election,
    resume,
    undo_results,
)
from hustings.field.stations.actions.samples import TooFew, draw_sample, remove_sample
from hustings.field.stations.actions.stations import StationThere, add_station, enter_stations
from hustings.field.stations.entering import Wanted

__all__ = [
    "Drawn",
    "ElectionThere",
    "InUse",
    "NotNow",
    "StationThere",
    "TooFew",
    "Wanted",
    "add_election",
    "add_ranking",
    "add_station",
    "bring_results",
    "draw_held_out",
    "draw_sample",
    "enter_stations",
    "rank_again",
    "remove_election",
    "remove_ranking",
    "remove_sample",
    "resume",
    "set_lean",
    "undo_results",
]
