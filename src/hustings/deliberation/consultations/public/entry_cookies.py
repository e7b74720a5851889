"""The cookie of a browser in which somebody took part: it names entries, and nothing of who sent them.

Until the mail is confirmed, further acts wait with the same entry. A browser in which the mailed link was
followed, too, acts for its voice from then on, in that consultation alone.
"""

from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from hustings.people.signups import devices
from hustings.people.signups.models.submissions import KEPT_UNCONFIRMED

_NAME, _SALT = "entries", "hustings.deliberation.consultations.entry-cookie"
MOST = 5  # consultations that one browser takes part in


class Kept(NamedTuple):
    """An entry, and whether its link was followed in this browser."""

    entry: int
    is_proven: bool


def read(request: HttpRequest) -> dict[int, Kept]:
    """Consultation -> entry."""
    text = request.COOKIES.get(devices.cookie_name(_NAME), "")
    if not text:
        return {}
    try:
        rows = signing.loads(text, salt=_SALT, max_age=KEPT_UNCONFIRMED)
        return {int(where): Kept(int(entry), bool(is_proven)) for where, entry, is_proven in rows}
    except (signing.BadSignature, TypeError, ValueError):
        return {}


def keep(
    request: HttpRequest,
    response: HttpResponseBase,
    consultation: int,
    entry: int,
    *,
    is_proven: bool = False,
) -> None:
    """Have this browser go on with an entry; of older ones, the newest are kept."""
    found: dict[int, Any] = read(request)
    found.pop(consultation, None)
    found[consultation] = Kept(entry, is_proven)
    rows = [[where, *kept] for where, kept in found.items()][-MOST:]
    response.set_cookie(
        devices.cookie_name(_NAME), signing.dumps(rows, salt=_SALT), max_age=KEPT_UNCONFIRMED, path="/",
        httponly=True, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip
