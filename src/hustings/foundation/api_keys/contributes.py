"""Manifest of API keys: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.api_keys import actions, views
from hustings.foundation.backups import afterwards
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes

app = Contribution(
    routes.hq(routes.Section("hustings.foundation.api_keys.urls", "api-keys/")),
    menu.entries(menu.Entry(_("API keys"), "api_keys:keys", views.makes_keys, "key", 91, "settings")),
    how_tos.pages(how_tos.beside("use-the-api", "api_keys:*")),
    afterwards.deeds(actions.revoke_restored),
)
