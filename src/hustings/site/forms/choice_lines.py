"""Choices of a question as they are typed: a line each, in each language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

MOST, LONGEST = 500, 200  # lines, and letters of one


def field(language: Any, said: Sequence[str]) -> forms.CharField:
    """The input for one language, with what was ``said`` before."""
    return forms.CharField(
        label=_("Choices, one per line (%(language)s)") % {"language": language}, required=False,
        max_length=5_000, widget=forms.Textarea({"rows": 5}), initial="\n".join(said),
    )  # fmt: skip


def _lines(typed: Mapping[str, Any], code: str) -> list[str]:
    return [line.strip() for line in typed.get(f"options_{code}", "").strip().splitlines()]


def read(typed: Mapping[str, Any]) -> list[dict[str, str]]:
    """The labels of each choice by language: the lines that stand in the same place."""
    lines = {code: _lines(typed, code) for code, _language in settings.LANGUAGES}
    longest = max(map(len, lines.values()))
    return [
        {code: said[at] if at < len(said) else "" for code, said in lines.items()} for at in range(longest)
    ]


def check(form: forms.BaseForm, *, needs_two: bool) -> None:
    """Add what is wrong with the lines to the errors of ``form``, which has the inputs ``options_…``."""
    typed, first = form.cleaned_data, f"options_{settings.LANGUAGE_CODE}"
    if needs_two and len(typed.get(first, "").split("\n")) < 2:
        form.add_error(first, _("Enter at least two choices."))
    for code, _language in settings.LANGUAGES:
        lines = _lines(typed, code)
        if len(lines) > MOST:
            form.add_error(f"options_{code}", _("At most %(n)d lines.") % {"n": MOST})
        if long := next((n for n, line in enumerate(lines, 1) if len(line) > LONGEST), 0):
            words = _("Line %(line)d is longer than %(n)d characters.") % {"line": long, "n": LONGEST}
            form.add_error(f"options_{code}", words)
