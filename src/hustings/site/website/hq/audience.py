"""HQ: how often pages are read."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language_info, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS, EDIT_SITE
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import charts
from hustings.foundation.lib.text import csvs
from hustings.foundation.lib.web.frame import frame
from hustings.site.website import actions
from hustings.site.website.audience.view_counters import OTHERS
from hustings.site.website.models import Audience, Tally

PERIODS = (7, 30, 90, 365)
MOST = 15  # names in one table


@needs(EDIT_SITE)
@require_safe
def audience(request: HttpRequest) -> HttpResponse:
    """Views and visits by day, pages, sites before, campaigns, devices, languages."""
    days = _days(request)
    found = _tallies(days)
    rows = (
        found.filter(kind=Tally.Kind.LANGUAGE)
        .values("day")
        .annotate(views=Sum("n_views"), visits=Sum("n_visits"))
    )
    by_day = {row["day"]: row for row in rows.order_by("day")}
    today = timezone.localdate()
    all_days = [today - timedelta(days=back) for back in range(days - 1, -1, -1)]
    form = pgettext("a day below a chart, as Django's date filter takes it", "j M")
    points = {
        name: [(date_format(day, form), by_day.get(day, {}).get(name, 0)) for day in all_days]
        for name in ("views", "visits")
    }
    headings = (_("day"), _("views"))
    context = frame(_("Audience"), icon="view") | {
        "days": days,
        "periods": [(n, ngettext("%(n)d day", "%(n)d days", n) % {"n": n}) for n in PERIODS],
        "n_views": sum(n for _day, n in points["views"]),
        "n_visits": sum(n for _day, n in points["visits"]),
        "views": charts.bars(
            points["views"], label=_("Views by day"), headings=headings, numbers=_("As a table")
        ),
        "tables": list(_tables(found)),
        "is_on": Audience.is_counting(),
        "may_switch": access.may(request.user, CHANGE_SETTINGS),
    }
    return render(request, "website/hq/audience.html", context)


def _tables(found: Any) -> Iterator[Any]:
    titles = {
        Tally.Kind.PAGE: (_("Pages, by views"), "n_views"),
        Tally.Kind.FROM: (_("Sources of visits"), "n_visits"),
        Tally.Kind.CAMPAIGN: (_("Campaigns (utm), by visits"), "n_visits"),
        Tally.Kind.DEVICE: (_("Devices, by views"), "n_views"),
        Tally.Kind.LANGUAGE: (_("Languages, by views"), "n_views"),
    }  # fmt: skip
    for kind, (title, column) in titles.items():
        rows = found.filter(kind=kind).values("name").annotate(n=Sum(column)).order_by("-n", "name")[:MOST]
        points = [(said(kind, row["name"]), row["n"]) for row in rows]
        if points:
            yield charts.ranks(points, label=title, headings=(str(kind.label), _("number")))


def said(kind: str, name: str) -> str:
    if kind == Tally.Kind.LANGUAGE:
        try:
            return str(get_language_info(name)["name_translated"])
        except KeyError:
            return name
    devices = {"phone": _("phone"), "tablet": _("tablet"), "computer": _("computer")}
    words = {"": _("direct / unknown"), OTHERS: _("others")}
    return words.get(name) or (devices.get(name, name) if kind == Tally.Kind.DEVICE else name)


@needs(EDIT_SITE)
@require_safe
def figures(request: HttpRequest) -> StreamingHttpResponse:
    columns = ("day", "kind", "name", "n_views", "n_visits")
    rows = _tallies(_days(request)).order_by("day", "kind", "-n_views").values_list(*columns)
    heads = [[_("day"), _("kind"), _("name"), _("views"), _("visits")]]
    return csvs.download(csvs.lines([*heads, *rows], bom=True), "audience.csv")


@needs(CHANGE_SETTINGS)
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    is_on = request.POST.get("is_on") == "yes"
    actions.count_views(is_on=is_on, user_id=request.user.pk)
    messages.success(
        request, _("Views are counted from now on.") if is_on else _("Views are no longer counted.")
    )
    return redirect("website_hq:audience")


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked in map(str, PERIODS) else 30


def _tallies(days: int) -> Any:
    return Tally.objects.filter(day__gt=timezone.localdate() - timedelta(days=days))
