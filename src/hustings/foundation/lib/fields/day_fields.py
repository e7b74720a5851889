"""Days in forms, as browsers send them and want them back whatever the page's language."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """The browser's own choice of a day. Any other format than ISO's would empty a day already filled in."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
