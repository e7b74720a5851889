"""Manifest of accounts: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, menu_search, rights, roles, schedules, wagtail_groups
from hustings.foundation.accounts import todos as of_team
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes, todos

app = Contribution(
    menu_search.part,
    menu.submenus(menu.Submenu("team", _("Team"), "user", 800)),
    menu.entries(
        menu.Entry(_("Members"), "accounts_hq:members", rights.VIEW_TEAM, "group", 1, "team"),
        menu.Entry(_("Security log"), "accounts_hq:log", rights.VIEW_LOGS, "key", 2, "team"),
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
