"""The form of a petition."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.people.signups.kinds import Closed
from hustings.people.signups.public_forms import responses
from hustings.site.petitions import actions
from hustings.site.petitions.forms import SignForm, empty_form
from hustings.site.petitions.models import Petition, Signature


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
    said = {"shown": form.cleaned_data["shown_as"], "comment": form.cleaned_data.get("comment", "")}
    typed = Signature.typed(petition=petition, **said, **responses.typed(request, form))
    try:
        actions.sign(signature=typed)
    except Closed:
        return _not_open(request, petition, form)
    except actions.TooManySignatures:
        form.say_many()
        return _again(request, form, 429)
    return _sent(request, typed)


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


def _sent(request: HttpRequest, row: Signature | None = None) -> HttpResponse:
    """Say the same whether the address is new, has signed, or wants no more mails."""
    return responses.sent(request, "petitions/sent_words.html", "petitions:sent", row)
