"""Registers the app's part of HQ."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.accounts.wagtail_hooks import GuardedItem
from hustings.people.persons.rights import sees_sums


@hooks.register("register_admin_menu_item")
def directory() -> MenuItem:
    return GuardedItem(
        _("Representatives"), reverse("representatives_hq:directory"), EDIT_SITE,
        name="representatives", icon_name="group", order=225,
    )  # fmt: skip


class _Item(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return sees_sums(request.user)


@hooks.register("register_admin_menu_item")
def appeals() -> MenuItem:
    return _Item(_("Appeals"), reverse("appeals_hq:list"), name="appeals", icon_name="mail", order=72)
