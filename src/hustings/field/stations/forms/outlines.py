"""Form of a file of outlines."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OutlineForm(forms.Form):
    """A file, and its properties where they aren't the usual ones."""

    file = forms.FileField(
        label=_("GeoJSON file"),
        help_text=_("One feature per polling station, in WGS84. Compressed files (.geojson.gz) work, too."),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,.gz"}),
    )
    municipality = forms.CharField(
        label=_("Property with the municipality’s code"), required=False, max_length=200,
        help_text=_("Leave both blank for INSEE_COM and CODE_BV, or codeCommune and numeroBureauVote"),
    )  # fmt: skip
    number = forms.CharField(label=_("Property with the station’s number"), required=False, max_length=200)
