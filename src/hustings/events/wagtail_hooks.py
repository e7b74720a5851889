"""Registers the app's part of HQ."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.accounts.wagtail_hooks import GuardedItem
from hustings.events import urls
from hustings.events.rights import CHANGE_EVENTS


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Everything below /hq/agenda/."""
    return [path("agenda/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """What happens when."""
    return GuardedItem(
        _("Agenda"), reverse("events:events"), CHANGE_EVENTS, name="agenda", icon_name="date", order=222
    )
