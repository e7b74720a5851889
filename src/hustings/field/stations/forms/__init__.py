"""Shapes of what is typed about polling stations."""

from hustings.field.stations.forms.outlines import OutlineForm
from hustings.field.stations.forms.rankings import DrawForm, EffectForm, LeanForm, RankingForm
from hustings.field.stations.forms.results import ElectionForm, FilterForm, ResultsForm, StationForm
from hustings.field.stations.forms.samples import SampleForm

__all__ = [
    "DrawForm",
    "EffectForm",
    "ElectionForm",
    "FilterForm",
    "LeanForm",
    "OutlineForm",
    "RankingForm",
    "ResultsForm",
    "SampleForm",
    "StationForm",
]
