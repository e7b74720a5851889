"""Registers the app's part of HQ."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts.rights import EDIT_CANDIDATES
from hustings.foundation.accounts.wagtail_hooks import GuardedItem


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return GuardedItem(
        _("Candidates"), reverse("candidates:candidates"), EDIT_CANDIDATES,
        name="candidates", icon_name="user", order=220,
    )  # fmt: skip
