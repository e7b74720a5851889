"""HQ: the exchange at a glance, asks and offers, matches, limits."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Choice, Column, Day, Moment, State, Title
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.networks.exchange import actions, figures, profiles, proposals
from hustings.networks.exchange.forms import hq as forms
from hustings.networks.exchange.matching import scores
from hustings.networks.exchange.models import Closed, ExchangeLimits, Match, Outcome, Post
from hustings.networks.exchange.rights import runs_everywhere
from hustings.networks.exchange.views.frame import TRAIL, page
from hustings.networks.exchange.views.members_hq import sees_members
from hustings.people.persons.refusals import Refused

runs = access.guard(runs_everywhere)
SHOWN = 20
POST_STATES = {"open": pgettext_lazy("exchange", "open"), **dict(Closed.choices)}
MATCH_STATES: dict[str, Any] = {
    "asked": gettext_lazy("waits for an answer"), "answered": gettext_lazy("can help"),
    "agreed": gettext_lazy("both said yes"), **dict(Outcome.choices),
}  # fmt: skip
_KINDS = {
    "asked": "waiting", "answered": "soon", "agreed": "live", "met": "done", "silent": "silent",
}  # fmt: skip


def post_state(one: Post) -> tuple[str, Any]:
    return "done" if one.state == Closed.ANSWERED else one.state, POST_STATES[one.state]


def match_state(one: Match) -> tuple[str, Any]:
    return _KINDS.get(one.state, one.state), MATCH_STATES[one.state]


@sees_members
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Figures of what was answered and how fast, and the ways on."""
    late = Match.objects.visible_to(request.user).asked().whole().order_by("due_at", "pk")[:10]
    words = {
        "figures": figures.now(),
        "late": late,
        "runs": runs_everywhere(request.user),
        "limits": ExchangeLimits.load(),
    }
    return page(request, "overview", _("Exchange"), words)


class Posts(Resource):
    """Asks and offers that the user may see, the newest first."""

    guard = sees_members
    title, icon, trail = gettext_lazy("Asks and offers"), "list-ul", TRAIL
    template_name = "exchange/hq/list.html"
    filters_class = forms.PostFilter
    order = ("-posted_at", "-pk")
    columns = (
        Title("title", gettext_lazy("Title"), url="exchange_hq:post", under="alias"),
        Choice("get_side_display", gettext_lazy("Direction")),
        Choice("get_kind_display", gettext_lazy("Kind")),
        Column("city", pgettext_lazy("exchange", "City")),
        Day("posted_at", gettext_lazy("Published")),
        Day("expires_at", gettext_lazy("Until")),
        State("state", gettext_lazy("Status"), accessor=post_state),
    )
    empty = gettext_lazy("No ask or offer yet. Members write them on their page of the exchange.")

    def rows(self) -> QuerySet[Post]:
        return Post.objects.visible_to(self.user).for_lists()


class Matches(Resource):
    """Matches of people whom the user may see, the newest first."""

    guard = sees_members
    title, icon, trail = pgettext_lazy("exchange", "Matches"), "link", TRAIL
    template_name = "exchange/hq/list.html"
    order = ("-proposed_at", "-pk")
    columns = (
        Title("ask", gettext_lazy("Asks"), url=lambda one: None, under="asker_alias"),
        Column("helper", gettext_lazy("Who helps"), accessor="helper_alias"),
        Column("why", gettext_lazy("Why"), accessor=lambda one: " · ".join(profiles.in_words(one.why))),
        Choice("get_source_display", gettext_lazy("Source")),
        Moment("proposed_at", gettext_lazy("Asked")),
        Moment("answered_at", gettext_lazy("Answered")),
        State("state", gettext_lazy("Status"), accessor=match_state),
    )
    empty = gettext_lazy("No match yet. Each ask goes to the offer that fits best.")

    def rows(self) -> QuerySet[Match]:
        return Match.objects.visible_to(self.user).whole()


def _seen(request: HttpRequest, pk: int) -> Post:
    return get_object_or_404(
        Post.objects.visible_to(request.user).for_lists().prefetch_related("skills"), pk=pk
    )


@sees_members
@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """One ask or offer: who was asked and what came of it, and who else fits."""
    found = _seen(request, pk)
    matches = found.matches.all() if found.is_ask else found.offered.all()
    words = {
        "post": found, "state": post_state(found), "matches": matches.whole().order_by("-pk")[:50],
        "fitting": _fitting(found, request.user) if found.is_ask and found.is_live else [],
        "is_asking": found.matches.live().exists(),
    }  # fmt: skip
    return page(request, "post", found.title, words)


def _fitting(ask: Post, user: Any) -> list[tuple[Post, list[str]]]:
    """Offers that this user may see, the fittest first, with the reasons."""
    tried = ask.matches.exclude(offer=None).values("offer")
    rows = proposals.open_offers().visible_to(user).filter(kind=ask.kind).exclude(pk__in=tried)
    offers = list(rows.for_lists().prefetch_related("skills")[: proposals.PORTION])
    points = scores.table(profiles.of_posts([ask]), profiles.of_posts(offers))
    best = [offers[each] for each in scores.best(points, SHOWN)[0]] if offers else []
    return [(offer, profiles.in_words(found[1])) for offer in best if (found := profiles.why(ask, offer))]


@sees_members
@require_POST
@once("exchange_hq:posts")
def asking(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one offer that the team chose."""
    found = _seen(request, pk)
    keys = query_params.keys([request.POST.get("offer", "")])
    offer = get_object_or_404(Post.objects.visible_to(request.user).live().offers(), pk__in=keys)
    try:
        actions.ask_directly(ask=found, offer=offer, user=me(request))
        messages.success(request, _("They’re being asked."))
    except Refused as why:
        messages.error(request, str(why))
    return redirect("exchange_hq:post", pk)


@sees_members
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an ask or offer out of sight."""
    actions.close_post(post=_seen(request, pk), why=Closed.HIDDEN, user=me(request))
    messages.success(request, _("Removed."))
    return redirect("exchange_hq:post", pk)


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def limits(request: HttpRequest) -> HttpResponse:
    form = forms.LimitsForm(
        request.POST if request.method == "POST" else None, instance=ExchangeLimits.load()
    )
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("exchange_hq:limits")
    return page(request, "edit", _("Limits"), {"form": form}, status_of(form))
