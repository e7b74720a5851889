"""Manifest of banking: everything given to the other apps."""

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes, todos
from hustings.money.banking import channel_part, demo, due
from hustings.money.banking.views.frame import BANK
from hustings.money.ledger.hooks import Origin, origins
from hustings.money.ledger.rights import SEE_MONEY
from hustings.money.payments import channel_parts

app = Contribution(
    menu.entries(menu.Entry(BANK, "banking:lines", SEE_MONEY, "list-ul", 42, "money")),
    routes.hq(routes.Section("hustings.money.banking.urls", "banking/")),
    how_tos.pages(how_tos.beside("match-bank-statements", "banking:*")),
    origins(Origin("payments:S", "banking:slip"), Origin("payments:F", "banking:batch")),
    todos.sources(due.deeds_of),
    of_demo.steps(demo.fill),
    channel_parts.parts(channel_part.part),
)
