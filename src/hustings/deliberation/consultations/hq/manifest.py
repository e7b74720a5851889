"""Consultations in HQ: menu, addresses, search, manual."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.consultations.views import hq_frame
from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.hq import search
from hustings.foundation.lib import how_tos, routes


def _seen(user: Any) -> QuerySet[Consultation] | None:
    found: QuerySet[Consultation] | None = hq_frame.seen_by(user) if hq_frame.sees(user) else None
    return found


CONSULTATIONS = search.Rows(_seen, "titles", "consultations_hq:record")
part = Contribution(
    menu.entries(
        menu.Entry(hq_frame.CONSULTATIONS, "consultations_hq:list", hq_frame.sees, "comment", 15, "actions"),
        menu.Entry(_("Consultation"), "consultations_hq:new", RUN, "comment", 32, menu.NEW),
    ),
    routes.hq(routes.Section("hustings.deliberation.consultations.urls", "consultations/")),
    search.sources(search.Source("consultations", _("Consultations"), "comment", 65, CONSULTATIONS)),
    how_tos.pages(how_tos.beside("run-a-consultation", "consultations_hq:*")),
)
