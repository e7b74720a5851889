"""Actions on the own page: each a small form, one action, back to the page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.web.idempotency import once
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.do_not_contact import MARKS
from hustings.people.persons.models import OF_TEAM, Purpose
from hustings.people.persons.refusals import Refused
from hustings.people.privacy import actions as privacy_actions
from hustings.people.selfservice import actions as own_page
from hustings.people.selfservice import download, sessions, timeline_sentences
from hustings.people.selfservice.forms import (
    AddressForm,
    CorrectionForm,
    FactsForm,
    NumberForm,
    PauseForm,
    PlaceForm,
    SureForm,
    TopicsForm,
)
from hustings.people.selfservice.models import PageLink
from hustings.people.selfservice.views.own_page import own, page, show
from hustings.people.signups import devices
from hustings.people.signups.actions import devices as device_actions
from hustings.people.signups.actions import referral_links

Deed = Callable[..., HttpResponse]


def back(done: str, part: str = "") -> HttpResponse:
    return redirect(f"{reverse('own_page:me')}?done={done}#{part or 'done'}")


def deed(view: Deed) -> Deed:
    """A view that only acts, and says why where it may not."""

    @own
    @require_POST
    @once("own_page:me", is_said=False)
    @wraps(view)
    def done(request: HttpRequest, link: PageLink, *args: Any, **more: Any) -> HttpResponse:
        try:
            return view(request, link, *args, **more)
        except Refused as why:
            return show(request, link.person, 422, problem=str(why))

    return done  # type: ignore[return-value]


@deed
def correct(request: HttpRequest, link: PageLink) -> HttpResponse:
    form = CorrectionForm.of(link.person, request.POST)
    if not form.is_valid():
        return show(request, link.person, 422, correction=form)
    persons_actions.change_person(person=link.person, **form.cleaned_data)
    return back("saved")


@deed
def change_facts(request: HttpRequest, link: PageLink) -> HttpResponse:
    form = FactsForm(link.person, request.POST)
    if not form.is_valid():
        return show(request, link.person, 422, facts_form=form)
    own_page.change_facts(person=link.person, answers=form.own_fields())
    return back("saved", "you")


@deed
def add_email(request: HttpRequest, link: PageLink) -> HttpResponse:
    """A new address: a mail to it asks whether it is theirs."""
    form = AddressForm(request.POST, prefix="email")
    if not form.is_valid():
        return show(request, link.person, 422, email_form=form)
    address, language = str(form.cleaned_data["address"]), get_language() or link.person.language
    own_page.ask_to_prove(person=link.person, address=address, language=language)
    return back("proof")


@deed
def email_first(request: HttpRequest, link: PageLink, pk: int) -> HttpResponse:
    persons_actions.put_email_first(email=get_object_or_404(link.person.emails, pk=pk))
    return back("saved")


@deed
def remove_email(request: HttpRequest, link: PageLink, pk: int) -> HttpResponse:
    own_page.drop_email(email=get_object_or_404(link.person.emails, pk=pk), link=link)
    return back("removed")


@deed
def add_phone(request: HttpRequest, link: PageLink) -> HttpResponse:
    form = NumberForm(request.POST, prefix="phone")
    if not form.is_valid():
        return show(request, link.person, 422, phone_form=form)
    persons_actions.add_phone(person=link.person, number=form.cleaned_data["number"])
    return back("saved")


@deed
def remove_phone(request: HttpRequest, link: PageLink, pk: int) -> HttpResponse:
    persons_actions.remove_phone(phone=get_object_or_404(link.person.phones, pk=pk))
    return back("removed")


@deed
def add_address(request: HttpRequest, link: PageLink) -> HttpResponse:
    form = PlaceForm(request.POST, prefix="place")
    if not form.is_valid():
        return show(request, link.person, 422, place_form=form)
    persons_actions.add_postal_address(person=link.person, **form.cleaned_data)
    return back("saved")


@deed
def remove_address(request: HttpRequest, link: PageLink, pk: int) -> HttpResponse:
    persons_actions.remove_postal_address(address=get_object_or_404(link.person.addresses, pk=pk))
    return back("removed")


@deed
def answer(request: HttpRequest, link: PageLink, purpose: str) -> HttpResponse:
    """Yes or no to one purpose, with the sentence that stood beside the button."""
    if purpose not in Purpose or request.POST.get("answer") not in {"yes", "no"}:
        raise Http404
    is_given, asked = request.POST["answer"] == "yes", Purpose(purpose)
    if asked in OF_TEAM and not link.person.consents.filter(purpose=asked).exists():
        raise Http404
    text = timeline_sentences.wording(asked, Campaign.current())
    own_page.answer_purpose(person=link.person, purpose=asked, is_given=is_given, text=text)
    return back(request.POST["answer"], "consents")


@deed
def choose_topics(request: HttpRequest, link: PageLink) -> HttpResponse:
    form = TopicsForm(request.POST)
    if not form.is_valid():
        return show(request, link.person, 422)
    own_page.choose_topics(person=link.person, **form.cleaned_data)
    return back("saved", "topics")


@deed
def get_link(request: HttpRequest, link: PageLink) -> HttpResponse:
    """A link of their own to bring friends by."""
    referral_links.make_link(person=link.person)
    return back("saved", "friends")


@deed
def stop_link(request: HttpRequest, link: PageLink) -> HttpResponse:
    referral_links.stop_links(person=link.person)
    return back("removed", "friends")


@deed
def remember_device(request: HttpRequest, link: PageLink) -> HttpResponse:
    """Have this browser known by the address that opened the page."""
    answer = back("remembered", "devices")
    email = link.person.emails.filter(address=link.address).first()
    if email and not devices.is_of(request, link.person):
        devices.keep(answer, email)
    return answer


@deed
def forget_devices(request: HttpRequest, link: PageLink) -> HttpResponse:
    device_actions.forget(person=link.person)
    answer = back("forgotten", "devices")
    devices.drop(answer)
    return answer


@deed
def mark(request: HttpRequest, link: PageLink, name: str) -> HttpResponse:
    """No calls, no visits, no mail: set or taken off."""
    if name not in MARKS or request.POST.get("is_set") not in {"yes", "no"}:
        raise Http404
    persons_actions.set_mark(person=link.person, mark=name, is_set=request.POST["is_set"] == "yes")
    return back("saved", "consents")


@deed
def pause(request: HttpRequest, link: PageLink) -> HttpResponse:
    """No mailings for a while, or again from now on."""
    if "end" in request.POST:
        own_page.pause_mails(person=link.person, until=None)
        return back("unpaused", "pause")
    form = PauseForm(request.POST)
    if not form.is_valid():
        return show(request, link.person, 422, pause_form=form)
    own_page.pause_mails(person=link.person, until=form.until)
    return back("paused", "pause")


@own
@require_safe
def everything(request: HttpRequest, link: PageLink, form: str) -> HttpResponse:
    if form == "json":
        text, kind = download.as_json(link.person), "application/json"
    else:
        text, kind = download.as_html(link.person, get_language() or "en"), "text/html; charset=utf-8"
    response = HttpResponse(text, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="my-data.{form}"'
    return response


@own
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, link: PageLink) -> HttpResponse:
    if request.method == "POST":
        own_page.leave(person=link.person)
        answer = back("left", "consents")
        devices.drop(answer)
        return answer
    standing = link.person.consents.filter(is_given=True)
    return page(request, "leave", {"purposes": [stand.get_purpose_display() for stand in standing]})


@own
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, link: PageLink) -> HttpResponse:
    form = SureForm(request.POST if "last" in request.POST else None)
    if request.method == "POST" and form.is_bound and form.is_valid():
        privacy_actions.erase_person(person=link.person)
        link.pk = None
        response = page(request, "erased", {})
        sessions.end(response, link)
        devices.drop(response)
        return response
    step = "last" if request.method == "POST" else "first"
    return page(request, "erase", {"form": form, "step": step}, 422 if form.errors else 200)
