"""The form of an event, and what whoever has the link of a registration may do with it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.events import calendars
from hustings.field.events.models import Event
from hustings.field.registrations import actions, openings, shift_words
from hustings.field.registrations.forms import ChangeForm, RegisterForm, empty_form
from hustings.field.registrations.models import Registration, Seat
from hustings.people.signups.actions.submissions import TooMany
from hustings.people.signups.kinds import Closed
from hustings.people.signups.public_forms import responses


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@require_http_methods(["GET", "HEAD", "POST"])
def registrations(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the form: mail a link, or show the form again with what is missing."""
    event = get_object_or_404(Event.objects.shown(), pk=pk)
    shown = responses.shown(request)
    if shown is None:
        return _anew(request, event)
    form = RegisterForm(event, shown, request.POST)
    if form.is_trapped:
        return _sent(request)
    if not form.is_valid():
        return _again(request, form, 422)
    said = {
        "guests": form.cleaned_data["guests"], "wished": form.asked(event), "answers": form.answers,
    }  # fmt: skip
    typed = Registration.typed(event=event, **said, **responses.typed(request, form))
    try:
        actions.register(registration=typed)
    except Closed:
        return _not_open(request, form, actions.refusal(typed))
    except TooMany:
        form.say_many()
        return _again(request, form, 429)
    return _sent(request, typed)


def _anew(request: HttpRequest, event: Event) -> HttpResponse:
    """The form without a stamp of ours: asked for by its address, or kept open since long ago."""
    typed = responses.unticked(request.POST) if request.method == "POST" else None
    form = empty_form(event, responses.page_before(request), request, typed)
    if typed is not None:
        form.say_strange()
    return _again(request, form, 200 if typed is None else 410)


def _again(request: HttpRequest, form: RegisterForm, status: int) -> HttpResponse:
    if openings.refusal(form.event, list(form.event.shifts.all())):
        return _not_open(request, form)
    words: dict[str, Any] = {"form": form, "event": form.event}
    return responses.again(request, "registrations/form.html", "registrations/again.html", words, status)


def _not_open(request: HttpRequest, form: RegisterForm, why: str = "") -> HttpResponse:
    """Closed meanwhile: with what was typed, to copy."""
    event = form.event
    words = {
        "event": event, "refusal": why or openings.refusal(event, list(event.shifts.all())),
        "written": form.written if form.is_bound else [],
    }  # fmt: skip
    part, whole = "registrations/not_open_words.html", "registrations/not_open.html"
    return responses.again(request, part, whole, words, 410)


def _sent(request: HttpRequest, row: Registration | None = None) -> HttpResponse:
    """Say the same whether the address is new, has registered, or wants no more mails."""
    return responses.sent(request, "registrations/sent_words.html", "registrations:sent", row)


def _linked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of whoever has the link: it gets the registration. An unknown link leads to a page."""

    def shown(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        try:
            found = actions.KIND.rows().linked(token)
        except ObjectDoesNotExist:
            return render(request, "signups/links/link_unknown.html", {"kind": actions.KIND}, status=404)
        return view(request, found, **more)

    return shown


def _back(registration: Registration) -> HttpResponse:
    return redirect("registrations:link", registration.link_token)


@never_cache
@csrf_exempt
@require_POST
@_linked
def change(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Other shifts, other guests, other answers."""
    form = ChangeForm(registration, request.POST)
    if not form.is_valid():
        words = {"registration": registration, "event": registration.event, "change_form": form}
        return render(request, "registrations/change.html", words, status=422)
    try:
        actions.change(
            registration=registration, shifts=form.asked(registration.event),
            guests=form.cleaned_data["guests"], answers=form.answers,
        )  # fmt: skip
    except Closed:
        return actions.KIND.closed(request, registration) if actions.KIND.closed else _back(registration)
    return _back(registration)


def _seat_of(registration: Registration, seat: int) -> Seat:
    return get_object_or_404(registration.seats.all(), pk=seat)


@never_cache
@csrf_exempt
@require_POST
@_linked
def acceptance(request: HttpRequest, registration: Registration, seat: int) -> HttpResponse:
    """Take the seat that is offered."""
    try:
        actions.accept(seat=_seat_of(registration, seat))
    except actions.OfferGone:
        words = {
            "registration": registration, "event": registration.event,
            "problem": _("This offer has expired, and the seat was offered to the next person."),
        }  # fmt: skip
        return render(request, "registrations/gone.html", words, status=410)
    return _back(registration)


@never_cache
@csrf_exempt
@require_POST
@_linked
def release(request: HttpRequest, registration: Registration, seat: int) -> HttpResponse:
    """Give back one seat, an offer, or a place on the waiting list."""
    actions.release(seat=_seat_of(registration, seat))
    return _back(registration)


@never_cache
@require_safe
@_linked
def calendar(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Calendar of what they come to, with the link that only they get and the way back."""
    event = registration.event
    if not registration.is_confirmed:
        return _back(registration)
    link = settings.BASE_URL + reverse("registrations:link", args=[registration.link_token])
    mine = shift_words.as_events(registration)
    body = calendars.written(mine, name=event.title, address=lambda one: link, are_whole=False)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="event.ics"'
    return response
