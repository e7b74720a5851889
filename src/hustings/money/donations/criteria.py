"""Conditions of segments on gifts whose money is there."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.money.donations.models import Donation, Fund, Plan
from hustings.people.segments.criteria import (
    Criterion,
    Number,
    Operator,
    Part,
    Parts,
    RowKind,
    at_least,
    days,
    times,
)

DONATIONS = _("Donations")
FUND = RowKind(
    lambda user: Fund.objects.order_by("pk"), _("Choose a fund."), _("This fund no longer exists.")
)
_ASKED = Parts(
    fund=Part(FUND, _("Fund"), lambda said, v: gettext("to “%(fund)s”") % {"fund": said}),
    amount=Part(
        Number(1, 1_000_000),
        _("At least (whole amount, in sum)"),
        lambda said, n: gettext("at least %(n)s in sum") % {"n": said},
    ),
    times=times(),
    days=days(),
)


def _given(value: dict[str, Any]) -> QuerySet[Any]:
    rows = Donation.objects.held().filter(person__isnull=False)
    if "fund" in value:
        rows = rows.filter(fund=value["fund"])
    if "days" in value:
        rows = rows.filter(given_on__gte=timezone.localdate() - timedelta(value["days"]))
    found = at_least(rows, value.get("times"))
    if "amount" not in value:
        return found
    sums = rows.order_by().values("person").annotate(sum=Sum(F("amount") - F("refunded")))
    enough = sums.filter(sum__gte=value["amount"] * 100).values("person")
    return rows.filter(person__in=enough) & rows.filter(person__in=found.values("person"))


def _lapsed(days_: int) -> QuerySet[Any]:
    since = timezone.localdate() - timedelta(days=days_)
    held = Donation.objects.held().filter(person__isnull=False)
    lately = held.filter(given_on__gte=since).values("person")
    return held.filter(given_on__lt=since).exclude(person__in=lately)


def _plans(_value: None) -> QuerySet[Plan]:
    return Plan.objects.running().filter(person__isnull=False)


def _asked(
    name: str, label: Any, ask: Callable[[Any], Any], yes: tuple[Any, Any], no: tuple[Any, Any], kind: Any
) -> Criterion:
    """A question and its contrary."""
    both = {"is": Operator(*yes, ask, kind), "is_not": Operator(*no, ask, kind, True)}
    return Criterion(name, label, both, DONATIONS)


CRITERIA = (
    _asked(
        "gave", _("Donation"), _given, (_("they gave"), _("gave%(more)s")),
        (_("they did not give"), _("did not give%(more)s")), _ASKED,
    ),
    _asked(
        "monthly_donor", _("Monthly donation"), _plans, (_("is running"), _("gives every month")),
        (_("is not running"), _("does not give every month")), None,
    ),
    _asked(
        "lapsed_donor", _("Last donation"), _lapsed,
        (_("is older than (days)"), _("gave, but not in the last %(value)s days")),
        (_("is not older than (days)"), _("gave in the last %(value)s days, or never")), Number(1, 36_500),
    ),
)  # fmt: skip
