"""Manifest of payments: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.backups import afterwards
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes, todos
from hustings.money.ledger.hooks import Origin, origins
from hustings.money.ledger.rights import SEE_MONEY
from hustings.money.payments import demo, due, privacy, restored, schedules
from hustings.money.payments.views.frame import ICON, PAYMENTS

app = Contribution(
    schedules.part,
    privacy.part,
    menu.entries(
        menu.Entry(PAYMENTS, "payments:payments", SEE_MONEY, ICON, 40, "money"),
        menu.Entry(_("Payment channels"), "payments:channels", SEE_MONEY, "cogs", 44, "money"),
    ),
    routes.hq(routes.Section("hustings.money.payments.urls", "payments/")),
    routes.routes(routes.Route("hustings.money.payments.urls_plain")),
    how_tos.pages(how_tos.beside("take-payments", "payments:*")),
    origins(Origin("payments:P", "payments:payment")),
    todos.sources(due.deeds_of),
    afterwards.deeds(restored.hold),
    of_demo.steps(demo.fill),
)
