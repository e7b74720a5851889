"""One criterion for each field that the campaign has defined."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.lib.folding import fold
from hustings.people.models import Field, FieldValue
from hustings.people.segments.kinds import Day, Decimals, Text
from hustings.people.segments.registry import Criterion, Operator, register_family

Rows = QuerySet[FieldValue]


class _Labelled:
    """A sentence about one field: its label is put in when the sentence is read, in the reader's language."""

    def __init__(self, text: Any, label: str) -> None:
        self.text, self.label = text, label

    def __str__(self) -> str:
        return str(self.text).replace("%(field)s", self.label.replace("%", "%%"))


def criterion(field: Field) -> Criterion:
    """How one may ask for a field's values."""
    operators = {
        name: Operator(label, _Labelled(sentence, field.label), ask, kind, is_negated)
        for name, (label, sentence, ask, kind, is_negated) in _operators(field).items()
    }
    return Criterion(f"field:{field.slug}", field.label, operators, _("Fields"))


def _operators(field: Field) -> dict[str, Any]:
    def rows(**condition: Any) -> Rows:
        return FieldValue.objects.filter(field=field, **condition)

    asked = _BY_KIND[Field.Kind(field.kind)](rows)
    return {
        **asked,
        "known": (_("is known"), _("has a known “%(field)s”"), lambda v: rows(), None, False),
        "unknown": (_("is unknown"), _("has no known “%(field)s”"), lambda v: rows(), None, True),
    }


def _text(rows: Callable[..., Rows]) -> dict[str, Any]:
    def same(value: str) -> Rows:
        return rows(key=fold(value)[:100])

    return {
        "is": (_("is"), _("has “%(value)s” as “%(field)s”"), same, Text(), False),
        "is_not": (_("is not"), _("does not have “%(value)s” as “%(field)s”"), same, Text(), True),
        "begins": (
            _("begins with"),
            _("has a “%(field)s” that begins with “%(value)s”"),
            lambda v: rows(key__begins=fold(v)),
            Text(),
            False,
        ),
    }


def _number(rows: Callable[..., Rows]) -> dict[str, Any]:
    kind = Decimals()
    return {
        "is": (_("is"), _("has %(value)s as “%(field)s”"), lambda v: rows(number=v), kind, False),
        "at_least": (
            _("is at least"),
            _("has at least %(value)s as “%(field)s”"),
            lambda v: rows(number__gte=v),
            kind,
            False,
        ),
        "at_most": (
            _("is at most"),
            _("has at most %(value)s as “%(field)s”"),
            lambda v: rows(number__lte=v),
            kind,
            False,
        ),
    }


def _date(rows: Callable[..., Rows]) -> dict[str, Any]:
    return {
        "is": (_("is"), _("has %(value)s as “%(field)s”"), lambda v: rows(date=v), Day(), False),
        "before": (
            _("is before"),
            _("has a “%(field)s” before %(value)s"),
            lambda v: rows(date__lt=v),
            Day(),
            False,
        ),
        "after": (
            _("is after"),
            _("has a “%(field)s” after %(value)s"),
            lambda v: rows(date__gt=v),
            Day(),
            False,
        ),
    }


def _yes_no(rows: Callable[..., Rows]) -> dict[str, Any]:
    return {
        "yes": (_("is yes"), _("has yes as “%(field)s”"), lambda v: rows(number=1), None, False),
        "no": (_("is no"), _("has no as “%(field)s”"), lambda v: rows(number=0), None, False),
    }


_BY_KIND: dict[Field.Kind, Callable[[Callable[..., Rows]], dict[str, Any]]] = {
    Field.Kind.TEXT: _text,
    Field.Kind.NUMBER: _number,
    Field.Kind.DATE: _date,
    Field.Kind.YES_NO: _yes_no,
}


def _members() -> Iterator[Criterion]:
    return map(criterion, Field.objects.all())


def _find(slug: str) -> Criterion | None:
    field = Field.objects.filter(slug=slug).first()
    return criterion(field) if field else None


register_family("field", _members, _find)
