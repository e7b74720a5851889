"""Manifest of receipts: everything given to the other apps."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes, todos
from hustings.foundation.lib.formats import money
from hustings.money.ledger.rights import SEE_MONEY
from hustings.money.receipts import criteria, demo, due, my_data, own_parts, schedules, told
from hustings.money.receipts.views.frame import ICON, RECEIPTS
from hustings.people.duplicates.merging import unmerge
from hustings.people.persons import timeline
from hustings.people.segments.criteria import catalogue


def _said(text: Any) -> timeline.Says:
    """A sentence with the number and the amount."""

    def sentence(data: Mapping[str, Any]) -> str:
        return str(text) % {"number": data["number"], "amount": money.shown(data["amount"], data["currency"])}

    return sentence


app = Contribution(
    schedules.part,
    menu.entries(menu.Entry(RECEIPTS, "receipts:receipts", SEE_MONEY, ICON, 40, "money")),
    routes.hq(routes.Section("hustings.money.receipts.urls", "receipts/")),
    routes.routes(routes.Route("hustings.money.receipts.urls_public", is_localised=True)),
    routes.secret_paths("my-receipts"),
    how_tos.pages(how_tos.beside("issue-receipts", "receipts:*")),
    todos.sources(due.deeds_of),
    my_data.part,
    own_parts.part,
    catalogue(*criteria.CRITERIA),
    unmerge.laters(
        unmerge.Later(
            "receipts.receipt.person",
            lambda found, whose: found.filter(email__in=whose.addresses, issued_at__gte=whose.since),
        ),
    ),
    timeline.groups(timeline.Group("receipts", pgettext_lazy("menu", "Receipts"))),
    timeline.sentences(
        timeline.Sentence(told.ISSUED, _said(gettext_lazy("Receipt %(number)s for %(amount)s"))),
        timeline.Sentence(told.VOIDED, _said(gettext_lazy("Receipt %(number)s for %(amount)s voided"))),
    ),
    of_demo.steps(demo.fill),
)
