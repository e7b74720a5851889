"""The form of a petition."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.people.signups.public_forms import responses
from hustings.people.signups.public_forms.course import FormCourse
from hustings.people.signups.public_forms.stamp import Stamp
from hustings.site.petitions import actions
from hustings.site.petitions.forms import SignForm, empty_form
from hustings.site.petitions.models import Petition, Signature


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@require_http_methods(["GET", "HEAD", "POST"])
def signatures(request: HttpRequest, pk: int) -> HttpResponse:
    petition = get_object_or_404(Petition, pk=pk, removed_at=None)
    return _Signing(request, petition).answer()


class _Signing(FormCourse[SignForm, Petition]):
    part, page = "petitions/sign_form.html", "petitions/sign_again.html"
    thanks, sent = "petitions/sent_words.html", "petitions:sent"
    called = "petition"

    def empty(self, source: str, typed: Any) -> SignForm:
        return empty_form(self.subject, source, self.request, typed)

    def bound(self, stamp: Stamp) -> SignForm:
        return SignForm(self.subject, stamp, self.request.POST)

    def take(self, form: SignForm) -> Signature:
        said = {"shown": form.cleaned_data["shown_as"], "comment": form.cleaned_data.get("comment", "")}
        typed = Signature.typed(petition=self.subject, **said, **responses.typed(self.request, form))
        actions.sign(signature=typed)
        return typed

    def refusal(self, form: SignForm) -> str | None:
        return None if self.subject.is_open else ""

    def closed(self, form: SignForm, why: str) -> HttpResponse:
        return self.give_back(form, "petitions/not_open_words.html", "petitions/not_open.html")
