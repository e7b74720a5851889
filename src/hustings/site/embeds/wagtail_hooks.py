"""Registers the app's part of HQ: addresses and menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.accounts.wagtail_hooks import GuardedItem
from hustings.site.embeds import urls


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Everything below /hq/embedding/; Wagtail has embeds of its own."""
    return [path("embedding/", include(urls))]


@hooks.register("register_admin_menu_item")
def embeds() -> MenuItem:
    """After the audience."""
    return GuardedItem(
        gettext_lazy("Embeds"), reverse("embeds:list"), EDIT_SITE, name="embeds", icon_name="code",
        order=206,
    )  # fmt: skip
