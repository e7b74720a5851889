"""HQ: members of the exchange."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.volunteers import availability
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Day, Number, State, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.networks.exchange import actions
from hustings.networks.exchange.forms import hq as forms
from hustings.networks.exchange.forms.public import tongues
from hustings.networks.exchange.models import Endorsement, Match, Member, Post
from hustings.networks.exchange.rights import ORGANISE
from hustings.networks.exchange.views.frame import TRAIL, page
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import VIEW_PEOPLE

sees_members = needs(ORGANISE, VIEW_PEOPLE)
STATES = {
    "invited": gettext_lazy("invited"), "active": pgettext_lazy("member", "active"),
    "resting": gettext_lazy("resting"), "paused": gettext_lazy("on a break"),
    "left": pgettext_lazy("member", "left"),
}  # fmt: skip
_KINDS = {"invited": "waiting", "active": "live"}  # of which the colour tells


def state(one: Member) -> tuple[str, Any]:
    return _KINDS.get(one.state, one.state), STATES[one.state]


class Members(Resource):
    """Members of the user's territories, the newest first."""

    guard = sees_members
    title, icon, trail = gettext_lazy("Members"), "group", TRAIL
    template_name = "exchange/hq/list.html"
    buttons = (Button(gettext_lazy("Invite"), "exchange_hq:invite"),)
    columns = (
        Title("person", gettext_lazy("Name"), url="exchange_hq:member", under="organisation_name"),
        Column("city", pgettext_lazy("exchange", "City"), under="time_zone"),
        Number("n_asks", gettext_lazy("Asks")),
        Number("n_offers", gettext_lazy("Offers")),
        Column("load", gettext_lazy("In hand"), accessor=lambda one: f"{one.n_open} / {one.most_at_once}"),
        Day("joined_at", gettext_lazy("Since")),
        State("state", gettext_lazy("Status"), accessor=state),
    )
    empty = gettext_lazy("No member yet. Invite people of sister organisations.")

    def rows(self) -> QuerySet[Member]:
        live = Q(posts__in=Post.objects.live())
        return (
            Member.objects.visible_to(self.user)
            .select_related("person", "organisation")
            .annotate(
                n_asks=Count("posts", filter=live & Q(posts__side="ask"), distinct=True),
                n_offers=Count("posts", filter=live & Q(posts__side="offer"), distinct=True),
            )
        )


@sees_members
@require_http_methods(["GET", "HEAD", "POST"])
@once("exchange_hq:members")
def invite(request: HttpRequest) -> HttpResponse:
    form = forms.InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.invite(user=me(request), **form.cleaned_data)
            messages.success(request, _("The invitation is on its way."))
            return redirect("exchange_hq:members")
        except Refused as why:
            form.add_error("email", str(why))
    return page(request, "edit", _("Invite"), {"form": form, "submit": _("Send")}, status_of(form))


def _seen(request: HttpRequest, pk: int) -> Member:
    rows = Member.objects.visible_to(request.user).select_related("person", "organisation", "user")
    return get_object_or_404(rows, pk=pk)


@sees_members
@require_safe
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """One member: profile, asks and offers, matches, words about them."""
    found = _seen(request, pk)
    words = {
        "member": found, "state": state(found), "times": availability.told(found.times),
        "languages": [name for code, name in tongues() if code in found.languages],
        "posts": found.posts.order_by("-posted_at", "-pk")[:50],
        "matches": Match.objects.visible_to(request.user).of_member(found).whole().order_by("-pk")[:50],
        "endorsements": Endorsement.objects.filter(about=found).select_related(
            "author__person", "author__organisation"
        )[:50],
    }  # fmt: skip
    return page(request, "member", str(found), words)


@sees_members
@require_POST
def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """Take them out, as they asked for."""
    actions.leave(member=_seen(request, pk), user=me(request))
    messages.success(request, _("They no longer take part."))
    return redirect("exchange_hq:member", pk)


@sees_members
@require_POST
def hiding(request: HttpRequest, pk: int, endorsement: int) -> HttpResponse:
    """Hide an endorsement, or show it again."""
    found = get_object_or_404(Endorsement, pk=endorsement, about=_seen(request, pk))
    actions.hide_endorsement(endorsement=found, is_hidden=found.hidden_at is None)
    messages.success(request, _("Saved."))
    return redirect("exchange_hq:member", pk)
