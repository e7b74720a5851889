"""Typed answers in words, to copy, for whom a form can't be taken from any more."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hustings.foundation.lib import dates


def said(field: forms.Field, value: Any) -> str:
    """The labels of what was ticked or chosen, a day in words, a text as it is; empty for nothing."""
    if isinstance(field.widget, forms.CheckboxInput):
        return _("ticked") if value else ""
    if isinstance(field, forms.ChoiceField):
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one}
        return ", ".join(str(label) for key, label in _flat(field.choices) if str(key) in chosen)
    text = str((value[-1] if isinstance(value, list) and value else value) or "").strip()
    return _day(text) if isinstance(field.widget, forms.DateInput) else text


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    found = []
    for key, label in choices:
        found += list(label) if isinstance(label, list | tuple) else [(key, label)]
    return found


def _day(text: str) -> str:
    try:
        return dates.date_format(dt.date.fromisoformat(text), "DATE_FORMAT")
    except ValueError:
        return text
