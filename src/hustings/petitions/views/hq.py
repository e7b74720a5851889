"""What HQ's pages of petitions share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.accounts import access
from hustings.accounts.roles import Right
from hustings.lib import asked
from hustings.lib import once as sent
from hustings.people.views.hq import page, posted
from hustings.petitions.models import Petition

__all__ = ["found", "may_see", "numbers", "once", "page", "posted", "sees", "show", "trail"]
once = sent.once("petitions_hq:list")


def may_see(user: Any) -> bool:
    """Petitions and their figures are for those who write the site, and for those who see people."""
    return any(access.may(user, right) for right in (Right.EDIT_SITE, Right.VIEW_PEOPLE))


def may(user: Any) -> dict[str, bool]:
    """What templates ask."""
    rights = {
        "may_edit": Right.EDIT_SITE, "may_view_people": Right.VIEW_PEOPLE, "may_judge": Right.CHANGE_PEOPLE,
        "may_export": Right.EXPORT_PEOPLE,
    }  # fmt: skip
    return {name: access.may(user, right) for name, right in rights.items()}


def sees(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Guard a view of what they all may see."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **keys: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **keys) if may_see(request.user) else access.denied(request)

    return guarded


def found(pk: int) -> Petition:
    """The petition, or 404."""
    return get_object_or_404(Petition, pk=pk)


def trail(petition: Petition | None = None) -> list[tuple[str, str]]:
    """The way to the list, or on to a petition."""
    steps = [(reverse("petitions_hq:list"), _("Petitions"))]
    if petition:
        steps.append((reverse("petitions_hq:petition", args=[petition.pk]), str(petition)))
    return steps


def numbers(posted: list[str]) -> list[int]:
    """The keys that were ticked; anything else is passed over."""
    return [key for one in posted if (key := asked.key(one)) is not None][:1_000]


def show(
    request: HttpRequest, template: str, petition: Petition | None, context: dict[str, Any], title: str,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """A page below a petition's, or below the list."""
    return page(
        request, f"petitions/hq/{template}.html", {"petition": petition, **may(request.user), **context},
        title=title, trail=trail(petition), icon="edit", status=status,
    )  # fmt: skip
