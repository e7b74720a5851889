"""Kinds of values in criteria: how one is typed, kept as JSON, read back and put in words."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.people.persons.refusals import Refused


class BadCriteria(Refused):
    """The criteria can't be asked; the message says which and why."""


class Broken(BadCriteria):
    """They could once, but what they name is gone: a tag, a territory, a field."""


class Kind:
    def __str__(self) -> str:
        return type(self).__name__.strip("_").removesuffix("Kind")

    def form_field(self) -> forms.Field:
        raise NotImplementedError

    def to_json(self, value: Any) -> Any:
        return value

    def from_json(self, kept: Any) -> Any:
        """The typed value; BadCriteria where it is none, Broken where its object is gone."""
        raise NotImplementedError

    def shown(self, value: Any) -> str:
        return str(value)

    def words(self, value: Any) -> dict[str, str]:
        return {"value": self.shown(value)}

    def form_fields(self, user: Any) -> dict[str, forms.Field]:
        """All fields of a row by their names, offering what ``user`` may choose; most have one, "value"."""
        return {"value": self.form_field()}

    def cleaned(self, data: Mapping[str, Any]) -> Any:
        return data.get("value")

    def posted(self, name: str, kept: Any) -> dict[str, Any]:
        """What a browser sends when the field ``name`` shows what is kept."""
        return {name: kept}


class Text(Kind):
    def form_field(self) -> forms.Field:
        return forms.CharField(max_length=100)

    def from_json(self, kept: Any) -> str:
        if not isinstance(kept, str) or not kept.strip() or len(kept) > 100:
            raise BadCriteria(_("Enter a text."))
        return kept.strip()


class Number(Kind):
    """A whole number between two bounds."""

    def __init__(self, least: int = 0, most: int = 1_000_000) -> None:
        self.least, self.most = least, most

    def form_field(self) -> forms.Field:
        return forms.IntegerField(min_value=self.least, max_value=self.most)

    def from_json(self, kept: Any) -> int:
        if isinstance(kept, bool) or not isinstance(kept, int) or not self.least <= kept <= self.most:
            raise BadCriteria(
                _("Enter a whole number from %(least)s to %(most)s.")
                % {"least": self.least, "most": self.most}
            )
        return kept


class Decimals(Kind):
    """A number with decimals, kept as text so that none is lost."""

    def form_field(self) -> forms.Field:
        return forms.DecimalField(max_digits=18, decimal_places=4, localize=True)

    def to_json(self, value: Any) -> str:
        return str(value)

    def from_json(self, kept: Any) -> Decimal:
        try:
            number = Decimal(kept) if isinstance(kept, str) else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) >= 10**14:
            raise BadCriteria(_("Enter a number."))
        return number

    def shown(self, value: Any) -> str:
        return format(value.normalize(), "f")


class Day(Kind):
    """A date; far from the ends of the calendar, so that hours and days may be added to it."""

    least, most = dt.date(1800, 1, 1), dt.date(2200, 12, 31)

    def form_field(self) -> forms.Field:
        widget = DayInput()
        bounds = [MinValueValidator(self.least), MaxValueValidator(self.most)]
        return forms.DateField(widget=widget, validators=bounds)

    def to_json(self, value: Any) -> str:
        return str(value.isoformat())

    def from_json(self, kept: Any) -> dt.date:
        try:
            day = parse_date(kept) if isinstance(kept, str) else None
        except ValueError:
            day = None
        if day is None or not self.least <= day <= self.most:
            raise BadCriteria(_("Enter a date."))
        return day

    def shown(self, value: Any) -> str:
        return date_format(value)


class Choice(Kind):
    """One of a few words. ``choices`` are asked for when needed."""

    def __init__(self, choices: Callable[[], Iterable[tuple[Any, Any]]]) -> None:
        self.choices = choices

    def form_field(self) -> forms.Field:
        return forms.ChoiceField(choices=[("", "–"), *self.choices()])

    def from_json(self, kept: Any) -> str:
        if not isinstance(kept, str) or kept not in {str(key) for key, _label in self.choices()}:
            raise BadCriteria(_("Choose a value."))
        return kept

    def shown(self, value: Any) -> str:
        return str({str(key): label for key, label in self.choices()}[value])
