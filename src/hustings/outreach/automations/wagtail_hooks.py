"""Sequences in the menu of HQ."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.accounts.wagtail_hooks import GuardedItem


@hooks.register("register_admin_menu_item")
def sequences_item() -> MenuItem:
    return GuardedItem(
        _("Sequences"), reverse("automations:sequences"), VIEW_MAILINGS,
        name="sequences", icon_name="clipboard-list", order=212,
    )  # fmt: skip
