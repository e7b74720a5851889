"""The sign-up in four steps, and the pages that machines ask for."""

from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost, SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.lib import routes
from hustings.foundation.territories import postcodes
from hustings.people.persons.models import RecruitLink
from hustings.people.signups import actions
from hustings.people.signups.models import SignUp
from hustings.people.signups.public_forms import embeds, responses
from hustings.people.signups.public_forms.course import FormCourse
from hustings.people.signups.public_forms.stamp import Stamp
from hustings.site.website import forms, offers
from hustings.site.website import sign_up as sign_up_form
from hustings.site.website.audience.origins import FRIEND
from hustings.site.website.discovery import sitemap
from hustings.site.website.look import frame
from hustings.site.website.models import SignUpPage
from hustings.site.website.serving import page_lookup


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@require_http_methods(["GET", "HEAD", "POST"])
def sign_ups(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _SigningUp(request, None).answer()
    page = SignUpPage.objects.live().filter(locale__language_code=get_language()).first()
    return redirect(embeds.here(request, page.url if page else "/"))


class _SigningUp(FormCourse[forms.SignUpForm, None]):
    part, page = "website/sign_up_form.html", "website/sign_up_again.html"
    thanks, sent = "website/sent_words.html", "sign_ups:sent"

    def empty(self, source: str, typed: Any) -> forms.SignUpForm:
        return sign_up_form.empty_form(source, self.request, typed)

    def bound(self, stamp: Stamp) -> forms.SignUpForm:
        return forms.SignUpForm(stamp, self.request.POST)

    def take(self, form: forms.SignUpForm) -> SignUp:
        recruiter = RecruitLink.objects.all().owner(form.by)
        row = SignUp.typed(**responses.typed(self.request, form), recruiter=recruiter)
        actions.request_sign_up(sign_up=row)
        return row

    def words(self, form: forms.SignUpForm) -> dict[str, Any]:
        words: dict[str, Any] = {"sign_up_form": form}
        if responses.wants_part(self.request):
            words |= {"frame": frame.around(self.request, None)}
        return words


@require_safe
def open_offers(request: HttpRequest, name: str) -> HttpResponse:
    """All that is open of one kind, such as petitions; a page of this address goes first."""
    page: HttpResponse | None = _page_at(request)
    if page is not None:
        return page
    kind = offers.offers.find(name)
    assert kind
    words = {"section": offers.section(request, kind, None, most=offers.LISTED)}
    response = render(request, "website/offers_page.html", words)
    response.is_for_everybody = True  # type: ignore[attr-defined] # website.page_cache
    return response


def _page_at(request: HttpRequest) -> Any:
    try:
        return page_lookup.serve(request, request.path.partition(f"/{get_language()}/")[2])
    except Http404:
        return None


@never_cache
@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The sign-up form by the link of somebody who brings friends; apart from pages in memory."""
    if RecruitLink.objects.all().owner(token) is None:
        return redirect(frame.around(request, None).sign_up_url or "/")
    form = sign_up_form.empty_form(FRIEND, request)
    form.by = token
    words = {"form": form, "sign_up_form": form, "frame": frame.around(request, None)}
    response = render(request, "website/invitation.html", words)
    response["X-Robots-Tag"], response["Referrer-Policy"] = "noindex", "same-origin"
    return response


@require_safe
@cache_control(max_age=3600)
def communes(request: HttpRequest) -> HttpResponse:
    postcode = "".join(request.GET.get("postcode", "")[:20].split()).upper()
    found = postcodes.choices(postcode)
    words: dict[str, Any] = {"places": found.pairs if len(found.options) > 1 else []}
    if found.unsure:
        words |= {"chosen": str(found.unsure.pk), "is_divided": True}
    return render(request, "signups/public_forms/commune.html", words)


@require_safe
@cache_control(max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: the pages."""
    if settings.STAGING:
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
    lines = [
        "User-agent: *",
        "Disallow: /hq/",
        "Disallow: /account/",
        *(f"Disallow: /*/{path}/" for path in routes.unlisted_paths.all()),
        "Allow: /",
    ]
    lines.append(f"Sitemap: {sitemap.root(request)}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 in words: above all for what is larger than we take. Who tries hosts and files gets no page."""
    if isinstance(exception, DisallowedHost | SuspiciousFileOperation):
        return HttpResponseBadRequest("400 Bad Request", content_type="text/plain")
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 in words."""
    return render(request, "403.html", status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token: what to do, for those who sign in and for those who never do."""
    signs_in = request.path.startswith(("/hq/", "/account/"))
    return render(request, "403_csrf.html", {"signs_in": signs_in}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in words."""
    return render(request, "404.html", status=404)
