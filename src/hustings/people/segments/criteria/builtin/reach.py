"""E-mails, phones, addresses, what was agreed to and what people want to be spared."""

from typing import Any

from django.db.models import Model, Q, QuerySet, Value
from django.db.models.functions import Left
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.people.persons.models import Consent, Email, Phone, PostalAddress, Purpose
from hustings.people.segments.criteria.builtin.days import DAYS, after, ago, midnight
from hustings.people.segments.criteria.kinds import Choice, Day, Text
from hustings.people.segments.criteria.model import Criterion, Operator
from hustings.people.segments.criteria.parts import Part, Parts

REACH = _("Contact details")


def _way(name: str, label: Any, model: type[Model], words: dict[str, Any]) -> Criterion:
    rows: Any = model._default_manager
    return Criterion(
        name,
        label,
        {
            "has": Operator(_("is known"), words["has"], lambda v: rows.all()),
            "has_none": Operator(_("is unknown"), words["has_none"], lambda v: rows.all(), None, True),
        },
        REACH,
    )


def _status(name: str, label: Any, model: Any, words: dict[str, Any]) -> Criterion:
    kind = Choice(lambda: model.Status.choices)

    def rows(value: str) -> QuerySet[Any]:
        return model._default_manager.filter(status=value)  # type: ignore[no-any-return]

    return Criterion(
        name,
        label,
        {
            "is": Operator(_("is"), words["is"], rows, kind),
            "is_not": Operator(_("is not"), words["is_not"], rows, kind, True),
        },
        REACH,
    )


PURPOSE = Choice(lambda: Purpose.choices)


def _answered(is_given: bool) -> Any:
    return lambda purpose: Consent.objects.filter(purpose=purpose, is_given=is_given)


def _said(**condition: Any) -> QuerySet[Consent]:
    return Consent.objects.filter(is_given=True, **condition)


def _said_where(value: dict[str, Any]) -> QuerySet[Consent]:
    text = value["source"]
    begins = Exact(Left("entry__source", len(text)), Value(text))
    return _said(purpose=value["purpose"]).filter(Q(begins))


_FOR = Part(PURPOSE, _("Purpose"))
_LAST = Parts(purpose=_FOR, days=Part(DAYS, _("Days")))
_DAY = Parts(purpose=_FOR, day=Part(Day(), _("Day")))
_WHERE = Parts(purpose=_FOR, source=Part(Text(), _("Page or file begins with")))
_SPARED = {"calls": "no_calls_since", "visits": "no_visits_since", "mail": "no_mail_since"}
SPARED = Choice(lambda: [("calls", _("calls")), ("visits", _("visits")), ("mail", _("e-mails and letters"))])


def _spared(value: str) -> Q:
    return Q(**{f"{_SPARED[value]}__isnull": False})


CRITERIA: tuple[Criterion, ...] = (
    _way(
        "email",
        _("E-mail"),
        Email,
        {"has": _("has an e-mail address"), "has_none": _("has no e-mail address")},
    ),
    _status(
        "email_status",
        _("Status of the e-mail"),
        Email,
        {
            "is": _("has an e-mail with the status: %(value)s"),
            "is_not": _("has no e-mail with the status: %(value)s"),
        },
    ),
    _way("phone", _("Phone"), Phone, {"has": _("has a phone number"), "has_none": _("has no phone number")}),
    _status(
        "phone_status",
        _("Status of the phone"),
        Phone,
        {
            "is": _("has a phone with the status: %(value)s"),
            "is_not": _("has no phone with the status: %(value)s"),
        },
    ),
    _way(
        "address",
        _("Postal address"),
        PostalAddress,
        {"has": _("has a postal address"), "has_none": _("has no postal address")},
    ),
    _status(
        "address_status",
        _("Status of the postal address"),
        PostalAddress,
        {
            "is": _("has a postal address with the status: %(value)s"),
            "is_not": _("has no postal address with the status: %(value)s"),
        },
    ),
    Criterion(
        "consent",
        _("Consent"),
        {
            "yes": Operator(
                pgettext_lazy("consent", "is given for"),
                _("agreed to %(value)s"),
                _answered(True),
                PURPOSE,
            ),
            "not_yes": Operator(
                pgettext_lazy("consent", "is not given for"),
                _("has not agreed to %(value)s"),
                _answered(True),
                PURPOSE,
                True,
            ),
            "no": Operator(
                pgettext_lazy("consent", "is refused for"),
                _("refused %(value)s"),
                _answered(False),
                PURPOSE,
            ),
            "never_asked": Operator(
                pgettext_lazy("consent", "was never asked for"),
                _("was never asked about %(value)s"),
                lambda purpose: Consent.objects.filter(purpose=purpose),
                PURPOSE,
                True,
            ),
            "yes_last": Operator(
                pgettext_lazy("consent", "was given in the last days"),
                _("agreed to %(purpose)s in the last %(days)s days"),
                lambda v: _said(purpose=v["purpose"], entry__given_at__gte=ago(v["days"])),
                _LAST,
            ),
            "yes_longer": Operator(
                pgettext_lazy("consent", "was given more days ago than"),
                _("agreed to %(purpose)s more than %(days)s days ago"),
                lambda v: _said(purpose=v["purpose"], entry__given_at__lt=ago(v["days"])),
                _LAST,
            ),
            "yes_before": Operator(
                pgettext_lazy("consent", "was given before"),
                _("agreed to %(purpose)s before %(day)s"),
                lambda v: _said(purpose=v["purpose"], entry__given_at__lt=midnight(v["day"])),
                _DAY,
            ),
            "yes_after": Operator(
                pgettext_lazy("consent", "was given after"),
                _("agreed to %(purpose)s after %(day)s"),
                lambda v: _said(purpose=v["purpose"], entry__given_at__gte=after(v["day"])),
                _DAY,
            ),
            "yes_where": Operator(
                pgettext_lazy("consent", "was given on"),
                _("agreed to %(purpose)s on a page or in a file that begins with “%(source)s”"),
                _said_where,
                _WHERE,
            ),
        },
        REACH,
    ),
    Criterion(
        "spared",
        _("Do not contact"),
        {
            "marked": Operator(_("refuses"), _("refuses: %(value)s"), _spared, SPARED),
            "not_marked": Operator(_("allows"), _("allows: %(value)s"), _spared, SPARED, True),
            "paused": Operator(
                _("e-mails are paused"), _("has paused e-mails"), lambda v: Q(paused_until__gt=timezone.now())
            ),
            "not_paused": Operator(
                _("e-mails are not paused"),
                _("has not paused e-mails"),
                lambda v: Q(paused_until__gt=timezone.now()),
                None,
                True,
            ),
        },
        REACH,
    ),
)
