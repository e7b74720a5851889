"""The way from our pages to where somebody pays."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRedirect

from hustings.people.signups.public_forms import responses

PART, PAGE = "payments/forward_words.html", "payments/forward.html"


def leave(request: HttpRequest, url: str, here: str) -> HttpResponse:
    """To the provider, by a page of ours: browsers let no form lead to other sites."""
    if responses.wants_part(request):
        return lead(url or here)
    return render(request, PAGE, {"url": url}) if url else redirect(here)


def lead(url: str) -> HttpResponse:
    """Have htmx leave the page."""
    found: HttpResponse = HttpResponseClientRedirect(url)
    return found
