"""The shape of what is typed about representatives and appeals."""

from hustings.representatives.forms.appeals import AppealForm, StandForm
from hustings.representatives.forms.directory import FileForm, FilterForm, RepresentativeForm

__all__ = ["AppealForm", "FileForm", "FilterForm", "RepresentativeForm", "StandForm"]
