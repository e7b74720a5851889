"""Common parts of HQ's pages of petitions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.lib.web import idempotency as sent
from hustings.foundation.lib.web import query_params
from hustings.people.persons.rights import CHANGE_PEOPLE, EXPORT_PEOPLE, VIEW_PEOPLE, sees_sums
from hustings.people.persons.views.frame import page, posted
from hustings.site.petitions.models import Petition

__all__ = ["found", "numbers", "once", "page", "posted", "sees", "show", "trail"]
once = sent.once("petitions_hq:list")
sees = access.guard(sees_sums)


def may(user: Any) -> dict[str, bool]:
    rights = {
        "may_edit": EDIT_SITE, "may_view_people": VIEW_PEOPLE, "may_judge": CHANGE_PEOPLE,
        "may_export": EXPORT_PEOPLE,
    }  # fmt: skip
    found = {name: access.may(user, right) for name, right in rights.items()}
    return found | {"may_remove": found["may_edit"] and access.everywhere(user, CHANGE_PEOPLE)}


def found(pk: int) -> Petition:
    """The petition, or 404."""
    return get_object_or_404(Petition, pk=pk)


def trail(petition: Petition | None = None) -> list[tuple[str, str]]:
    steps = [(reverse("petitions_hq:list"), _("Petitions"))]
    if petition:
        steps.append((reverse("petitions_hq:petition", args=[petition.pk]), str(petition)))
    return steps


def numbers(posted: list[str]) -> list[int]:
    """The keys that were ticked; anything else is passed over."""
    return [key for one in posted if (key := query_params.key(one)) is not None][:1_000]


def show(
    request: HttpRequest, template: str, petition: Petition | None, context: dict[str, Any], title: str,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    return page(
        request, f"petitions/hq/{template}.html", {"petition": petition, **may(request.user), **context},
        title=title, trail=trail(petition), icon="edit", status=status,
    )  # fmt: skip
