"""Rows about polling stations."""

from hustings.field.stations.models.stations import Station

__all__ = ["Station"]
