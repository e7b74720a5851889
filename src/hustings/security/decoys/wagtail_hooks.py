"""The app's part of HQ."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from hustings.foundation.accounts.wagtail_hooks import GuardedItem
from hustings.security.decoys import urls
from hustings.security.decoys.rights import KEEP_DECOYS


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Everything below /hq/decoys/."""
    return [path("decoys/", include(urls))]


@hooks.register("register_admin_menu_item")
def shield_item() -> MenuItem:
    """The incidents: what guards the campaign. Apps above add theirs by ``register_shield_menu_item``."""
    menu = Menu(register_hook_name="register_shield_menu_item")
    return SubmenuMenuItem(_("Shield"), menu, name="shield", icon_name="lock", order=790)


@hooks.register("register_shield_menu_item")
def decoys_item() -> MenuItem:
    """Decoys and their alarms."""
    return GuardedItem(
        _("Decoys"), reverse("decoys:index"), KEEP_DECOYS, name="decoys", icon_name="warning", order=60
    )
