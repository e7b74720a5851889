"""A match as one of both sees it: why, yes or no, addresses once both said yes, the meeting."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.threads.models import Thread
from hustings.networks.exchange import actions, contact_data, conversations, links, profiles
from hustings.networks.exchange.forms.public import (
    AnswerForm,
    EndorsementForm,
    MeetingForm,
    RequestForm,
)
from hustings.networks.exchange.models import Endorsement, Match, Member, Post
from hustings.networks.exchange.viewers import member_only, page
from hustings.networks.exchange.views.own import back, join
from hustings.people.persons.refusals import Refused

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _words(match: Match, member: Member, **more: Any) -> dict[str, Any]:
    is_asker = match.is_asked_by(member)
    has_met = match.asker_met_at if is_asker else match.helper_met_at
    day = match.met_on or timezone.localdate()
    return {
        "match": match,
        "ask": match.ask,
        "is_asker": is_asker,
        "why": profiles.in_words(match.why),
        "other": match.helper_alias if is_asker else match.asker_alias,
        "has_met": has_met,
        "answer_form": AnswerForm(),
        "meeting_form": MeetingForm(initial={"on": day}),
    } | more


def _whole(
    request: HttpRequest, match: Match, member: Member, status: int = 200, **more: Any
) -> HttpResponse:
    """With addresses, conversation and endorsements: for an own page that is open."""
    is_open = request.own_page_is_open  # type: ignore[attr-defined]
    mine = Endorsement.objects.filter(match=match, author=member).first()
    words = _words(match, member) | {
        "is_open": is_open,
        "contact": contact_data.of_other(match, member) if is_open else None,
        "thread": Thread.objects.filter(kind=conversations.KIND, subject=match.pk).order_by("pk").first(),
        "endorsement_form": EndorsementForm(initial={"text": mine.text if mine else ""}),
        "endorsement": mine,
        "can_write": bool(match.answered_at and match.is_live and match.helper and match.asker),
        "about_me": Endorsement.objects.shown().filter(match=match, about=member).first(),
    }
    return page(request, "match", words | more, status)


def _mine(member: Member, pk: int) -> Match:
    return get_object_or_404(Match.objects.of_member(member).whole(), pk=pk)


@member_only
@require_safe
def match(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    return _whole(request, _mine(member, pk), member)


@member_only
@require_POST
def answering(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = _mine(member, pk)
    try:
        done = _answer(request, found, member)
    except Refused as why:
        return _whole(request, _mine(member, pk), member, 409, problem=str(why))
    return back(done, "exchange:match", pk)


def _answer(request: HttpRequest, match: Match, member: Member) -> str:
    """Do what the buttons say; may raise Refused."""
    is_yes = request.POST.get("answer") == "yes"
    if match.agreed_at and not is_yes:
        actions.give_up(match=match, member=member)
        return "no"
    if match.is_asked_by(member):
        actions.decide(match=match, is_yes=is_yes)
        return "agreed" if is_yes else "no"
    actions.answer(match=match, is_yes=is_yes, said=request.POST.get("said", "")[:1_000])
    return "yes" if is_yes else "no"


@member_only
@require_POST
def meeting(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found, form = _mine(member, pk), MeetingForm(request.POST)
    if form.is_valid():
        try:
            actions.say_met(match=found, member=member, on=form.cleaned_data["on"])
            return back("met", "exchange:match", pk)
        except Refused as why:
            form.add_error("on", str(why))
    return _whole(request, found, member, 422, meeting_form=form)


@member_only
@require_POST
def endorsement(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found, form = _mine(member, pk), EndorsementForm(request.POST)
    if form.is_valid():
        try:
            actions.endorse(match=found, author=member, text=form.cleaned_data["text"])
            return back("saved", "exchange:match", pk)
        except Refused as why:
            form.add_error("text", str(why))
    return _whole(request, found, member, 422, endorsement_form=form)


@member_only
@require_POST
def hiding(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """Hide what somebody wrote about oneself."""
    found = get_object_or_404(Endorsement, pk=pk, about=member)
    actions.hide_endorsement(endorsement=found)
    return back("saved", "exchange:match", found.match_id)


@member_only
@require_POST
def request_offer(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """Send one's own ask to an offer of one's choice."""
    offer = get_object_or_404(Post.objects.shown().offers().exclude(member=member), pk=pk)
    form = RequestForm(Post.objects.live().asks().filter(member=member, kind=offer.kind), request.POST)
    if form.is_valid():
        try:
            made = actions.ask_directly(ask=form.cleaned_data["ask"], offer=offer)
            return back("sent", "exchange:match", made.pk)
        except Refused as why:
            form.add_error(None, str(why))
    return page(request, "post", {"post": offer, "member": member, "form": form, "endorsements": []}, 422)


@never_cache
@csrf_exempt  # whoever has the mail answers; no cookie lends authority
@_GET_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a mail: yes or no by a button, since programs follow links. It shows no address."""
    found = links.of_answer(token)
    if found is None:
        return page(request, "gone", {}, 404)
    held, member = found
    with timezone.override(member.zone_info):
        if request.method == "POST":
            try:
                done = _answer(request, held, member)
                return redirect(f"{reverse('exchange:answer', args=[token])}?done={done}#done")
            except Refused as why:
                return page(request, "answer", _words(held, member, token=token, problem=str(why)), 409)
        return page(request, "answer", _words(held, member, token=token))


@never_cache
@csrf_exempt
@_GET_POST
def renewal(request: HttpRequest, token: str) -> HttpResponse:
    """Renew by one click, from the mail."""
    post = links.of_renewal(token)
    if post is None:
        return page(request, "gone", {}, 404)
    words: dict[str, Any] = {"post": post}
    if request.method == "POST":
        try:
            if request.POST.get("answer") == "no":
                actions.close_post(post=post)
            else:
                actions.renew(post=post)
            return redirect(f"{request.path}?done=saved#done")
        except Refused as why:
            return page(request, "renewal", words | {"problem": str(why)}, 409)
    return page(request, "renewal", words)


@never_cache
@csrf_exempt
@_GET_POST
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The form to join, for whoever got the mail."""
    member = links.of_invitation(token)
    if member is None:
        return page(request, "gone", {}, 404)
    if member.joined_at and not member.left_at:
        return redirect("exchange:me")
    return join(request, member.person, member, token=token)
