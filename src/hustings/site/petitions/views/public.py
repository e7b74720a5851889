"""Sign, confirm, take back, disown: what visitors do with a petition."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.people.signups.public_forms import link_pages, responses
from hustings.site.petitions import actions, meter
from hustings.site.petitions.forms import SignForm, empty_form
from hustings.site.petitions.models import Petition, Signature
from hustings.site.petitions.models.signatures import SignatureQuerySet


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@require_http_methods(["GET", "HEAD", "POST"])
def signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the form: mail a link, or show the form again with what is missing."""
    petition = get_object_or_404(Petition, pk=pk, removed_at=None)
    shown = responses.shown(request)
    if shown is None:
        return _anew(request, petition)
    form = SignForm(petition, shown, request.POST)
    if form.is_trapped:
        return _sent(request)
    if not form.is_valid():
        return _again(request, form, 422)
    try:
        _sign(request, petition, form)
    except actions.NotOpen:
        return _not_open(request, petition, form)
    except actions.TooManySignatures:
        form.say_many()
        return _again(request, form, 429)
    return _sent(request)


def _anew(request: HttpRequest, petition: Petition) -> HttpResponse:
    """The form without a stamp of ours: asked for by its address, or kept open since long ago."""
    typed = responses.unticked(request.POST) if request.method == "POST" else None
    form = empty_form(petition, responses.page_before(request), request, typed)
    if not petition.is_open:
        return _not_open(request, petition, form)
    if typed is not None:
        form.say_strange()
    return _again(request, form, 200 if typed is None else 410)


def _again(request: HttpRequest, form: SignForm, status: int) -> HttpResponse:
    words: dict[str, Any] = {"form": form, "petition": form.petition}
    if not form.petition.is_open:
        return _not_open(request, form.petition, form)
    return responses.again(request, "petitions/sign_form.html", "petitions/sign_again.html", words, status)


def _not_open(request: HttpRequest, petition: Petition, form: SignForm | None = None) -> HttpResponse:
    """Closed meanwhile: with what was typed, to copy."""
    words = {"petition": petition, "written": form.written if form and form.is_bound else []}
    return responses.again(request, "petitions/not_open_words.html", "petitions/not_open.html", words, 410)


def _sign(request: HttpRequest, petition: Petition, form: SignForm) -> None:
    typed: dict[str, Any] = form.cleaned_data
    actions.sign(
        petition=petition,
        address=typed["email"],
        language=get_language() or settings.LANGUAGE_CODE,
        source=form.shown.source,
        consents=form.consents,
        given_name=typed["given_name"],
        family_name=typed.get("family_name", ""),
        postcode=typed["postcode"],
        zone=form.zone,
        phone=typed.get("phone", ""),
        shown=typed["shown_as"],
        comment=typed.get("comment", ""),
        visitor=responses.visitor(request),
        ref=form.shown.ref,
        came=form.shown.came,
        form_key=form.key,
    )


def _sent(request: HttpRequest) -> HttpResponse:
    """Say the same whether the address is new, has signed, or wants no more mails."""
    return responses.sent(request, "petitions/sent_words.html", "petitions:sent")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "petitions/sent.html")


def _found(request: HttpRequest, token: str, *, may_be_old: bool = False) -> Signature | HttpResponse:
    return link_pages.found(request, _rows(), token, "petitions", may_be_old=may_be_old)


def _rows() -> SignatureQuerySet:
    return Signature.objects.select_related("petition")


@never_cache
@csrf_exempt  # the token in the address is the only authority
@require_http_methods(["GET", "HEAD", "POST"])
def signature(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in the mail leads: what is signed, and a button, because scanners follow links."""
    found = _found(request, token)
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        try:
            confirmed = actions.confirm(signature=found)
        except actions.NotOpen:
            return _not_open(request, found.petition)
        return redirect("petitions:signature", token if confirmed.pk == found.pk else confirmed.link_token)
    words = {"signature": found, "petition": found.petition, "token": token}
    if found.withdrawn_at:
        return render(request, "petitions/withdrawn.html", words)
    if found.confirmed_at:
        return render(request, "petitions/thanks.html", words | {"meter": _meter(found.petition)})
    return render(request, "petitions/confirm.html", words)


def _meter(petition: Petition) -> meter.Meter:
    return meter.read(petition.pk, petition.goal)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """ "This wasn't me": a page with a button, then the signature is gone."""
    try:
        found = _rows().linked(token)  # to be rid of it one is never late
    except Signature.DoesNotExist:
        return render(request, "petitions/disowned.html")  # nothing is there: what they wanted
    if request.method == "POST":
        actions.disown(signature=found)
        return redirect("petitions:not_me", token)
    return render(request, "petitions/not_me.html", {"signature": found, "petition": found.petition})


@csrf_exempt
@require_POST
def withdrawal(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(request, token)
    if isinstance(found, HttpResponse):
        return found
    actions.withdraw(signature=found)
    return redirect("petitions:signature", token)


@csrf_exempt
@require_POST
def mails(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(request, token, may_be_old=True)
    if isinstance(found, HttpResponse):
        return found
    actions.mail_again(signature=found)
    return redirect("petitions:sent")
