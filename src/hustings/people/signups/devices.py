"""The cookie of a remembered device, and the one of a form that waits for the click on its link.

Two things make a device: the form was typed in this browser, and the link that was mailed was followed in
it. So neither whoever types somebody's address nor whoever is handed their mail gets one.
"""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from wagtail.models import Site

from hustings.people.persons.models import Email, Person
from hustings.people.signups import recognition
from hustings.people.signups.actions import devices
from hustings.people.signups.models import Device
from hustings.people.signups.models.devices import LIFE, digest
from hustings.people.signups.models.submissions import LINK_LIFE
from hustings.people.signups.public_forms import embeds
from hustings.people.signups.recognition import Known, Proof

ASKED = "remember"  # the box of a form
_signer = signing.TimestampSigner(sep=".", salt="hustings.people.signups.awaited-device")


def cookie_name(name: str = "device") -> str:
    """Bound to this very host where the site is served by HTTPS."""
    return f"__Host-{name}" if settings.SESSION_COOKIE_SECURE else name


def _set(response: HttpResponseBase, name: str, value: str, life: Any) -> None:
    response.set_cookie(
        cookie_name(name), value, max_age=life, path="/", httponly=True, samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip


def drop(response: HttpResponseBase, name: str = "device") -> None:
    """Have the browser delete the cookie; the row is another matter."""
    response.delete_cookie(cookie_name(name), path="/", samesite="Lax")


def keep(response: HttpResponseBase, email: Email) -> None:
    """Remember this browser. May raise NotProven."""
    _set(response, "device", devices.remember(email=email), LIFE)


def _current(request: HttpRequest) -> Device | None:
    return Device.of_secret(request.COOKIES.get(cookie_name(), ""))


def is_of(request: HttpRequest, person: Person) -> bool:
    """Whether this very browser remembers somebody."""
    device = _current(request)
    return device is not None and device.email.person_id == person.pk


def _find(request: HttpRequest) -> Known | None:
    device = _current(request)
    return Known(device.email, f"d{device.pk}") if device else None


def _forget(request: HttpRequest, response: HttpResponseBase) -> None:
    if secret := request.COOKIES.get(cookie_name(), ""):
        Device.objects.filter(digest=digest(secret)).delete()
        drop(response)


def is_offered(request: HttpRequest) -> bool:
    """On our own pages alone: a frame, or a candidate's own domain, never sees the cookie again."""
    if embeds.of(request) or recognition.is_from_outside(request):
        return False
    site = Site.find_for_request(request)
    return site is not None and site.is_default_site


def await_link(response: HttpResponseBase, kind: str, pk: int | None) -> None:
    """Note that this browser wants to be remembered once the link of a submission is followed in it.

    Also where nothing was kept, so that the answer doesn't tell.
    """
    _set(response, "device-asked", _signer.sign(f"{kind}.{pk or 0}"), LINK_LIFE)


def awaits(request: HttpRequest, kind: str, pk: str) -> bool:
    """Whether this browser waits for the link of that very submission."""
    try:
        asked = _signer.unsign(request.COOKIES.get(cookie_name("device-asked"), ""), max_age=LINK_LIFE)
    except signing.BadSignature:
        return False
    return asked == f"{kind}.{pk}"


def follow_link(response: HttpResponseBase, row: Any) -> None:
    """Remember the browser that waited, now that ``row`` is confirmed."""
    email = Email.objects.select_related("person").filter(key=row.key, person=row.person_id).first()
    with suppress(devices.NotProven):
        if email:
            keep(response, email)
    drop(response, "device-asked")


PROOF = Proof(_find, _forget)
