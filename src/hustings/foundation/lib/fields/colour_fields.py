"""A colour in a form."""

from typing import Any

from django import forms


class ColourField(forms.CharField):
    """A colour, in whatever case it is typed."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").lower()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without a greatest length, which an input for colours may not have."""
        return {}
