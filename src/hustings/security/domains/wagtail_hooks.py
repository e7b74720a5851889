"""Registers the app's part of HQ."""

from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.accounts.wagtail_hooks import GuardedItem


@hooks.register("register_security_menu_item")
def own_house() -> MenuItem:
    return GuardedItem(
        gettext_lazy("Domain security"), reverse("domains:house"), GUARD_MAIL, name="posture",
        icon_name="home", order=50,
    )  # fmt: skip
