"""Registers the app's part of HQ: addresses and menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.people.persons.rights import sees_sums


class _Item(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return sees_sums(request.user)


@hooks.register("register_admin_menu_item")
def petitions() -> MenuItem:
    return _Item(
        gettext_lazy("Petitions"), reverse("petitions_hq:list"), name="petitions", icon_name="edit", order=214
    )
