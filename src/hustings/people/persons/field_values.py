"""Values of a campaign's own fields: read from what people type, written as people read them."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from hustings.foundation.lib.text.said import say
from hustings.foundation.lib.text.text_folding import fold
from hustings.people.persons.models import Field, FieldOption, FieldValue, Person
from hustings.people.persons.refusals import Refused

YES = frozenset({"yes", "y", "true", "1", "oui", "o", "vrai", "x", "on"})
NO = frozenset({"no", "n", "false", "0", "non", "faux", "off"})
LONGEST, LONGEST_TEXT = 500, 10_000
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
_LIMIT = Decimal(10) ** 14
_KEPT = ("field", "n", "there", "least", "most")


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
    if isinstance(value, FieldOption):
        return value.slug
    if isinstance(value, list):
        return ", ".join(map(written, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def said(value: Any) -> str:
    """A value as the timeline keeps it: options by their labels, else as ``written``."""
    if isinstance(value, list):
        return ", ".join(map(said, value))
    return str(value) if isinstance(value, FieldOption) else written(value)


def typed(rows: Iterable[FieldValue]) -> dict[int, Any]:
    """Values by field of one person's rows with ``field`` and ``option``; several as a list."""
    found: dict[int, Any] = {}
    for row in rows:
        if row.field.kind == Field.Kind.CHOICES:
            found.setdefault(row.field_id, []).append(row.value)
        else:
            found[row.field_id] = row.value
    for chosen in found.values():
        if isinstance(chosen, list):
            chosen.sort(key=lambda option: (option.position, option.pk))
    return found


def shown(person: Person) -> list[tuple[Field, str]]:
    """A person's values as a page shows them, by the fields' labels; one query."""
    rows = list(person.field_values.select_related("field", "option"))
    fields = {row.field_id: row.field for row in rows}
    one = {row.field_id: row for row in rows}
    values = typed(rows)
    return [
        (field, said(values[pk]) if field.has_options else one[pk].shown)
        for pk, field in sorted(fields.items(), key=lambda pair: (pair[1].label, pair[0]))
    ]


def _text(field: Field, value: Any) -> str | None:
    return _fits(field, value, LONGEST)


def _long_text(field: Field, value: Any) -> str | None:
    return _fits(field, str(value).replace("\r\n", "\n"), LONGEST_TEXT)


def _fits(field: Field, value: Any, most: int) -> str | None:
    text = str(value).strip()
    if len(text) > most:
        raise BadValue(
            say(_("%(field)s: the text is longer than %(n)s characters."), kept=_KEPT, field=field, n=most)
        )
    return text or None


def options(field: Field) -> dict[str, FieldOption]:
    """By what people may type for one: its name in files, or its label folded."""
    found = list(field.options.all())
    return {fold(option.label): option for option in found} | {option.slug: option for option in found}


def option(field: Field, known: Mapping[str, FieldOption], text: Any) -> FieldOption:
    """The option of these words, or BadValue with what there is."""
    if isinstance(text, FieldOption) and text.field_id == field.pk:
        return text
    if (found := known.get(fold(str(text)))) is not None:
        return found
    there = ", ".join(dict.fromkeys(option.label for option in known.values()))[:200]
    words = {"field": field, "text": str(text)[:100], "there": there}
    raise BadValue(say(_("%(field)s: “%(text)s” is not one of the choices: %(there)s."), kept=_KEPT, **words))


def chosen(field: Field, known: Mapping[str, FieldOption], value: Any) -> list[FieldOption] | None:
    """Several options, from a list or from words between commas, semicolons or bars; None for nothing."""
    whole = fold(value) if isinstance(value, str) else None
    parts = [value] if whole in known else re.split(r"[,;|]", value) if isinstance(value, str) else value
    found = {option(field, known, part) for part in parts if str(part).strip()}
    return sorted(found, key=lambda one: (one.position, one.pk)) or None


def within(field: Field, number: Decimal) -> Decimal:
    """The number, or BadValue where the field's limits leave it out."""
    if field.least is not None and number < field.least:
        words = {"field": field, "number": written(number), "least": written(field.least)}
        raise BadValue(say(_("%(field)s: %(number)s is less than %(least)s."), kept=_KEPT, **words))
    if field.most is not None and number > field.most:
        words = {"field": field, "number": written(number), "most": written(field.most)}
        raise BadValue(say(_("%(field)s: %(number)s is more than %(most)s."), kept=_KEPT, **words))
    return number


def _number(field: Field, value: Any) -> Decimal:
    text = str(value).replace("\xa0", "").replace("\u202f", "").replace(" ", "")
    if "," in text and "." not in text:
        text = text.replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation as bad:
        raise BadValue(
            say(_("%(field)s: “%(text)s” is not a number."), kept=_KEPT, field=field, text=value)
        ) from bad
    if not number.is_finite() or abs(number) >= _LIMIT:
        raise BadValue(say(_("%(field)s: the number is too large."), kept=_KEPT, field=field))
    return within(field, number.quantize(Decimal("0.0001")))


def _date(field: Field, value: Any) -> date:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    for style in dict.fromkeys([*_DAYS, *get_format("DATE_INPUT_FORMATS")]):
        try:
            return datetime.strptime(str(value).strip(), style).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise BadValue(say(_("%(field)s: “%(text)s” is not a date."), kept=_KEPT, field=field, text=value))


def _yes_no(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = fold(str(value))
    if word in YES:
        return True
    if word in NO:
        return False
    raise BadValue(
        say(_("%(field)s: “%(text)s” is neither yes nor no."), kept=_KEPT, field=field, text=value)
    )


_READERS: dict[Field.Kind, Callable[[Field, Any], Any]] = {
    Field.Kind.TEXT: _text,
    Field.Kind.LONG_TEXT: _long_text,
    Field.Kind.NUMBER: _number,
    Field.Kind.DATE: _date,
    Field.Kind.YES_NO: _yes_no,
    Field.Kind.CHOICE: lambda field, value: option(field, options(field), value),
    Field.Kind.CHOICES: lambda field, value: chosen(field, options(field), value),
}
