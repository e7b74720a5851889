"""Follow-ups on the front page of HQ."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from hustings.foundation.accounts import access
from hustings.people.contacts import follow_up_pages
from hustings.people.contacts.models import FollowUp
from hustings.people.persons.access import masking
from hustings.people.persons.rights import VIEW_PEOPLE


class MyFollowUps(Component):
    SHOWN = 8
    order = 60
    template_name = "contacts/follow_up_panel.html"

    def __init__(self, rows: list[FollowUp]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        return {
            "rows": self.rows,
            "hides": masking.hides(request.user),
            "today": timezone.localdate(),
            "here": request.path,
            "csrf_token": get_token(request),
            "heading": _("My follow-ups"),
            "id": "my-follow-ups",
            "icon": "calendar-check",
        }


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Component]) -> None:
    if not access.may(request.user, VIEW_PEOPLE):
        return
    if mine := list(follow_up_pages.of(request.user, request.user)[: MyFollowUps.SHOWN]):
        panels.append(MyFollowUps(mine))
