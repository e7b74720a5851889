"""The shape of what is typed about representatives and appeals."""

from hustings.site.representatives.forms.appeals import AppealForm, StandForm
from hustings.site.representatives.forms.directory import FilterForm, RepresentativeForm
