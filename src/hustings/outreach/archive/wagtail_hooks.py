"""The archive in the menu of HQ."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.accounts.wagtail_hooks import GuardedItem


@hooks.register("register_settings_menu_item")
def archive_item() -> MenuItem:
    return GuardedItem(
        _("Archive of mailings"), reverse("archive:archive"), CHANGE_SETTINGS,
        name="archive", icon_name="folder-open-inverse", order=541,
    )  # fmt: skip
