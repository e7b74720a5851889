"""The menu of HQ as Wagtail shows it: groups of entries."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem, admin_menu, settings_menu

from hustings.foundation.accounts import access, menu

NOT_FOR_CAMPAIGNS = {"help", "reports"}  # Wagtail's own help; its reports are about pages and their locks


class GuardedItem(MenuItem):
    """A menu item for those who may open its page."""

    def __init__(self, entry: menu.Entry) -> None:
        name = entry.view.replace(":", "-")
        url = reverse(entry.view)
        if entry.below == menu.NEW:
            url += "#main"  # past the menu; and on that page the list is marked that the new thing will be in
        classname = "hq-menu-apart" if entry.order == menu.APART else ""
        super().__init__(entry.label, url, name, classname=classname, icon_name=entry.icon, order=entry.order)
        self.right = entry.right

    def is_shown(self, request: HttpRequest) -> bool:
        return access.lets(request.user, self.right)


class Group(Menu):
    """The entries below an item of the menu."""

    def menu_items_for_request(self, request: HttpRequest) -> list[MenuItem]:
        """The entries that this user sees: worked out once in a request, though Wagtail asks many times."""
        seen: dict[Group, list[MenuItem]] = request.__dict__.setdefault("_hq_menu", {})
        if self not in seen:
            seen[self] = list(super().menu_items_for_request(request))
        return list(seen[self])


def in_order(found: Menu, request: HttpRequest) -> list[tuple[MenuItem, Any]]:
    """Items and, where they are groups, what is below them."""
    items = sorted(found.menu_items_for_request(request), key=lambda item: item.order)
    return [
        (item, in_order(item.menu, request) if isinstance(item, SubmenuMenuItem) else ()) for item in items
    ]


def register() -> None:
    """Tell Wagtail of all that the apps contribute: once all are there, as manifests are read."""
    for submenu in menu.submenus.all():
        hooks.register(f"register_{submenu.below}_menu_item", partial(_submenu, submenu))
    for entry in menu.entries.all():
        hooks.register(f"register_{entry.below}_menu_item", partial(GuardedItem, entry))
    for move in menu.moves.all():
        hooks.register(f"register_{move.below}_menu_item", partial(MovedItem, move))
    hooks.register("construct_main_menu", _shorten)
    hooks.register("construct_settings_menu", _without_moved)


def _submenu(each: menu.Submenu) -> MenuItem:
    below = Group(register_hook_name=f"register_{each.name}_menu_item")
    return SubmenuMenuItem(each.label, below, name=each.name, icon_name=each.icon, order=each.order)


class MovedItem(MenuItem):
    """An item of Wagtail's at another place; where Wagtail doesn't bring it, it isn't shown."""

    def __init__(self, move: menu.Move) -> None:
        url = reverse(move.view, args=move.args)
        everything = [*admin_menu.registered_menu_items, *settings_menu.registered_menu_items]
        self.item: MenuItem | None = next((item for item in everything if item.url == url), None)
        words = (self.item.label, self.item.name, self.item.icon_name) if self.item else ("", "", "")
        super().__init__(words[0], url, words[1], icon_name=words[2], order=move.order)

    def is_shown(self, request: HttpRequest) -> bool:
        return self.item is not None and self.item.is_shown(request)

    def render_component(self, request: HttpRequest) -> Any:
        assert self.item is not None
        return self.item.render_component(request)


def _without_moved(request: HttpRequest, items: list[MenuItem]) -> None:
    moved = {reverse(move.view, args=move.args) for move in menu.moves.all()}
    items[:] = [item for item in items if item.url not in moved]


def _shorten(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what no campaign needs, what stands below a group, and the version below the settings."""
    _without_moved(request, items)
    kept = (item for item in items if item.name not in NOT_FOR_CAMPAIGNS)
    items[:] = [_settings() if item.name == menu.SETTINGS.name else item for item in kept]


def _settings() -> MenuItem:
    own = menu.SETTINGS
    return SubmenuMenuItem(own.label, settings_menu, name=own.name, icon_name=own.icon, order=own.order)
