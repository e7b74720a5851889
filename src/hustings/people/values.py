"""Values of a campaign's own fields: read from what people type, written as people read them."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from hustings.lib.folding import fold
from hustings.people.models import Field
from hustings.people.refusals import Refused

YES = frozenset({"yes", "y", "true", "1", "oui", "o", "vrai", "x", "on"})
NO = frozenset({"no", "n", "false", "0", "non", "faux", "off"})
LONGEST = 500
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
_LIMIT = Decimal(10) ** 14


class BadValue(Refused):
    """The text can't be a value of the field."""


def read(field: Field, value: Any) -> Any:
    """The typed value, None for nothing; BadValue says in words what is wrong."""
    if value is None or value == "":
        return None
    return _READERS[Field.Kind(field.kind)](field, value)


def written(value: Any) -> str:
    """A value as the timeline and files keep it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(field: Field, value: Any) -> str | None:
    text = str(value).strip()
    if len(text) > LONGEST:
        raise BadValue(
            _("%(field)s: the text is longer than %(n)s characters.") % {"field": field, "n": LONGEST}
        )
    return text or None


def _number(field: Field, value: Any) -> Decimal:
    text = str(value).replace("\xa0", "").replace("\u202f", "").replace(" ", "")
    if "," in text and "." not in text:
        text = text.replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation as bad:
        raise BadValue(_("%(field)s: “%(text)s” is not a number.") % {"field": field, "text": value}) from bad
    if not number.is_finite() or abs(number) >= _LIMIT:
        raise BadValue(_("%(field)s: the number is too large.") % {"field": field})
    return number.quantize(Decimal("0.0001"))


def _date(field: Field, value: Any) -> date:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    for style in dict.fromkeys([*_DAYS, *get_format("DATE_INPUT_FORMATS")]):
        try:
            return datetime.strptime(str(value).strip(), style).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise BadValue(_("%(field)s: “%(text)s” is not a date.") % {"field": field, "text": value})


def _yes_no(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = fold(str(value))
    if word in YES:
        return True
    if word in NO:
        return False
    raise BadValue(_("%(field)s: “%(text)s” is neither yes nor no.") % {"field": field, "text": value})


_READERS: dict[Field.Kind, Callable[[Field, Any], Any]] = {
    Field.Kind.TEXT: _text,
    Field.Kind.NUMBER: _number,
    Field.Kind.DATE: _date,
    Field.Kind.YES_NO: _yes_no,
}
