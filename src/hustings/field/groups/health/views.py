"""HQ: how the groups of the user's territories are doing, in sums, in a chart, as a file."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hustings.field.groups.models import (
    Certification,
    GroupFigures,
    Health,
    LocalGroup,
    Membership,
)
from hustings.field.groups.models.groups import LocalGroupQuerySet
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts.access import needs
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import charts
from hustings.foundation.lib.text import csvs
from hustings.foundation.lib.web.frame import Pages

MONTHS = 12
SUMS = ("n_members", "n_joined", "n_events", "n_came", "n_newcomers", "n_welcomed")
_page = Pages("groups/health", "groups:groups", gettext_lazy("Local groups"), "group")


def _mine(request: HttpRequest) -> LocalGroupQuerySet:
    return LocalGroup.objects.visible_to(request.user).shown()


@needs(CHANGE_GROUPS)
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Sums of all groups that the user may see, their health, and members by month."""
    groups = _mine(request).order_by()
    rows = GroupFigures.objects.filter(group__in=groups.values("pk"))
    sums = rows.aggregate(**{name: Sum(name) for name in SUMS})
    states = dict(rows.values_list("health").annotate(n=Count("pk")).order_by())
    certified = Certification.objects.live().filter(group__in=groups.values("pk"))
    context = {
        "figures": _figures({name: n or 0 for name, n in sums.items()}, groups.count(), certified.count()),
        "charts": [_by_health(states), _by_month(groups)], "as_of": rows.order_by("-as_of").first(),
    }  # fmt: skip
    return _page(request, "statistics", _("Statistics of local groups"), context)


def _figures(sums: dict[str, int], n_groups: int, n_certified: int) -> Sequence[tuple[str, int]]:
    return [
        (_("Groups"), n_groups), (_("Certified groups"), n_certified), (_("Members"), sums["n_members"]),
        (_("New members (30 days)"), sums["n_joined"]), (_("Events (90 days)"), sums["n_events"]),
        (_("Participants (90 days)"), sums["n_came"]), (_("Newcomers (90 days)"), sums["n_newcomers"]),
        (_("of these welcomed"), sums["n_welcomed"]),
    ]  # fmt: skip


def _by_health(states: dict[str, int]) -> Any:
    points = [(str(capfirst(each.label)), states.get(each.value, 0)) for each in Health]
    return charts.ranks(points, label=_("How the groups are doing"), headings=(_("Status"), _("Groups")))


def _by_month(groups: QuerySet[LocalGroup]) -> Any:
    """Members who joined in each month and still are."""
    first = (timezone.localtime() - dt.timedelta(days=31 * (MONTHS - 1))).replace(
        day=1, hour=0, minute=0, second=0, microsecond=0
    )
    rows = Membership.objects.members().filter(since__gte=first, group__in=groups.values("pk"))
    found = rows.annotate(month=TruncMonth("since")).values("month").annotate(n=Count("pk")).order_by("month")
    return charts.bars(
        [(date_format(row["month"], "M y"), row["n"]) for row in found],
        label=_("Members by the month in which they joined"),
        headings=(_("Month"), _("Members")), numbers=_("The numbers"),
    )  # fmt: skip


@needs(CHANGE_GROUPS)
@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The figures of each group as CSV."""
    rows = _mine(request).for_lists().select_related("figures", "kind").order_by("name_key", "pk")
    return csvs.download(csvs.lines(_lines(rows), bom=True), "local-groups.csv")


def _lines(rows: QuerySet[LocalGroup]) -> Iterator[list[Any]]:
    certified = set(Certification.objects.live().values_list("group", flat=True))
    names = [*SUMS, "last_sign_at", "health"]
    yield ["group", "territory", "territory_code", "kind", "certified", *names]
    for group in rows.iterator():
        found = getattr(group, "figures", None)
        yield [
            group.name, group.zone.label(), group.zone.code, group.kind.code if group.kind else "",
            "yes" if group.pk in certified else "no", *(getattr(found, name, "") for name in names),
        ]  # fmt: skip
