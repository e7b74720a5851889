"""The list of what to do next, and what the team itself has to do."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import Grant
from hustings.foundation.accounts.rights import CHANGE_TEAM
from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib import todos


class Panel(Component):
    """On the front page of HQ: what is to be done next, urgent things first."""

    name = "deeds"
    order = 20
    template_name = "accounts/hq/deeds.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "deeds": list(todos.due(parent_context["request"].user)),
            "heading": gettext_lazy("To do"),
        }


def of_the_team(user: Any) -> Iterator[todos.Todo]:
    """Nobody should be the only one who can open the door."""
    if not access.may(user, CHANGE_TEAM):
        return
    directors = Grant.objects.live().filter(role=Role.DIRECTOR, zone=None, user__is_active=True)
    if directors.values("user").distinct().count() < 2:
        words = _("Add a second director, so that a lost phone can’t lock everyone out")
        yield todos.Todo(words, reverse("accounts_hq:invitation"))
