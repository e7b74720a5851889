"""Registers the app's part of HQ."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.accounts.wagtail_hooks import GuardedItem
from hustings.security.domains import urls


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Everything below /hq/own-house/."""
    return [path("own-house/", include(urls))]


@hooks.register("register_shield_menu_item")
def own_house() -> MenuItem:
    """Below the shield."""
    return GuardedItem(
        gettext_lazy("Own house"), reverse("domains:house"), GUARD_MAIL, name="posture",
        icon_name="home", order=50,
    )  # fmt: skip
