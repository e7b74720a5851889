"""Names, dates, tags and marks: what a record says of a person."""

from typing import Any

from django.conf import settings
from django.db.models import Q, Value
from django.db.models.functions import Left, StrIndex
from django.db.models.lookups import Exact, GreaterThan, LessThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.text_folding import fold
from hustings.people.persons.models import Note, Tagging
from hustings.people.segments.criteria.builtin.days import (
    DAYS,
    SOON,
    after,
    ago,
    anniversary,
    midnight,
    years_before,
)
from hustings.people.segments.criteria.kinds import Choice, Day, Number, Text
from hustings.people.segments.criteria.model import Criterion, Operator
from hustings.people.segments.criteria.rows import Several, TagKind

KNOWN = _("Personal data")


def part(text: str) -> str:
    return fold(text.replace(",", " "))


def _contains(key: str, text: str) -> Q:
    """The key is "family,given": what is found before the comma is in the first of the names."""
    at = StrIndex(key, Value(part(text)))
    return Q(GreaterThan(at, 0)) & Q(LessThan(at, StrIndex(key, Value(","))))


def _name(column: str, key: str, label: Any, words: dict[str, Any]) -> Criterion:
    def same(value: str) -> Q:
        return Q(**{f"{key}__begins": f"{part(value)},"})

    return Criterion(
        column,
        label,
        {
            "begins": Operator(
                _("begins with"), words["begins"], lambda v: Q(**{f"{key}__begins": part(v)}), Text()
            ),
            "is": Operator(_("is"), words["is"], same, Text()),
            "is_not": Operator(_("is not"), words["is_not"], same, Text(), True),
            "contains": Operator(_("contains"), words["contains"], lambda v: _contains(key, v), Text()),
            "unknown": Operator(_("is unknown"), words["unknown"], lambda v: Q(**{f"{key}__begins": ","})),
        },
    )


LANGUAGE = Choice(lambda: settings.LANGUAGES)
AGE = Number(0, 120)


def _at_least(years: int) -> Q:
    return Q(born_on__lte=years_before(timezone.localdate(), years))


def _at_most(years: int) -> Q:
    return Q(born_on__gt=years_before(timezone.localdate(), years + 1))


def _source_begins(text: str) -> Q:
    """Compared letter by letter: LIKE differs between the databases."""
    return Q(Exact(Left("source", len(text)), Value(text)))


CRITERIA: tuple[Criterion, ...] = (
    _name(
        "family_name",
        "name_key",
        _("Family name"),
        {
            "begins": _("has a family name that begins with “%(value)s”"),
            "is": _("has the family name “%(value)s”"),
            "is_not": _("does not have the family name “%(value)s”"),
            "contains": _("has “%(value)s” in the family name"),
            "unknown": _("has no family name"),
        },
    ),
    _name(
        "given_name",
        "given_key",
        _("Given name"),
        {
            "begins": _("has a given name that begins with “%(value)s”"),
            "is": _("has the given name “%(value)s”"),
            "is_not": _("does not have the given name “%(value)s”"),
            "contains": _("has “%(value)s” in the given name"),
            "unknown": _("has no given name"),
        },
    ),
    Criterion(
        "language",
        _("Language"),
        {
            "is": Operator(_("is"), _("reads %(value)s"), lambda v: Q(language=v), LANGUAGE),
            "is_not": Operator(
                _("is not"), _("does not read %(value)s"), lambda v: Q(language=v), LANGUAGE, True
            ),
        },
    ),
    Criterion(
        "age",
        _("Age"),
        {
            "at_least": Operator(_("is at least"), _("is %(value)s or older"), _at_least, AGE),
            "at_most": Operator(_("is at most"), _("is %(value)s or younger"), _at_most, AGE),
        },
    ),
    Criterion(
        "born_on",
        _("Birth date"),
        {
            "before": Operator(
                _("is before"), _("was born before %(value)s"), lambda v: Q(born_on__lt=v), Day()
            ),
            "after": Operator(
                _("is after"), _("was born after %(value)s"), lambda v: Q(born_on__gt=v), Day()
            ),
            "birthday": Operator(
                _("birthday is in the next days"),
                _("has a birthday in the next %(value)s days"),
                lambda v: anniversary("born_on", v),
                SOON,
            ),
            "unknown": Operator(_("is unknown"), _("has no birth date"), lambda v: Q(born_on=None)),
        },
    ),
    Criterion(
        "tag",
        _("Tag"),
        {
            "is": Operator(
                _("is"), _("has the tag “%(value)s”"), lambda v: Tagging.objects.filter(tag=v), TagKind()
            ),
            "is_not": Operator(
                _("is not"),
                _("does not have the tag “%(value)s”"),
                lambda v: Tagging.objects.filter(tag=v),
                TagKind(),
                True,
            ),
            "any_of": Operator(
                _("is one of"),
                _("has the tag %(value)s"),
                lambda v: Tagging.objects.filter(tag__in=v),
                Several(TagKind()),
            ),
            "none_of": Operator(
                _("is none of"),
                _("does not have the tag %(value)s"),
                lambda v: Tagging.objects.filter(tag__in=v),
                Several(TagKind()),
                True,
            ),
            "none": Operator(_("is missing"), _("has no tags"), lambda v: Tagging.objects.all(), None, True),
        },
        KNOWN,
    ),
    Criterion(
        "known_since",
        _("Date added"),
        {
            "last": Operator(
                _("in the last days"),
                _("was added in the last %(value)s days"),
                lambda v: Q(created_at__gte=ago(v)),
                DAYS,
            ),
            "longer": Operator(
                _("more days ago than"),
                _("was added more than %(value)s days ago"),
                lambda v: Q(created_at__lt=ago(v)),
                DAYS,
            ),
            "before": Operator(
                _("before"),
                _("was added before %(value)s"),
                lambda v: Q(created_at__lt=midnight(v)),
                Day(),
            ),
            "after": Operator(
                _("after"), _("was added after %(value)s"), lambda v: Q(created_at__gte=after(v)), Day()
            ),
        },
        KNOWN,
    ),
    Criterion(
        "changed",
        _("Last change"),
        {
            "last": Operator(
                _("in the last days"),
                _("was changed in the last %(value)s days"),
                lambda v: Q(updated_at__gte=ago(v)),
                DAYS,
            ),
            "longer": Operator(
                _("more days ago than"),
                _("was not changed for more than %(value)s days"),
                lambda v: Q(updated_at__lt=ago(v)),
                DAYS,
            ),
        },
        KNOWN,
    ),
    Criterion(
        "source",
        _("Source"),
        {
            "is": Operator(_("is"), _("has the source “%(value)s”"), lambda v: Q(source=v), Text()),
            "is_not": Operator(
                _("is not"), _("does not have the source “%(value)s”"), lambda v: Q(source=v), Text(), True
            ),
            "begins": Operator(
                _("begins with"),
                _("has a source that begins with “%(value)s”"),
                _source_begins,
                Text(),
            ),
            "unknown": Operator(_("is unknown"), _("has no source"), lambda v: Q(source="")),
        },
        KNOWN,
    ),
    Criterion(
        "own_number",
        _("External ID"),
        {
            "is": Operator(_("is"), _("has the external ID “%(value)s”"), lambda v: Q(external_id=v), Text()),
            "has": Operator(_("is known"), _("has an external ID"), lambda v: Q(external_id__isnull=False)),
            "has_none": Operator(_("is unknown"), _("has no external ID"), lambda v: Q(external_id=None)),
        },
        KNOWN,
    ),
    Criterion(
        "note",
        _("Note"),
        {
            "has": Operator(_("exists"), _("has a note"), lambda v: Note.objects.all()),
            "has_none": Operator(_("is missing"), _("has no note"), lambda v: Note.objects.all(), None, True),
        },
        KNOWN,
    ),
)
