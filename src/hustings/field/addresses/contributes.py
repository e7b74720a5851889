"""Manifest of addresses: everything given to the other apps."""

from hustings.field.addresses import hq_search, rights
from hustings.field.addresses.files.kind import KIND
from hustings.field.addresses.views.places import ADDRESSES
from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.file_imports.uploads import kinds
from hustings.foundation.lib import how_tos, routes

app = Contribution(
    hq_search.part,
    menu.entries(menu.Entry(ADDRESSES, "addresses:places", rights.CHANGE_ADDRESSES, "home", 50, "field")),
    routes.hq(routes.Section("hustings.field.addresses.urls", "addresses/")),
    roles.rights(rights.CHANGE_ADDRESSES),
    kinds.kinds(KIND),
    how_tos.pages(how_tos.beside("import-addresses", "addresses:*", below="field")),
)
