"""Half an hour in one browser: a signed cookie that names a link, whose row is the session.

It ends with the link, and when that mailbox is no longer theirs.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from hustings.people.persons.models import Email
from hustings.people.selfservice.models import PageLink, PageWish
from hustings.people.signups.recognition import Known, Proof

IDLE = timedelta(minutes=30)  # renewed by each page
LONGEST = timedelta(hours=4)
# Opening a page confirms its address, but for one that wants no mail; a mark set since removes the link.
_PROVEN = (Email.Status.CONFIRMED, Email.Status.REFUSED)
_signer = signing.TimestampSigner(sep=".", salt="hustings.people.persons.own-page")


def cookie_name() -> str:
    """Bound to this very host where the site is served by HTTPS."""
    return "__Host-own-page" if settings.SESSION_COOKIE_SECURE else "own-page"


def current(request: HttpRequest) -> PageLink | None:
    """The link that this browser opened, while its session lasts."""
    try:
        pk = int(_signer.unsign(request.COOKIES.get(cookie_name(), ""), max_age=IDLE))
    except (signing.BadSignature, ValueError):
        return None
    used = PageLink.objects.filter(pk=pk, wish=PageWish.OPEN, used_at__gt=timezone.now() - LONGEST)
    link = used.select_related("person", "person__zone").first()
    return link if link and link.is_theirs(_PROVEN) else None


def keep(response: HttpResponseBase, link: PageLink) -> None:
    """Renew the session: each page that shows somebody their own does."""
    response.set_cookie(
        cookie_name(), _signer.sign(str(link.pk)), max_age=IDLE, path="/", httponly=True, samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip


def end(response: HttpResponseBase, link: PageLink) -> None:
    if link.pk:
        PageLink.objects.filter(pk=link.pk).delete()
    response.delete_cookie(cookie_name(), path="/", samesite="Lax")


def _find(request: HttpRequest) -> Known | None:
    link = current(request)
    email = link.person.emails.filter(address=link.address).first() if link else None
    if link is None or email is None:
        return None
    email.person = link.person
    return Known(email, f"p{link.pk}", is_open=True)


def _forget(request: HttpRequest, response: HttpResponseBase) -> None:
    if link := current(request):
        end(response, link)


PROOF = Proof(_find, _forget)  # their forms are filled in, and count at once


def is_ended(response: Any) -> bool:
    """Whether ``end`` was called on this answer."""
    return cookie_name() in response.cookies
