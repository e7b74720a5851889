"""Deeds on polling stations."""

from hustings.field.stations.actions.stations import StationThere, Wanted, add_station, enter_stations

__all__ = ["StationThere", "Wanted", "add_station", "enter_stations"]
