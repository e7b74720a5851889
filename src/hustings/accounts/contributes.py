"""Manifest of accounts: everything given to the other apps."""

from hustings.accounts import deeds as of_team
from hustings.accounts import groups, rights, roles, schedules
from hustings.contributions import Contribution
from hustings.lib import deeds, routes

app = Contribution(
    routes.routes(
        routes.Route("hustings.accounts.urls", "account/", place=routes.Place.FIRST),
        routes.Route("allauth.urls", "account/", place=routes.Place.FIRST),
        routes.Route("hustings.accounts.urls_closed", "hq/", place=routes.Place.FIRST),
    ),
    routes.secret_paths(
        "account/invitation", "account/confirm-email", "account/password/reset/key", "password_reset/confirm"
    ),
    groups.permissions(
        groups.Permissions(
            rights.CHANGE_TERRITORIES,
            models=(
                ("territories", "add_zone"),
                ("territories", "change_zone"),
                ("territories", "delete_zone"),
            ),
        ),
        groups.Permissions(
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
    deeds.sources(of_team.of_the_team),
)
