"""Kinds of values in criteria: how one is typed, kept as JSON, read back and put in words."""

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.people.models import Tag
from hustings.people.refusals import Refused
from hustings.territories.fields import ZoneField
from hustings.territories.models import Zone

_LARGEST_KEY = 10**18


class BadCriteria(Refused):
    """The criteria can't be asked; the message says which and why."""


class Broken(BadCriteria):
    """They could once, but what they name is gone: a tag, a territory, a field."""


class Kind:
    """What the value of a criterion is. Subclasses know one type."""

    def form_field(self) -> forms.Field:
        """The field in which it is typed."""
        raise NotImplementedError

    def to_json(self, value: Any) -> Any:
        """What is kept."""
        return value

    def from_json(self, kept: Any) -> Any:
        """The typed value; BadCriteria where it is none, Broken where its object is gone."""
        raise NotImplementedError

    def shown(self, value: Any) -> str:
        """In words."""
        return str(value)

    def posted(self, name: str, kept: Any) -> dict[str, Any]:
        """What a browser sends when the field ``name`` shows what is kept."""
        return {name: kept}


class Text(Kind):
    """A short text."""

    def form_field(self) -> forms.Field:
        return forms.CharField(max_length=100)

    def from_json(self, kept: Any) -> str:
        if not isinstance(kept, str) or not kept.strip() or len(kept) > 100:
            raise BadCriteria(_("A text is missing."))
        return kept.strip()


class Number(Kind):
    """A whole number within bounds."""

    def __init__(self, least: int = 0, most: int = 1_000_000) -> None:
        self.least, self.most = least, most

    def form_field(self) -> forms.Field:
        return forms.IntegerField(min_value=self.least, max_value=self.most)

    def from_json(self, kept: Any) -> int:
        if isinstance(kept, bool) or not isinstance(kept, int) or not self.least <= kept <= self.most:
            raise BadCriteria(
                _("A whole number from %(least)s to %(most)s is missing.")
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
            raise BadCriteria(_("A number is missing."))
        return number

    def shown(self, value: Any) -> str:
        return format(value.normalize(), "f")


class Day(Kind):
    """A date."""

    def form_field(self) -> forms.Field:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(widget=widget)

    def to_json(self, value: Any) -> str:
        return str(value.isoformat())

    def from_json(self, kept: Any) -> dt.date:
        try:
            day = parse_date(kept) if isinstance(kept, str) else None
        except ValueError:
            day = None
        if day is None:
            raise BadCriteria(_("A date is missing."))
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
            raise BadCriteria(_("A choice is missing."))
        return kept

    def shown(self, value: Any) -> str:
        return str({str(key): label for key, label in self.choices()}[value])


class _TagField(forms.ModelChoiceField[Tag]):
    def __init__(self) -> None:
        super().__init__(Tag.objects.all(), empty_label="–")


class TagKind(Kind):
    """A tag, kept by its key in the database, so that it may be renamed."""

    def form_field(self) -> forms.Field:
        return _TagField()

    def to_json(self, value: Any) -> int:
        return int(value.pk)

    def from_json(self, kept: Any) -> Tag:
        if not _is_key(kept):
            raise BadCriteria(_("A tag is missing."))
        tag = Tag.objects.filter(pk=kept).first()
        if tag is None:
            raise Broken(_("It asks for a tag that no longer exists."))
        return tag


class ZoneKind(Kind):
    """A territory."""

    def form_field(self) -> forms.Field:
        return ZoneField(label=gettext_lazy("Territory"))

    def to_json(self, value: Any) -> int:
        return int(value.pk)

    def from_json(self, kept: Any) -> Zone:
        if not _is_key(kept):
            raise BadCriteria(_("A territory is missing."))
        zone = Zone.objects.labelled().filter(pk=kept).first()
        if zone is None:
            raise Broken(_("It asks for a territory that no longer exists."))
        return zone

    def shown(self, value: Any) -> str:
        return str(value.label())

    def posted(self, name: str, kept: Any) -> dict[str, Any]:
        try:
            return {name: self.from_json(kept).label(), f"{name}_id": kept}
        except BadCriteria:
            return {}


def _is_key(kept: Any) -> bool:
    return isinstance(kept, int) and not isinstance(kept, bool) and 0 < kept < _LARGEST_KEY
