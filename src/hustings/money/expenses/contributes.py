"""Manifest of expenses: everything given to the other apps."""

from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes, todos
from hustings.money.expenses import demo, due, my_data, privacy, rights, schedules
from hustings.money.expenses.views.frame import ACCOUNTS, EXPENSES, ICON, MINE
from hustings.money.ledger.hooks import Origin, origins
from hustings.money.ledger.rights import SEE_MONEY
from hustings.people.duplicates.merging import unmerge

app = Contribution(
    schedules.part,
    roles.rights(rights.ASK_EXPENSES),
    menu.entries(
        menu.Entry(EXPENSES, "expenses:expenses", SEE_MONEY, ICON, 34, "money"),
        menu.Entry(ACCOUNTS, "expenses:accounts", SEE_MONEY, "table", 36, "money"),
        menu.Entry(MINE, "expenses:mine", rights.ASK_EXPENSES, "upload", 38, "money"),
    ),
    routes.hq(routes.Section("hustings.money.expenses.urls", "expenses/")),
    how_tos.pages(how_tos.beside("keep-to-the-budget", "expenses:*")),
    origins(Origin("expense:", "expenses:expense")),
    todos.sources(due.deeds_of),
    my_data.part,
    privacy.part,
    unmerge.laters(
        unmerge.Later(
            "expenses.payee.person",
            lambda found, whose: found.filter(user__email__in=whose.addresses, made_at__gte=whose.since),
        ),
    ),
    of_demo.steps(demo.fill),
)
