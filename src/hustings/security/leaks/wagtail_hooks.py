"""HQ: the leak room in the menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.accounts.wagtail_hooks import GuardedItem


@hooks.register("register_security_menu_item")
def leaks_item() -> MenuItem:
    return GuardedItem(
        _("Leak room"), reverse("leaks:index"), GUARD_MAIL, name="leaks", icon_name="warning", order=70
    )
