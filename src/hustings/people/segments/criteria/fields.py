"""One criterion for each field that the campaign has defined."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.text_folding import fold
from hustings.people.persons.models import Field, FieldOption, FieldValue
from hustings.people.segments.criteria.builtin.days import DAYS, SOON, anniversary, day_ago
from hustings.people.segments.criteria.kinds import Day, Decimals, Text
from hustings.people.segments.criteria.model import Criterion, Family, Operator
from hustings.people.segments.criteria.rows import RowKind, Several

Rows = QuerySet[FieldValue]


class _Labelled:
    """A sentence about one field: its label is put in when the sentence is read, in the reader's language."""

    def __init__(self, text: Any, label: str) -> None:
        self.text, self.label = text, label

    def __str__(self) -> str:
        return str(self.text).replace("%(field)s", self.label.replace("%", "%%"))


@dataclass(frozen=True)
class _Asked:
    field: Field

    def rows(self, **condition: Any) -> Rows:
        return FieldValue.objects.filter(field=self.field, **condition)

    def how(
        self,
        label: Any,
        sentence: Any,
        ask: Callable[[Any], Rows],
        kind: Any = None,
        is_negated: bool = False,
    ) -> Operator:
        return Operator(label, _Labelled(sentence, self.field.label), ask, kind, is_negated)


def criterion(field: Field) -> Criterion:
    asked = _Asked(field)
    operators = {
        **_BY_KIND[str(field.kind)](asked),
        "known": asked.how(_("is known"), _("has a “%(field)s”"), lambda v: asked.rows()),
        "unknown": asked.how(_("is unknown"), _("has no “%(field)s”"), lambda v: asked.rows(), None, True),
    }
    return Criterion(f"field:{field.slug}", field.label, operators, _("Custom fields"))


def kinds() -> list[str]:
    return list(_BY_KIND)


def _text(asked: _Asked) -> dict[str, Operator]:
    def same(value: str) -> Rows:
        return asked.rows(key=fold(value)[:100])

    has, has_not = _("has “%(value)s” as “%(field)s”"), _("does not have “%(value)s” as “%(field)s”")
    begins = _("has a “%(field)s” that begins with “%(value)s”")
    return {
        "is": asked.how(_("is"), has, same, Text()),
        "is_not": asked.how(_("is not"), has_not, same, Text(), True),
        "begins": asked.how(_("begins with"), begins, lambda v: asked.rows(key__begins=fold(v)), Text()),
    }


def _long_text(asked: _Asked) -> dict[str, Operator]:
    def holds(value: str) -> Rows:
        """Case does not matter, accents do; LIKE would differ between the databases."""
        return asked.rows(text__iregex=re.escape(value))

    return {
        "contains": asked.how(_("contains"), _("has “%(value)s” in “%(field)s”"), holds, Text()),
        "contains_not": asked.how(
            _("does not contain"), _("does not have “%(value)s” in “%(field)s”"), holds, Text(), True
        ),
    }


def _number(asked: _Asked) -> dict[str, Operator]:
    kind = Decimals()
    return {
        "is": asked.how(_("is"), _("has %(value)s as “%(field)s”"), lambda v: asked.rows(number=v), kind),
        "at_least": asked.how(
            _("is at least"), _("has at least %(value)s as “%(field)s”"),
            lambda v: asked.rows(number__gte=v), kind),
        "at_most": asked.how(
            _("is at most"), _("has at most %(value)s as “%(field)s”"),
            lambda v: asked.rows(number__lte=v), kind),
    }  # fmt: skip


def _date(asked: _Asked) -> dict[str, Operator]:
    return {
        "is": asked.how(
            _("is"), _("has %(value)s as “%(field)s”"), lambda v: asked.rows(date=v), Day()),
        "before": asked.how(
            _("is before"), _("has a “%(field)s” before %(value)s"),
            lambda v: asked.rows(date__lt=v), Day()),
        "after": asked.how(
            _("is after"), _("has a “%(field)s” after %(value)s"),
            lambda v: asked.rows(date__gt=v), Day()),
        "last": asked.how(
            _("is in the last days"), _("has a “%(field)s” in the last %(value)s days"),
            lambda v: asked.rows(date__gte=day_ago(v), date__lte=day_ago(0)), DAYS),
        "longer": asked.how(
            _("is more days ago than"), _("has a “%(field)s” more than %(value)s days ago"),
            lambda v: asked.rows(date__lt=day_ago(v)), DAYS),
        "next": asked.how(
            _("is in the next days"), _("has a “%(field)s” in the next %(value)s days"),
            lambda v: asked.rows(date__gte=day_ago(0), date__lte=day_ago(-v)), DAYS),
        "anniversary": asked.how(
            _("has its anniversary in the next days"),
            _("has an anniversary of “%(field)s” in the next %(value)s days"),
            lambda v: asked.rows().filter(anniversary("date", v)), SOON),
    }  # fmt: skip


def _yes_no(asked: _Asked) -> dict[str, Operator]:
    return {
        "yes": asked.how(_("is yes"), _("has yes as “%(field)s”"), lambda v: asked.rows(number=1)),
        "no": asked.how(_("is no"), _("has no as “%(field)s”"), lambda v: asked.rows(number=0)),
    }


def _options(asked: _Asked) -> dict[str, Operator]:
    """An index leads from the option to its people; the field need not be named."""
    option = RowKind(
        lambda user: FieldOption.objects.filter(field_id=asked.field.pk),
        _("Choose a value."),
        _("This condition uses a choice that no longer exists."),
    )

    def chose(value: Any) -> Rows:
        return FieldValue.objects.filter(option=value)

    def chose_any(value: Any) -> Rows:
        return FieldValue.objects.filter(option__in=value)

    has, has_not = _("has “%(value)s” as “%(field)s”"), _("does not have “%(value)s” as “%(field)s”")
    return {
        "is": asked.how(_("is"), has, chose, option),
        "is_not": asked.how(_("is not"), has_not, chose, option, True),
        "any_of": asked.how(_("is one of"), has, chose_any, Several(option)),
        "none_of": asked.how(_("is none of"), has_not, chose_any, Several(option), True),
    }


_BY_KIND: dict[str, Callable[[_Asked], dict[str, Operator]]] = {
    "text": _text,
    "long_text": _long_text,
    "number": _number,
    "date": _date,
    "yes_no": _yes_no,
    "choice": _options,
    "choices": _options,
}


def _members() -> Iterator[Criterion]:
    return map(criterion, Field.objects.all())


def _find(slug: str) -> Criterion | None:
    field = Field.objects.filter(slug=slug).first()
    return criterion(field) if field else None


FAMILY = Family("field", _members, _find)
