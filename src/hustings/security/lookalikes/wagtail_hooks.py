"""Registers the app's part of HQ."""

from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.accounts.wagtail_hooks import GuardedItem


@hooks.register("register_security_menu_item")
def look_alikes() -> MenuItem:
    return GuardedItem(
        gettext_lazy("Look-alikes"), reverse("lookalikes:list"), GUARD_MAIL, name="lookouts",
        icon_name="view", order=40,
    )  # fmt: skip
