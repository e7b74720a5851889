"""Manifest of the ledger: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes, todos
from hustings.money.ledger import demo, due, rights, schedules
from hustings.money.ledger.views.frame import BOOKS, ICON

app = Contribution(
    menu.submenus(menu.Submenu("money", _("Money"), "tag", 450)),
    menu.entries(menu.Entry(BOOKS, "ledger:books", rights.SEE_MONEY, ICON, 50, "money")),
    routes.hq(routes.Section("hustings.money.ledger.urls", "books/")),
    roles.rights(*rights.RIGHTS),
    schedules.part,
    todos.sources(due.deeds_of),
    how_tos.pages(how_tos.beside("keep-the-books", "ledger:*")),
    of_demo.steps(demo.fill),
)
