"""HQ: cohorts and evenings of speed dating, each drawn first, looked at, then published."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import me
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Choice, Moment, Number, State, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.networks.exchange import actions, evenings, profiles
from hustings.networks.exchange.forms import hq as forms
from hustings.networks.exchange.models import Cohort, SpeedDating
from hustings.networks.exchange.views.frame import TRAIL, page
from hustings.networks.exchange.views.posts_hq import runs
from hustings.people.persons.refusals import Refused

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
STATES = {
    "waiting": gettext_lazy("not drawn yet"), "draft": gettext_lazy("drawn, to check"),
    "published": pgettext_lazy("cohort", "published"),
}  # fmt: skip
SHOWN = 500


def state(one: Cohort | SpeedDating) -> tuple[str, Any]:
    return one.state, STATES[one.state]


class Cohorts(Resource):
    """Cohorts, the newest first."""

    guard = runs
    title, icon, trail = gettext_lazy("Cohorts"), "group", TRAIL
    template_name = "exchange/hq/list.html"
    columns = (
        Title("name", gettext_lazy("Name"), url="exchange_hq:cohort"),
        Choice("get_kind_display", gettext_lazy("Kind")),
        Number("n_asks", gettext_lazy("Asks")),
        Number("n_pairs", gettext_lazy("Pairs")),
        State("state", gettext_lazy("Status"), accessor=state),
    )
    form_class = forms.CohortForm
    form_title, form_submit = gettext_lazy("New cohort"), gettext_lazy("Add")
    empty = gettext_lazy("No cohort yet. One gives all open asks of a kind a match at the same time.")

    def rows(self) -> QuerySet[Cohort]:
        return Cohort.objects.annotate(n_pairs=Count("pairs"))

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        made = Cohort.objects.create(user=me(self.request), **said)
        return redirect("exchange_hq:cohort", made.pk)


@runs
@require_safe
def cohort(request: HttpRequest, pk: int) -> HttpResponse:
    """Its pairs, with reasons."""
    found = get_object_or_404(Cohort, pk=pk)
    whole = (
        "ask__member__person",
        "ask__member__organisation",
        "offer__member__person",
        "offer__member__organisation",
    )
    rows = found.pairs.select_related(*whole)
    pairs = [(pair, profiles.in_words(pair.why)) for pair in rows[:SHOWN]]
    n = found.pairs.count()
    words = {"cohort": found, "state": state(found), "pairs": pairs, "n": n, "n_without": found.n_asks - n}
    return page(request, "cohort", found.name, words)


@runs
@require_POST
@once("exchange_hq:cohorts")
def cohort_deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw, or publish what was drawn."""
    found = get_object_or_404(Cohort, pk=pk, published_at=None)
    if "publish" in request.POST:
        n = actions.publish_cohort(cohort=found)
        messages.success(
            request, ngettext("%(n)s member is asked.", "%(n)s members are asked.", n) % {"n": n}
        )
    else:
        n = actions.draw(cohort=found)
        messages.success(request, ngettext("%(n)s pair drawn.", "%(n)s pairs drawn.", n) % {"n": n})
    return redirect("exchange_hq:cohort", pk)


class Datings(Resource):
    """Evenings of speed dating, the latest first."""

    guard = runs
    title, icon, trail = gettext_lazy("Speed dating"), "date", TRAIL
    template_name = "exchange/hq/list.html"
    buttons = (Button(gettext_lazy("New speed dating"), "exchange_hq:dating_new"),)
    order = ("-starts_at", "-pk")
    columns = (
        Title("name", gettext_lazy("Name"), url="exchange_hq:dating", under="place"),
        Moment("starts_at", gettext_lazy("Start")),
        Number("n_guests", pgettext_lazy("exchange", "Guests")),
        State("state", gettext_lazy("Status"), accessor=state),
    )
    empty = gettext_lazy("No speed dating yet. Plan one: each guest gets a list of short meetings.")

    def rows(self) -> QuerySet[SpeedDating]:
        return SpeedDating.objects.annotate(n_guests=Count("guests"))


@runs
@_GET_POST
@once("exchange_hq:datings")
def dating_new(request: HttpRequest) -> HttpResponse:
    return _dating(request, SpeedDating(user=me(request)))


@runs
@_GET_POST
def dating_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _dating(request, get_object_or_404(SpeedDating, pk=pk, published_at=None))


def _dating(request: HttpRequest, found: SpeedDating) -> HttpResponse:
    form = forms.DatingForm(request.user, request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        kept = form.save()
        messages.success(request, _("Saved."))
        return redirect("exchange_hq:dating", kept.pk)
    return page(request, "edit", found.name or _("New speed dating"), {"form": form}, status_of(form))


@runs
@require_safe
def dating(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan: rounds and tables."""
    found = get_object_or_404(SpeedDating, pk=pk)
    sides = [f"{side}__{each}" for side in ("asker", "helper") for each in ("person", "organisation")]
    rows = found.dates.select_related("dating", *sides)[:SHOWN]
    words = {
        "dating": found, "state": state(found), "dates": [(row, evenings.clock(row)) for row in rows],
        "n_guests": found.guests.count(),
    }  # fmt: skip
    return page(request, "dating", found.name, words)


@runs
@require_POST
@once("exchange_hq:datings")
def dating_deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan, or tell everybody what was planned."""
    found = get_object_or_404(SpeedDating, pk=pk, published_at=None)
    try:
        if "publish" in request.POST:
            actions.publish_dating(dating=found)
            messages.success(request, _("Everybody gets their list by e-mail."))
        else:
            n = actions.plan(dating=found)
            messages.success(
                request, ngettext("%(n)s meeting planned.", "%(n)s meetings planned.", n) % {"n": n}
            )
    except Refused as why:
        messages.error(request, str(why))
    return redirect("exchange_hq:dating", pk)
