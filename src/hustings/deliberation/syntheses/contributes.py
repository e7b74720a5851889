"""Manifest of syntheses: everything given to the other apps."""

from hustings.deliberation.consultations.announcements import kinds
from hustings.deliberation.open_data import tables
from hustings.deliberation.syntheses import (
    home_cards,
    open_tables,
    own_data,
    page_parts,
    rights,
    told_mails,
    webhook_events,
)
from hustings.deliberation.syntheses.views.hq import ICON, LABEL
from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes

app = Contribution(
    how_tos.pages(
        how_tos.beside("answer-a-consultation", "syntheses_hq:*"),
        how_tos.beside(
            "write-a-synthesis",
            "syntheses_hq:synthesis",
            "syntheses_hq:sentence*",
            "syntheses_hq:publish",
            "syntheses_hq:coding",
            "syntheses_hq:round*",
        ),
    ),
    menu.entries(menu.Entry(LABEL, "syntheses_hq:list", rights.WRITE, ICON, 35, "actions")),
    routes.hq(routes.Section("hustings.deliberation.syntheses.urls", "syntheses/")),
    routes.routes(routes.Route("hustings.deliberation.syntheses.urls_public", is_localised=True)),
    roles.rights(*rights.RIGHTS),
    routes.secret_paths("consultations/told"),
    routes.unlisted_paths("consultations/told", "consultations/mine"),
    home_cards.part,
    kinds.kinds(told_mails.KIND),
    own_data.part,
    page_parts.part,
    tables.tables(*open_tables.TABLES),
    webhook_events.part,
)
