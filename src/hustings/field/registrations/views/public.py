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
from hustings.people.signups.kinds import Closed
from hustings.people.signups.public_forms import responses
from hustings.people.signups.public_forms.course import FormCourse
from hustings.people.signups.public_forms.stamp import Stamp


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@require_http_methods(["GET", "HEAD", "POST"])
def registrations(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event.objects.shown(), pk=pk)
    return _Registering(request, event).answer()


class _Registering(FormCourse[RegisterForm, Event]):
    part, page = "registrations/form.html", "registrations/again.html"
    thanks, sent = "registrations/sent_words.html", "registrations:sent"
    called = "event"

    def empty(self, source: str, typed: Any) -> RegisterForm:
        return empty_form(self.subject, source, self.request, typed)

    def bound(self, stamp: Stamp) -> RegisterForm:
        return RegisterForm(self.subject, stamp, self.request.POST)

    def take(self, form: RegisterForm) -> Registration:
        said = {
            "guests": form.cleaned_data["guests"], "wished": form.asked(),
            "answers": form.answers,
        }  # fmt: skip
        typed = Registration.typed(event=self.subject, **said, **responses.typed(self.request, form))
        try:
            actions.register(registration=typed)
        except Closed as closed:
            raise Closed(actions.refusal(typed)) from closed
        return typed

    def refusal(self, form: RegisterForm) -> str | None:
        return openings.refusal(self.subject, list(self.subject.shifts.all())) or None

    def closed(self, form: RegisterForm, why: str) -> HttpResponse:
        refusal = why or self.refusal(form) or ""
        part, page = "registrations/not_open_words.html", "registrations/not_open.html"
        return self.give_back(form, part, page, refusal=refusal)


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
            registration=registration, shifts=form.asked(),
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
