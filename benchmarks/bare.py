"""One view that writes one row."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from hustings.people.models import SignUp


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


urlpatterns = [
    path("fr/sign-ups/", write),
    path("health/", lambda request: HttpResponse("ok", headers={"Content-Length": "2"})),
]
