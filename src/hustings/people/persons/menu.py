"""Menu of HQ's pages about people."""

from typing import Any

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem

from hustings.foundation.accounts.roles import Right
from hustings.foundation.accounts.wagtail_hooks import GuardedItem

HOOK = "register_people_menu_item"
MENU = Menu(register_hook_name=HOOK)


def add(label: Any, address: str, right: Right, icon: str, order: int) -> None:
    """An entry for those who have a right somewhere; ``address`` is a view's name."""

    def item() -> MenuItem:
        name = address.replace(":", "-")
        return GuardedItem(label, reverse(address), right, name=name, icon_name=icon, order=order)

    hooks.register(HOOK, item)
