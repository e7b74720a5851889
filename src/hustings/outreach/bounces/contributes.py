"""Bounces: of letters that were refused at once, on the timeline, among what is to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access, menu
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.outreach.bounces import records, refused_letters, schedules
from hustings.outreach.delivery.worker import results
from hustings.people.persons.rights import VIEW_PEOPLE


def _sees_bounces(user: Any) -> bool:
    return access.may(user, VIEW_MAILINGS) and access.may(user, VIEW_PEOPLE)


app = Contribution(
    how_tos.pages(
        how_tos.beside("read-bounces", "bounces:*"),
    ),
    menu.entries(
        menu.Entry(_("Bounced addresses"), "bounces:bouncing", _sees_bounces, "undo", 60, "email"),
    ),
    routes.hq(routes.Section("hustings.outreach.bounces.urls", "")),
    records.app,
    schedules.part,
    routes.routes(routes.Route("hustings.outreach.bounces.urls_plain")),
    results.takers(refused_letters.take_in),
)
