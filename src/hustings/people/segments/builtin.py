"""The criteria of this app: names, dates, addresses, tags, territories, consents."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import Q, Value
from django.db.models.functions import Left
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.lib.folding import fold
from hustings.people.models import Consent, Email, Phone, Purpose, Tagging
from hustings.people.segments.kinds import Choice, Day, Number, TagKind, Text, ZoneKind
from hustings.people.segments.registry import Criterion, Operator, register
from hustings.territories.models import Containment, Zone

REACH = _("How to reach them")
KNOWN = _("What we know")


def part(text: str) -> str:
    """A name as the keys of Person hold it."""
    return fold(text.replace(",", " "))


def _name(column: str, key: str, label: Any, words: dict[str, Any]) -> Criterion:
    return Criterion(
        column,
        label,
        {
            "begins": Operator(
                _("begins with"), words["begins"], lambda v: Q(**{f"{key}__begins": part(v)}), Text()
            ),
            "is": Operator(_("is"), words["is"], lambda v: Q(**{f"{key}__begins": f"{part(v)},"}), Text()),
            "unknown": Operator(_("is unknown"), words["unknown"], lambda v: Q(**{f"{key}__begins": ","})),
        },
    )


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years earlier; for 29 February the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _after(day: dt.date) -> dt.datetime:
    return _midnight(day + dt.timedelta(days=1)) if day < dt.date.max else _midnight(day)


def _last(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def _inside(zone: Zone) -> Q:
    return Q(zone__in=Containment.objects.filter(outer=zone).values("inner"))


def _source_begins(text: str) -> Q:
    """Compared letter by letter: LIKE differs between the databases."""
    return Q(Exact(Left("source", len(text)), Value(text)))


register(
    _name(
        "family_name", "name_key", _("Family name"),
        {"begins": _("has a family name that begins with “%(value)s”"),
         "is": _("has the family name “%(value)s”"), "unknown": _("has no known family name")},
    )
)  # fmt: skip
register(
    _name(
        "given_name", "given_key", _("Given name"),
        {"begins": _("has a given name that begins with “%(value)s”"),
         "is": _("has the given name “%(value)s”"), "unknown": _("has no known given name")},
    )
)  # fmt: skip
LANGUAGE = Choice(lambda: settings.LANGUAGES)
register(
    Criterion(
        "language",
        _("Language"),
        {
            "is": Operator(
                _("is"), _("reads %(value)s"), lambda v: Q(language=v), LANGUAGE),
            "is_not": Operator(
                _("is not"), _("does not read %(value)s"), lambda v: Q(language=v), LANGUAGE, True),
        },
    )
)  # fmt: skip
AGE = Number(0, 120)


def _at_least(years: int) -> Q:
    return Q(born_on__lte=years_before(timezone.localdate(), years))


def _at_most(years: int) -> Q:
    return Q(born_on__gt=years_before(timezone.localdate(), years + 1))


register(
    Criterion(
        "age",
        _("Age"),
        {
            "at_least": Operator(_("is at least"), _("is %(value)s or older"), _at_least, AGE),
            "at_most": Operator(_("is at most"), _("is %(value)s or younger"), _at_most, AGE),
        },
    )
)
register(
    Criterion(
        "born_on",
        _("Birth date"),
        {
            "before": Operator(
                _("is before"), _("is born before %(value)s"), lambda v: Q(born_on__lt=v), Day()),
            "after": Operator(
                _("is after"), _("is born after %(value)s"), lambda v: Q(born_on__gt=v), Day()),
            "unknown": Operator(
                _("is unknown"), _("has no known birth date"), lambda v: Q(born_on=None)),
        },
    )
)  # fmt: skip
register(
    Criterion(
        "zone",
        _("Territory"),
        {
            "inside": Operator(
                _("is or lies in"), _("lives in %(value)s"),
                lambda v: _inside(v), ZoneKind()),
            "outside": Operator(
                _("is not known to lie in"), _("is not known to live in %(value)s"),
                lambda v: _inside(v), ZoneKind(), True),
            "unknown": Operator(
                _("is unknown"), _("lives in an unknown place"), lambda v: Q(zone=None)),
        },
    )
)  # fmt: skip
register(
    Criterion(
        "email",
        _("E-mail"),
        {
            "has": Operator(_("is known"), _("has an e-mail address"), lambda v: Email.objects.all()),
            "has_none": Operator(
                _("is unknown"), _("has no e-mail address"), lambda v: Email.objects.all(), None, True),
        },
        REACH,
    )
)  # fmt: skip
STATUS = Choice(lambda: Email.Status.choices)
register(
    Criterion(
        "email_status",
        _("State of an e-mail address"),
        {
            "is": Operator(
                _("is"), _("has an e-mail address that is %(value)s"),
                lambda v: Email.objects.filter(status=v), STATUS),
            "is_not": Operator(
                _("is not"), _("has no e-mail address that is %(value)s"),
                lambda v: Email.objects.filter(status=v), STATUS, True),
        },
        REACH,
    )
)  # fmt: skip
register(
    Criterion(
        "phone",
        _("Phone"),
        {
            "has": Operator(_("is known"), _("has a phone number"), lambda v: Phone.objects.all()),
            "has_none": Operator(
                _("is unknown"), _("has no phone number"), lambda v: Phone.objects.all(), None, True),
        },
        REACH,
    )
)  # fmt: skip
PURPOSE = Choice(lambda: Purpose.choices)


def _answered(is_given: bool) -> Any:
    return lambda purpose: Consent.objects.filter(purpose=purpose, is_given=is_given)


register(
    Criterion(
        "consent",
        _("Consent"),
        {
            "yes": Operator(
                pgettext_lazy("consent", "is given for"), _("has agreed to %(value)s"),
                _answered(True), PURPOSE),
            "not_yes": Operator(
                pgettext_lazy("consent", "is not given for"), _("has not agreed to %(value)s"),
                _answered(True), PURPOSE, True),
            "no": Operator(
                pgettext_lazy("consent", "is refused for"), _("has said no to %(value)s"),
                _answered(False), PURPOSE),
            "never_asked": Operator(
                pgettext_lazy("consent", "was never asked for"), _("was never asked about %(value)s"),
                lambda purpose: Consent.objects.filter(purpose=purpose), PURPOSE, True),
        },
        REACH,
    )
)  # fmt: skip
register(
    Criterion(
        "tag",
        _("Tag"),
        {
            "is": Operator(
                _("is"), _("is tagged “%(value)s”"), lambda v: Tagging.objects.filter(tag=v), TagKind()),
            "is_not": Operator(
                _("is not"), _("is not tagged “%(value)s”"),
                lambda v: Tagging.objects.filter(tag=v), TagKind(), True),
        },
        KNOWN,
    )
)  # fmt: skip
register(
    Criterion(
        "known_since",
        _("Known since"),
        {
            "last": Operator(
                _("the last days"), _("is known for %(value)s days at most"),
                lambda v: Q(created_at__gte=_last(v)), Number(1, 36_500)),
            "before": Operator(
                _("before"), _("is known since before %(value)s"),
                lambda v: Q(created_at__lt=_midnight(v)), Day()),
            "after": Operator(
                _("after"), _("is known since after %(value)s"),
                lambda v: Q(created_at__gte=_after(v)), Day()),
        },
        KNOWN,
    )
)  # fmt: skip
register(
    Criterion(
        "source",
        _("Where from"),
        {
            "is": Operator(
                _("is"), _("comes from “%(value)s”"), lambda v: Q(source=v), Text()),
            "begins": Operator(
                _("begins with"), _("comes from a source that begins with “%(value)s”"),
                _source_begins, Text()),
        },
        KNOWN,
    )
)  # fmt: skip
