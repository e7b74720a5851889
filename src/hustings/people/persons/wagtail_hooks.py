"""Registers the app's part of HQ: addresses, menu, panels of the home page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem, SubmenuMenuItem

from hustings.people.persons import menu, pending_addresses
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE

menu.add(gettext_lazy("Tags"), "persons:tags", CHANGE_PEOPLE, "tag", 300)
menu.add(gettext_lazy("Fields"), "persons:fields", CHANGE_PEOPLE, "list-ul", 400)
menu.add(gettext_lazy("Topics of mail"), "persons:topics", CHANGE_PEOPLE, "mail", 405)
menu.add(gettext_lazy("Organisations"), "persons:organisations", VIEW_PEOPLE, "folder-open-1", 410)


class WaitingItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return pending_addresses.may_look(request.user)


@hooks.register(menu.HOOK)
def waits() -> MenuItem:
    return WaitingItem(
        gettext_lazy("Needs review"), reverse("persons:waiting"), name="people-waiting",
        icon_name="time", order=455,
    )  # fmt: skip


@hooks.register("register_admin_menu_item")
def people_menu() -> MenuItem:
    return SubmenuMenuItem(gettext_lazy("People"), menu.MENU, name="people", icon_name="group", order=50)
