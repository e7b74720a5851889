"""The questions every view asks before it shows or does anything."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase

from hustings.accounts.models import Grant, User
from hustings.accounts.roles import Right, Role
from hustings.territories.models import Containment, Zone

View = Callable[..., HttpResponseBase]


def grants(user: Any, right: Right) -> QuerySet[Grant]:
    """The live grants of ``user`` that carry ``right``."""
    if not isinstance(user, User) or not user.is_active:
        return Grant.objects.none()
    return Grant.objects.live().filter(user=user, role__in=[role for role in Role if right in role.rights])


def may(user: Any, right: Right, zone: Zone | None = None) -> bool:
    """Whether ``user`` has ``right`` somewhere, or in ``zone`` where one is named."""
    found = grants(user, right)
    if zone is None:
        return found.exists()
    return any(
        grant.zone_id is None or Containment.objects.filter(outer=grant.zone_id, inner=zone).exists()
        for grant in found
    )


def everywhere(user: Any, right: Right) -> bool:
    """Whether ``user`` has ``right`` without a limit of territory."""
    return grants(user, right).filter(zone=None).exists()


def zones(user: Any, right: Right) -> QuerySet[Containment]:
    """The containments whose ``inner`` zones ``user`` has ``right`` in; use as ``values("inner")``."""
    return Containment.objects.filter(outer__in=grants(user, right).exclude(zone=None).values("zone"))


def needs(right: Right) -> Callable[[View], View]:
    """Guard a view: visitors go to the log-in page, users without ``right`` get a 403 page in words."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may(request.user, right):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.needs = right  # type: ignore[attr-defined] # read by the test that walks all views
        return guarded

    return decorate
