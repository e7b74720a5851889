"""HQ: our name and menu, and the team's part of it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import admin_menu
from wagtail.admin.ui.components import Component

from hustings.foundation.accounts import menu_items, todos, urls_hq
from hustings.foundation.lib import routes

menu_items.register()  # Wagtail loads this module once all apps are there: manifests may be read


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    others = [path(each.prefix, include(each.urls)) for each in routes.hq.all()]
    return [path("team/", include(urls_hq)), *others]


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Styles that Wagtail's own lack."""
    sheets = [("hq", "all"), ("hq-frame", "all"), ("hq-phone", "(max-width: 50em)")]
    links = [(static(f"hustings/{name}.css"), media) for name, media in sheets]
    return format_html_join("", '<link rel="stylesheet" href="{}" media="{}">', links)


@hooks.register("insert_global_admin_js")
def scripts() -> SafeString:
    files = [
        (static(f"hustings/{name}.js"),) for name in ("hq-calls", "hq-tables", "hq-frames", "hq-editors")
    ]
    return format_html_join("", '<script type="module" src="{}"></script>', files)


@hooks.register("register_account_menu_item")
def my_account(request: HttpRequest) -> dict[str, Any]:
    """From Wagtail's page of preferences to passkeys and sessions."""
    return {
        "url": reverse("accounts:account"),
        "label": _("My account"),
        "help_text": _("Passkeys, password and devices."),
    }


class EasedBanner(Component):
    """Says on the front page of HQ that no second factor is asked for, and why."""

    order = 1
    template_name = "accounts/hq/eased.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"demo": settings.DEMO}


class PlainMenu(Component):
    """HQ's menu as a list of links, for browsers that run no scripts: Wagtail's own is one."""

    order = 0
    template_name = "accounts/hq/plain_menu.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"items": menu_items.in_order(admin_menu, parent_context["request"])}


@hooks.register("construct_homepage_panels")
def list_links(request: HttpRequest, panels: list[Any]) -> None:
    """A way on from the front page without scripts."""
    panels.append(PlainMenu())


@hooks.register("construct_homepage_panels")
def list_deeds(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(todos.Panel())


@hooks.register("construct_homepage_panels")
def say_when_eased(request: HttpRequest, panels: list[Any]) -> None:
    """A weak door is never silent."""
    if settings.SECOND_FACTOR != "required":
        panels.append(EasedBanner())
