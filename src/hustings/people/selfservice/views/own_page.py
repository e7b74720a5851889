"""The way to one's own page: asked for, mailed, opened by POST, since programs follow links."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.lib.web import tongues
from hustings.people.persons import field_values, topic_states
from hustings.people.persons.actions import EmailTaken
from hustings.people.persons.do_not_contact import MARKS
from hustings.people.persons.models import Field, Person, Purpose
from hustings.people.privacy import provenance
from hustings.people.selfservice import access_history, actions, onward, referrals, sessions, timeline
from hustings.people.selfservice import consents as knowledge
from hustings.people.selfservice.forms import (
    AddressForm,
    AskForm,
    CorrectionForm,
    FactsForm,
    NumberForm,
    PauseForm,
    PlaceForm,
    written,
)
from hustings.people.selfservice.models import PageLink, PageWish
from hustings.people.signups import devices
from hustings.people.signups.models import Device
from hustings.people.signups.public_forms import consents, responses, stamp

OwnView = Callable[..., HttpResponseBase]


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of this app."""
    return shown(request, f"selfservice/{name}.html", context, status)


def shown(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the site that no search engine keeps, for apps above too."""
    response = render(
        request, template, {"tongues": tongues.others(request.get_full_path()), **context}, status=status
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def own(view: OwnView) -> OwnView:
    """Guard a view: ``view(request, link, …)`` for whoever opened their page, the form for the others."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        link = sessions.current(request)
        if link is None:
            return _ended(request)
        response = view(request, link, *args, **more)
        if not sessions.is_ended(response):
            sessions.keep(response, link)
        return response

    return opened


def _ended(request: HttpRequest) -> HttpResponse:
    """The page is closed by now: ask for the link; what was typed is given back."""
    said = written(request.POST) if request.method == "POST" else []
    if not said:
        return onward.ask(request)
    words = {"form": AskForm(_stamp(request)), "has_ended": True, "written": said}
    return page(request, "ask", {**words, "onward": onward.asked(request)}, 410)


def _stamp(request: HttpRequest) -> stamp.Stamp:
    """Of the form for the link, wherever it stands: an address with a token is no source."""
    return consents.stamped(reverse("own_page:ask"), request, {}, for_anybody=True)


@never_cache
@csrf_exempt  # it opens nothing: the answer goes to the mailbox
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponseBase:
    """Ask for the link. What is answered never tells whether we know the address."""
    if request.method != "POST":
        if sessions.current(request):
            return redirect(onward.asked(request) or "own_page:me")
        words = {"form": AskForm(_stamp(request)), "has_ended": "ended" in request.GET}
        return page(request, "ask", {**words, "onward": onward.asked(request)})
    shown = responses.shown(request)
    form = AskForm(shown or _stamp(request), request.POST)
    if form.is_trapped:
        return redirect("own_page:sent")
    if shown is None:
        form.say_strange()
        return page(request, "ask", {"form": form, "onward": onward.asked(request)}, 410)
    if not form.is_valid():
        return page(request, "ask", {"form": form, "onward": onward.asked(request)}, 422)
    language = get_language() or settings.LANGUAGE_CODE
    try:
        actions.ask_for_link(
            address=form.cleaned_data["address"], language=language,
            visitor=responses.visitor(request), onward=onward.asked(request),
        )  # fmt: skip
    except actions.TooManyRequests as many:
        form.add_error(None, str(many))
        return page(request, "ask", {"form": form, "onward": onward.asked(request)}, 429)
    return redirect("own_page:sent")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return page(request, "sent", {})


def _no_link(request: HttpRequest, token: str, wish: PageWish) -> HttpResponse:
    """Why a link from a mail does nothing, and a form for another one. Says nothing of whose it was."""
    was_used = PageLink.objects.all().of_token(token, wish).exclude(used_at=None).exists()
    context = {"form": AskForm(_stamp(request)), "was_used": was_used, "is_proof": wish == PageWish.ADDRESS}
    return page(request, "no_link", context, 410)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mail leads: a button to press. Only pressing it uses the link."""
    found = PageLink.objects.all().by_token(token, PageWish.OPEN)
    if found is None:
        return _no_link(request, token, PageWish.OPEN)
    if request.method != "POST":
        return page(request, "link", {"address": found.address})
    if not actions.open_page(link=found):
        return _no_link(request, token, PageWish.OPEN)
    response = redirect(onward.safe(found.onward) or "own_page:me")
    sessions.keep(response, found)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mail to a new address leads: a button that makes it theirs."""
    found = PageLink.objects.all().by_token(token, PageWish.ADDRESS)
    if found is None:
        return _no_link(request, token, PageWish.ADDRESS)
    if request.method != "POST":
        return page(request, "proof", {"address": found.address})
    try:
        email = actions.prove_address(link=found)
    except EmailTaken:  # they read that mailbox, so they may know
        return page(request, "proof", {"address": found.address, "is_taken": True}, 409)
    if email is None:
        return _no_link(request, token, PageWish.ADDRESS)
    return page(request, "proof", {"address": found.address, "is_done": True})


@own
@require_safe
def me(request: HttpRequest, link: PageLink) -> HttpResponse:
    return show(request, link.person)


def show(request: HttpRequest, person: Person, status: int = 200, **forms: Any) -> HttpResponse:
    """The page; ``forms`` are those that were sent and refused."""
    words: dict[str, Any] = {
        "person": person,
        "emails": list(person.emails.all()),
        "phones": list(person.phones.all()),
        "addresses": list(person.addresses.all()),
        "fields": [
            pair for pair in field_values.shown(person) if pair[0].on_own_page != Field.OwnPage.HIDDEN
        ],
        "facts_form": FactsForm(person),
        "tags": list(person.tags.order_by("key")),
        "marks": [(mark, label, getattr(person, mark)) for mark, label in MARKS.items()],
        "stands": list(knowledge.stands(person)),
        "topics": topic_states.offered(person),
        "gets_mail": person.consents.live().filter(purpose=Purpose.EMAIL).exists(),
        "arrivals": provenance.arrivals(person),
        "where_from": provenance.where_from(person),
        "looks": list(access_history.of(person, 5)),
        "recruiting": referrals.of(person),
        "devices": [
            row for row in Device.objects.filter(email__person=person).select_related("email") if row.is_live
        ],
        "is_remembered_here": devices.is_of(request, person),
        "is_paused": knowledge.is_paused(person),
        "done": request.GET.get("done", ""),
        "correction": CorrectionForm.of(person),
        "email_form": AddressForm(prefix="email"),
        "phone_form": NumberForm(prefix="phone"),
        "place_form": PlaceForm(prefix="place"),
        "pause_form": PauseForm(),
    }
    words["not_saved"] = any(getattr(form, "errors", None) for form in forms.values())
    return page(request, "me", words | forms, status)


@own
@require_safe
def looks(request: HttpRequest, link: PageLink) -> HttpResponse:
    return page(request, "looks", {"looks": list(access_history.of(link.person))})


@own
@require_safe
def happened(request: HttpRequest, link: PageLink) -> HttpResponse:
    entries, more = timeline.page(link.person, request.GET.get("after", ""))
    return page(request, "happened", {"entries": entries, "more": more})


@own
@require_POST
def exit_(request: HttpRequest, link: PageLink) -> HttpResponse:
    response = redirect("own_page:ask")
    sessions.end(response, link)
    return response
