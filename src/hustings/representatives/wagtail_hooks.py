"""Registers the app's part of HQ."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.accounts.roles import Right
from hustings.accounts.wagtail_hooks import GuardedItem
from hustings.representatives import urls


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Everything below /hq/representatives/."""
    return [path("representatives/", include(urls))]


@hooks.register("register_admin_menu_item")
def directory() -> MenuItem:
    """Who represents whom."""
    return GuardedItem(
        _("Representatives"), reverse("representatives_hq:directory"), Right.EDIT_SITE,
        name="representatives", icon_name="group", order=225,
    )  # fmt: skip
