"""Deeds on polling stations."""

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
from hustings.field.stations.actions.stations import StationThere, add_station, enter_stations
from hustings.field.stations.entering import Wanted

__all__ = [
    "ElectionThere",
    "InUse",
    "NotNow",
    "StationThere",
    "Wanted",
    "add_election",
    "add_station",
    "bring_results",
    "enter_stations",
    "remove_election",
    "resume",
    "undo_results",
]
