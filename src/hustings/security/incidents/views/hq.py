"""Common parts of the pages: the frame, who asks and from where, and places in long lists."""

from typing import Any, cast

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.login.adapter import address_of
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.web.frame import frame
from hustings.security.incidents.models import Incident, Order

SIZE = 50
everybody = access.guard(lambda user: bool(access.live_grants(user)))


def page(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], *trail: tuple[str, str],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    about = frame(title, *trail, icon="lock")
    return render(request, f"incidents/{name}.html", about | context, status=status)


def home() -> tuple[str, str]:
    return reverse("incidents:incidents"), _("Incidents")


def who(request: HttpRequest) -> User:
    return cast(User, request.user)


def by(request: HttpRequest) -> dict[str, Any]:
    return {"user": who(request), "address": address_of(request)}


def incident(pk: int) -> Incident:
    """The one of this number, or 404."""
    rows = Incident.objects.annotate(has_orders=Exists(Order.objects.filter(incident=OuterRef("pk"))))
    return get_object_or_404(rows.select_related("merged_into", "closed_by"), pk=pk)
