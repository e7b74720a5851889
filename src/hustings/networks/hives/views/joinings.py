"""The form by which anybody joins a buying group, with a link to their mailbox."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.networks.hives import joining as joinings
from hustings.networks.hives.models import Hive, HiveJoining
from hustings.networks.hives.people.joining_forms import JoiningForm, joining_form
from hustings.people.signups.public_forms import responses
from hustings.people.signups.public_forms.course import FormCourse
from hustings.people.signups.public_forms.stamp import Stamp


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: HttpRequest, slug: str) -> HttpResponse:
    return _Joining(request, get_object_or_404(Hive.objects.public(), slug=slug)).answer()


class _Joining(FormCourse[JoiningForm, Hive]):
    part, page = "hives/joining/form.html", "hives/joining/again.html"
    thanks, sent = "hives/joining/sent_words.html", "hive_joinings:sent"
    called = "hive"

    def empty(self, source: str, typed: Any) -> JoiningForm:
        return joining_form(self.request, source, typed)

    def bound(self, stamp: Stamp) -> JoiningForm:
        return JoiningForm(stamp, self.request.POST)

    def take(self, form: JoiningForm) -> HiveJoining:
        row = HiveJoining.typed(hive=self.subject, **responses.typed(self.request, form))
        joinings.ask(joining=row)
        return row

    def closed(self, form: JoiningForm, why: str) -> HttpResponse:
        return self.give_back(form, "hives/joining/closed_words.html", "hives/joining/closed.html")
