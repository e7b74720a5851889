"""Next steps from a turf: each app that stands above says its own, and the turf's page lists them."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from hustings.field.turfs.models import Turf
from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Right
from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Step:
    """A link from a turf to a view with its plan and number, for those with the right."""

    label: Any
    view: str
    right: Right


steps = Registry[Step]("turfs.steps")


def turf_of(user: User, right: Right, plan: int, number: int) -> Turf:
    """The turf that such a view is about, for a user who has the right where it lies; else Http404."""
    rows = Turf.objects.visible_to(user).select_related("plan__zone")
    found = get_object_or_404(rows, plan=plan, number=number)
    if not access.may(user, right, found.plan.zone):
        raise Http404
    return found
