"""A moment in a form: a day and an hour by the clock of who types it."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _

YEARS = range(1900, 2200)  # what lies beyond fits into no other time zone, or is a slip
_LOCAL = "%Y-%m-%dT%H:%M"


class MomentInput(forms.DateTimeInput):
    """The browser's own choice of a day and an hour, filled in again in any language."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format=_LOCAL)


class MomentField(forms.DateTimeField):
    """As browsers send it, of a year that can be meant."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", MomentInput())
        more.setdefault("input_formats", [_LOCAL, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"])
        super().__init__(**more)

    def to_python(self, value: Any) -> dt.datetime | None:
        """The moment, once its year is known to be one."""
        found: dt.datetime | None = super().to_python(value)
        if found is not None and found.year not in YEARS:
            words = _("Enter a year from %(first)s to %(last)s.")
            raise forms.ValidationError(words % {"first": YEARS[0], "last": YEARS[-1]}, code="year")
        return found
