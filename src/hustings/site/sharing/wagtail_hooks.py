"""Registers the app's part of HQ: addresses, the menu, a button on each page."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from hustings.foundation.accounts.rights import EDIT_CANDIDATES
from hustings.foundation.accounts.wagtail_hooks import GuardedItem


@hooks.register("register_admin_menu_item")
def item() -> MenuItem:
    url = reverse("sharing:list")
    return GuardedItem(
        _("Share kit"), url, EDIT_CANDIDATES, name="sharing", icon_name="link", order=206
    )  # fmt: skip


@hooks.register("register_page_header_buttons")
def button(page: Page, user: Any, **more: Any) -> Iterator[Button]:
    if page.live and page.depth > 1 and page.permissions_for_user(user).can_edit():
        url = reverse("sharing:subject", args=[f"page-{page.pk}"])
        yield Button(_("Share kit"), url, icon_name="link", priority=70)
