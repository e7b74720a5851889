"""Registers the app's part of HQ: addresses and menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.accounts.wagtail_hooks import GuardedItem


@hooks.register("register_admin_menu_item")
def embeds() -> MenuItem:
    return GuardedItem(
        gettext_lazy("Embeds"), reverse("embeds:list"), EDIT_SITE, name="embeds", icon_name="code",
        order=206,
    )  # fmt: skip
