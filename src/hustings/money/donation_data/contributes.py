"""Manifest of the data of donations: everything given to the other apps."""

from django.utils.translation import gettext_lazy

from hustings.foundation.accounts import menu
from hustings.foundation.api_keys import scopes
from hustings.foundation.contributions import Contribution
from hustings.foundation.file_imports import targets
from hustings.foundation.lib import how_tos, routes
from hustings.money.donation_data import api, file_target
from hustings.money.ledger.rights import RUN_MONEY
from hustings.people.persons.hooks import erasure_hooks

app = Contribution(
    routes.hq(routes.Section("hustings.money.donation_data.urls", "donation-files/")),
    menu.entries(
        menu.Entry(
            gettext_lazy("Import donations"), "donation_data:imports", RUN_MONEY, "upload", 15, "money"
        )
    ),
    targets.targets(file_target.TARGET),
    scopes.scopes(api.READ, api.WRITE),
    routes.api(routes.Api("hustings.money.donation_data.api.router", is_keyed=True)),
    how_tos.pages(how_tos.beside("take-donations", "donation_data:*")),
    erasure_hooks.erasers(file_target.erase),
)
