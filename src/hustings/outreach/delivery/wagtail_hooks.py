"""The demo's inbox in the menu of HQ."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import CHANGE_SETTINGS


class _InboxItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Only in the demo, and only to those who may change everything."""
        return settings.DEMO and access.may(request.user, CHANGE_SETTINGS)


@hooks.register("register_admin_menu_item")
def inbox_item() -> MenuItem:
    return _InboxItem(
        _("Inbox (demo)"), reverse("delivery:inbox"), name="inbox", icon_name="download", order=220
    )
