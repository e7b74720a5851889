"""Views with nothing around them: one writes one row, one returns bytes."""

import os
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path

from hustings.people.signups.models import SignUp


def write(request: HttpRequest) -> HttpResponse:
    """Keep what was posted, unchecked."""
    posted = request.POST
    SignUp.objects.create(
        address=posted["email"],
        key=posted["email"],
        given_name=posted["given_name"],
        postcode=posted["postcode"],
        language="fr",
        source="/",
    )
    return HttpResponse(status=302, headers={"Location": "/", "Content-Length": "0"})


@cache
def _bytes(number: int) -> bytes:
    return Path(os.environ["HUSTINGS_BENCH_PAGES"], str(number)).read_bytes()


def page(request: HttpRequest, number: int) -> HttpResponse:
    """The bytes of a page."""
    body = _bytes(number)
    return HttpResponse(body, headers={"Content-Length": str(len(body))})


urlpatterns = [
    path("pages/<int:number>/", page),
    path("fr/sign-ups/", write),
    path("health/", lambda request: HttpResponse("ok", headers={"Content-Length": "2"})),
]
