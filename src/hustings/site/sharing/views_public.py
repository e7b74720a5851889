"""Ending mails of thanks by the link in one: for anybody who holds it, without log-in or cookie."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.people.persons.models import Consent, Purpose
from hustings.site.sharing import actions, opt_out_links
from hustings.site.sharing.models import Thanks, Unthanked

DEEDS = {"end": actions.thank_no_more, "again": actions.thank_again, "end_news": actions.end_news}


@csrf_exempt  # mail programs post without a cookie (RFC 8058); the token is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def thanks_end(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the choices and changes nothing, so link scanners do no harm. POST acts."""
    thanks, is_ours = opt_out_links.named(token)
    if thanks is None:
        return _page(request, {"state": "gone" if is_ours else "unknown"}, 200 if is_ours else 400)
    with translation.override(thanks.person.language):
        return _for(request, thanks)


def _for(request: HttpRequest, thanks: Thanks) -> HttpResponse:
    if request.method == "POST":
        is_one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        deed = "end" if is_one_click else request.POST.get("deed", "")
        if deed not in DEEDS:
            return _page(request, {"state": "unknown"}, 400)
        DEEDS[deed](thanks=thanks)
    has_ended = Unthanked.objects.filter(person=thanks.person_id).exists()
    wants = Consent.objects.live().filter(person=thanks.person_id, purpose=Purpose.EMAIL).exists()
    return _page(request, {"state": "no" if has_ended or not wants else "yes", "wants_news": wants}, 200)


def _page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    response = render(request, "sharing/thanks_end.html", context, status=status)
    response["Referrer-Policy"], response["X-Robots-Tag"] = "no-referrer", "noindex"
    return response
