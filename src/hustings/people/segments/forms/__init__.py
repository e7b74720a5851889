"""Segments: forms, one file each."""

from hustings.people.segments.forms.builder import Builder
from hustings.people.segments.forms.filters import FilterForm
from hustings.people.segments.forms.saved_views import SavedViewForm
