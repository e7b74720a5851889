"""Registers the app's part of HQ: addresses and menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts import access
from hustings.people.persons import menu
from hustings.people.persons.rights import VIEW_PEOPLE, sees_sums


class _OfSite(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """To those who write the site and don't see people, whose menu has forms too."""
        return sees_sums(request.user) and not access.may(request.user, VIEW_PEOPLE)


@hooks.register("register_admin_menu_item")
def sums_of_forms() -> MenuItem:
    """The list, for those who see sums alone."""
    return _OfSite(
        gettext_lazy("Forms"), reverse("forms:list"), name="surveys-sums", icon_name="form", order=72
    )


menu.add(gettext_lazy("Forms"), "forms:list", VIEW_PEOPLE, "form", 250)
