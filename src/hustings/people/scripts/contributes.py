"""Manifest of scripts: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.people.scripts import my_data, rights, segment_criteria

app = Contribution(
    how_tos.pages(
        how_tos.beside("write-a-script", "scripts:*"),
    ),
    menu.entries(
        menu.Entry(_("Scripts"), "scripts:scripts", rights.WRITE_SCRIPTS, "doc-full", 160, "people"),
    ),
    roles.rights(rights.WRITE_SCRIPTS),
    routes.hq(routes.Section("hustings.people.scripts.urls", "scripts/")),
    my_data.part,
    segment_criteria.part,
)
