"""Registers the app's part of HQ."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return MenuItem(
        _("Territories"), reverse("territories:index"), name="territories", icon_name="globe", order=600
    )
