"""Manifest of accounts: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts import (
    access,
    menu,
    menu_search,
    rights,
    roles,
    schedules,
    shortcuts,
    wagtail_groups,
)
from hustings.foundation.accounts import todos as of_team
from hustings.foundation.accounts.roles import Role
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes, todos

app = Contribution(
    how_tos.pages(
        how_tos.beside("build-your-team", "accounts_hq:*"),
        how_tos.beside(
            "edit-the-site",
            "wagtailadmin_explore*",
            "wagtailadmin_pages:*",
            "wagtailimages:*",
            "wagtaildocs:*",
        ),
        how_tos.beside("move-pages", "wagtailadmin_pages:move*", "wagtailredirects:*"),
        how_tos.beside("load-territories", "territories:*"),
        how_tos.beside("search-hq", "hq_search:*", below="wagtailadmin_home"),
        how_tos.beside("sign-in-safely", below="wagtailadmin_home"),
    ),
    menu_search.part,
    menu.submenus(
        menu.Submenu(menu.NEW, pgettext_lazy("menu", "New"), "plus", 5),
        menu.Submenu("people", _("People"), "group", 100),
        menu.Submenu("data", _("Data"), "list-ul", 900, "people"),
        menu.Submenu("email", _("E-mail"), "mail", 200),
        menu.Submenu("actions", _("Actions"), "edit", 300),
        menu.Submenu("field", _("Events and groups"), "date", 400),
        menu.Submenu("site", _("Site"), "site", 500),
        menu.Submenu("security", _("Security"), "lock", 600),
    ),
    menu.entries(
        menu.Entry(_("Home"), "wagtailadmin_home", access.is_of_team, "home", 10),
        menu.Entry(
            _("Member of the team"), "accounts_hq:invitation", rights.CHANGE_TEAM, "user", 110, menu.NEW
        ),
        menu.Entry(_("Territories"), "territories:index", access.is_of_team, "globe", 50, "field"),
        menu.Entry(_("Team"), "accounts_hq:members", rights.VIEW_TEAM, "user", 50, "settings"),
        menu.Entry(_("Security log"), "accounts_hq:log", rights.VIEW_LOGS, "key", 60, "settings"),
    ),
    shortcuts.shortcuts(
        shortcuts.Shortcut(
            _("Read the security log"),
            "accounts_hq:log",
            rights.VIEW_LOGS,
            {Role.AUDITOR: 1, Role.SECURITY: 3},
        ),
    ),
    menu.moves(
        menu.Move("wagtailadmin_explore_root", 10, "site"),
        menu.Move("wagtailimages:index", 20, "site"),
        menu.Move("wagtaildocs:index", 30, "site"),
        menu.Move("wagtailsnippets:index", 60, "site"),
        menu.Move("wagtailredirects:index", 70, "site"),
    ),
    routes.routes(
        routes.Route("hustings.foundation.accounts.urls", "account/", place=routes.Place.FIRST),
        routes.Route("allauth.urls", "account/", place=routes.Place.FIRST),
        routes.Route("hustings.foundation.accounts.urls_closed", "hq/", place=routes.Place.FIRST),
    ),
    routes.secret_paths(
        "account/invitation", "account/confirm-email", "account/password/reset/key", "password_reset/confirm"
    ),
    wagtail_groups.permissions(
        wagtail_groups.Permissions(
            rights.CHANGE_TERRITORIES,
            models=(
                ("territories", "add_zone"),
                ("territories", "change_zone"),
                ("territories", "delete_zone"),
            ),
        ),
        wagtail_groups.Permissions(
            rights.CHANGE_SETTINGS,
            models=(
                ("campaigns", "change_campaign"),
                ("wagtailcore", "add_locale"),
                ("wagtailcore", "change_locale"),
            ),
        ),
    ),
    roles.rights(*rights.RIGHTS),
    schedules.part,
    todos.sources(of_team.of_the_team),
)
