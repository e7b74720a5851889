"""Pages of members: what they ask and offer, and what waits for them."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.lib.web.frame import status_of
from hustings.networks.exchange import actions, evenings
from hustings.networks.exchange.forms.public import MemberForm, PostForm
from hustings.networks.exchange.models import Match, Member, OfficeHour, Post, Side
from hustings.networks.exchange.viewers import member_only, page
from hustings.people.persons.refusals import Refused
from hustings.people.selfservice.views.recognised import recognised
from hustings.people.signups.recognition import Known

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 50


def back(done: str, name: str = "exchange:me", *args: Any) -> HttpResponse:
    return redirect(f"{reverse(name, args=args)}?done={done}#done")


@member_only
@require_safe
def me(request: HttpRequest, member: Member) -> HttpResponse:
    """All of theirs; what waits for their answer first."""
    return _mine(request, member)


def _mine(request: HttpRequest, member: Member, problem: str = "") -> HttpResponse:
    matches = list(Match.objects.live().of_member(member).whole().order_by("due_at", "pk")[:SHOWN])
    for match in matches:
        match.mine = match.is_asked_by(member)  # type: ignore[attr-defined]
    evening = member.speed_datings.exclude(published_at=None).order_by("-starts_at").first()
    posts = Post.objects.filter(member=member, closed_at=None)
    past = Match.objects.of_member(member).exclude(ended_at=None).whole()
    hours = OfficeHour.objects.ahead().filter(Q(member=member) | Q(booker=member))
    words = {
        "member": member,
        "problem": problem,
        "matches": matches,
        "is_open": request.own_page_is_open,  # type: ignore[attr-defined]
        "posts": posts.order_by("side", "-posted_at", "-pk")[:SHOWN],
        "past": past.order_by("-ended_at", "-pk")[:10],
        "hours": hours[:10],
        "evening": evening,
        "dates": evenings.of_member(evening, member) if evening else [],
    }
    return page(request, "me", words, 409 if problem else 200)


@recognised
@_GET_POST
def profile(request: HttpRequest, known: Known) -> HttpResponseBase:
    """Join, or change what others read."""
    member = Member.objects.select_related("organisation").filter(person=known.person).first()
    return join(request, known.person, member)


def join(request: HttpRequest, person: Any, member: Member | None, *, token: str = "") -> HttpResponse:
    form = MemberForm(member, person.language, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.join(person=person, organisation=form.cleaned_data["organisation"], values=form.values)
            return redirect("exchange:welcome") if token else back("saved")
        except Refused as why:
            form.add_error("organisation", str(why))
    is_in = bool(member and member.joined_at and not member.left_at)
    return page(
        request, "profile", {"form": form, "member": member, "is_in": is_in, "token": token}, status_of(form)
    )


@member_only
@require_POST
def pause(request: HttpRequest, member: Member) -> HttpResponse:
    days = request.POST.get("days", "")[:4]
    actions.pause(member=member, days=min(int(days), 366) if days.isdecimal() else 0)
    return back("saved", "exchange:profile")


@member_only
@require_POST
def leave(request: HttpRequest, member: Member) -> HttpResponse:
    actions.leave(member=member)
    return redirect("exchange:posts")


@member_only
@_GET_POST
def post_new(request: HttpRequest, member: Member, side: str) -> HttpResponse:
    if side not in Side.values:
        raise Http404
    return _post(request, member, side, None)


@member_only
@_GET_POST
def post_edit(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = get_object_or_404(Post.objects.live().filter(member=member), pk=pk)
    return _post(request, member, found.side, found)


def _post(request: HttpRequest, member: Member, side: str, found: Post | None) -> HttpResponse:
    first = found or Post(side=side, city=member.city if side == Side.OFFER else "")
    form = PostForm(side, request.POST if request.method == "POST" else None, instance=first)
    if form.is_valid():
        try:
            actions.save_post(member=member, side=side, values=form.cleaned_data, post=found)
            return back("posted" if found is None else "saved")
        except Refused as why:
            form.add_error(None, str(why))
    return page(request, "post_form", {"form": form, "post": found, "side": side}, status_of(form))


@member_only
@require_POST
def closing(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    actions.close_post(post=get_object_or_404(Post, pk=pk, member=member))
    return back("closed")


@member_only
@require_POST
def renewing(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    try:
        actions.renew(post=get_object_or_404(Post, pk=pk, member=member))
    except Refused as why:
        return _mine(request, member, str(why))
    return back("renewed")


def welcome(request: HttpRequest) -> HttpResponse:
    """After an invitation: the way to one's own page."""
    return page(request, "welcome", {})
