"""The app's part of HQ."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from hustings.foundation.accounts.wagtail_hooks import GuardedItem
from hustings.security.decoys.rights import KEEP_DECOYS


@hooks.register("register_admin_menu_item")
def security_item() -> MenuItem:
    """The incidents: what guards the campaign. Apps above add theirs by ``register_security_menu_item``."""
    menu = Menu(register_hook_name="register_security_menu_item")
    return SubmenuMenuItem(_("Shield"), menu, name="shield", icon_name="lock", order=790)


@hooks.register("register_security_menu_item")
def decoys_item() -> MenuItem:
    return GuardedItem(
        _("Decoys"), reverse("decoys:index"), KEEP_DECOYS, name="decoys", icon_name="warning", order=60
    )
