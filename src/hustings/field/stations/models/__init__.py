"""Rows about polling stations."""

from hustings.field.stations.models.outlines import Outline, OutlineFile, RefusedOutline
from hustings.field.stations.models.rankings import RankedStation, Ranking
from hustings.field.stations.models.results import Contender, PastElection, RefusedLine, Result, ResultFile
from hustings.field.stations.models.samples import Sample, SampledStation
from hustings.field.stations.models.stations import Station

__all__ = [
    "Contender",
    "Outline",
    "OutlineFile",
    "PastElection",
    "RankedStation",
    "Ranking",
    "RefusedLine",
    "RefusedOutline",
    "Result",
    "ResultFile",
    "Sample",
    "SampledStation",
    "Station",
]
