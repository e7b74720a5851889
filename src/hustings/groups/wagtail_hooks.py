"""Registers the app's part of HQ."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.accounts.wagtail_hooks import GuardedItem
from hustings.groups import urls
from hustings.groups.rights import CHANGE_GROUPS


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Everything below /hq/local-groups/."""
    return [path("local-groups/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Beside the agenda."""
    return GuardedItem(
        _("Local groups"), reverse("groups:groups"), CHANGE_GROUPS, name="local-groups",
        icon_name="group", order=224,
    )  # fmt: skip
