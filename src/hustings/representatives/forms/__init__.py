"""The shape of what is typed about representatives."""

from hustings.representatives.forms.directory import FileForm, FilterForm, RepresentativeForm

__all__ = ["FileForm", "FilterForm", "RepresentativeForm"]
