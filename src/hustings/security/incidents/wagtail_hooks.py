"""Registers the app's part of HQ, among it items of the menu *Shield*, which ``decoys`` makes."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.accounts.wagtail_hooks import GuardedItem


class _Item(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(access.live_grants(request.user))


PAGES = [
    (_("Incidents"), "incidents", "warning", 10), (_("Block and allow"), "rules", "cross", 20),
    (_("Was the guard right?"), "opinions", "tick-inverse", 25),
    (_("Bulletins"), "bulletins", "doc-full", 30),
    (_("Mail sources"), "sources", "mail", 80), (_("Guards"), "guards", "key", 82),
    (_("Settings"), "settings", "cog", 84), (_("Who looked"), "log", "view", 90),
]  # fmt: skip


def _item(label: Any, name: str, icon: str, order: int) -> MenuItem:
    return GuardedItem(
        label, reverse(f"incidents:{name}"), GUARD_MAIL, name=f"shield-{name}", icon_name=icon, order=order
    )


for _page in PAGES:
    hooks.register("register_security_menu_item", partial(_item, *_page))


@hooks.register("register_security_menu_item")
def report_item() -> MenuItem:
    return _Item(
        _("Report a message"), reverse("incidents:report"), name="shield-report", icon_name="mail", order=1
    )


@hooks.register("register_security_menu_item")
def exercises_item() -> MenuItem:
    """For all of the team, too: there one also refuses the bulletin."""
    return _Item(
        _("Exercises"),
        reverse("incidents:exercises"),
        name="shield-exercises",
        icon_name="clipboard-list",
        order=2,
    )
