"""The questions every view asks before it shows or does anything."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.roles import Right
from hustings.foundation.territories.models import Containment, Zone

View = Callable[..., HttpResponseBase]
Rows = TypeVar("Rows", bound=QuerySet[Any])


def me(request: HttpRequest) -> User:
    """The member of the team who asks, as a guard of the view has seen to."""
    assert isinstance(request.user, User)
    return request.user


def live_grants(user: Any) -> list[Grant]:
    """Grants of ``user`` today. Read once in a request, and at every question elsewhere."""
    if not isinstance(user, User) or not user.is_active:
        return []
    if not user.is_of_request:
        return list(Grant.objects.live().filter(user=user))
    if not hasattr(user, "_live_grants"):
        user._live_grants = list(Grant.objects.live().filter(user=user))  # type: ignore[attr-defined]
    found: list[Grant] = user._live_grants  # type: ignore[attr-defined]
    return found


def is_of_team(user: Any) -> bool:
    """Whether ``user`` has any role today."""
    return bool(live_grants(user))


def forget(user: User) -> None:
    """Read the grants anew at the next question: something was granted or ended."""
    if hasattr(user, "_live_grants"):
        del user._live_grants


def grants(user: Any, right: Right) -> list[Grant]:
    """The live grants of ``user`` that carry ``right``."""
    return [grant for grant in live_grants(user) if right in grant.rights]


def may(user: Any, right: Right, zone: Zone | None = None) -> bool:
    """Whether ``user`` has ``right`` somewhere, or in ``zone`` where one is named."""
    return bool(grants(user, right)) if zone is None else covers(grants(user, right), zone)


def lets(user: Any, right: Right | Callable[[Any], bool]) -> bool:
    """Whether ``user`` has a right, or meets a question that stands in its place."""
    return may(user, right) if isinstance(right, Right) else right(user)


def covers(found: list[Grant], zone: Zone | None) -> bool:
    """Whether one of the grants reaches all of ``zone``; of everywhere where none is named."""
    outer = [grant.zone_id for grant in found if grant.zone_id is not None]
    if len(outer) < len(found):
        return True
    if zone is None or not outer:
        return False
    return zone.pk in outer or Containment.objects.filter(outer__in=outer, inner=zone).exists()


def may_until(user: Any, right: Right, zone: Zone | None, ends_on: date | None) -> bool:
    """Whether ``user`` has ``right`` in all of ``zone`` (None: everywhere) up to a day (None: for good)."""
    lasting = [
        grant
        for grant in grants(user, right)
        if grant.ends_on is None or (ends_on is not None and grant.ends_on >= ends_on)
    ]
    return covers(lasting, zone)


def everywhere(user: Any, right: Right) -> bool:
    """Whether ``user`` has ``right`` without a limit of territory."""
    return any(grant.zone_id is None for grant in grants(user, right))


def zones(user: Any, right: Right) -> QuerySet[Containment]:
    """The containments whose ``inner`` zones ``user`` has ``right`` in; use as ``values("inner")``."""
    outer = [grant.zone_id for grant in grants(user, right) if grant.zone_id is not None]
    return Containment.objects.filter(outer__in=outer)


def within(rows: Rows, user: Any, right: Right) -> Rows:
    """Those whose ``zone`` is one where ``user`` has ``right``; of no known zone only from everywhere."""
    return rows if everywhere(user, right) else rows.filter(zone__in=zones(user, right).values("inner"))


def denied(request: HttpRequest) -> HttpResponse:
    """The page that says no, in words."""
    return render(request, "accounts/denied.html", status=403)


def closed(request: HttpRequest, **words: str) -> HttpResponseBase:
    """A page of Wagtail's that is for nobody here."""
    return denied(request) if request.user.is_authenticated else redirect_to_login(request.get_full_path())


def needs(*rights: Right) -> Callable[[View], View]:
    """Guard a view: visitors go to the log-in page, users without all ``rights`` a 403 page in words."""

    def decorate(view: View) -> View:
        guarded = guard(lambda user: all(may(user, right) for right in rights))(view)
        guarded.needs = rights  # type: ignore[attr-defined] # read by the test that walks all views
        return guarded

    return decorate


def guard(lets: Callable[[Any], bool]) -> Callable[[View], View]:
    """Guard a view: visitors go to the log-in page, users whom ``lets`` does not let a 403 page in words."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return view(request, *args, **kwargs) if lets(request.user) else denied(request)

        return guarded

    return decorate
