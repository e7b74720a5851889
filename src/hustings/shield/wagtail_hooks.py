"""Registers the app's part of HQ. Other apps add to the menu by ``register_shield_menu_item``."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from hustings.accounts import access
from hustings.accounts.roles import Right
from hustings.accounts.wagtail_hooks import GuardedItem
from hustings.shield import urls


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Everything below /hq/shield/."""
    return [path("shield/", include(urls))]


class _Item(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user has any role."""
        return bool(access.live_grants(request.user))


@hooks.register("register_admin_menu_item")
def shield() -> MenuItem:
    """The shield and all that belongs to it."""
    pages = [
        (_("Incidents"), "incidents", "warning", 10), (_("Block and allow"), "rules", "cross", 20),
        (_("Mail sources"), "sources", "mail", 80), (_("Guards"), "guards", "key", 82),
        (_("Bulletins"), "bulletins", "doc-full", 30),
        (_("Settings"), "settings", "cog", 84), (_("Who looked"), "log", "view", 90),
    ]  # fmt: skip
    items: list[MenuItem] = [
        GuardedItem(
            label, reverse(f"shield:{name}"), Right.GUARD_MAIL,
            name=f"shield-{name}", icon_name=icon, order=order,
        )
        for label, name, icon, order in pages
    ]  # fmt: skip
    items.append(
        _Item(
            _("Report a message"), reverse("shield:report"), name="shield-report", icon_name="mail", order=1
        )
    )
    menu = Menu(register_hook_name="register_shield_menu_item", items=items)
    return SubmenuMenuItem(_("Shield"), menu, name="shield", icon_name="lock", order=790)
