"""Manifest of calls: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes
from hustings.outreach.calls import demo, my_data, people_hooks, privacy, rights, schedules
from hustings.people.persons import origins

app = Contribution(
    how_tos.pages(
        how_tos.beside("call-people", "calls:*"),
    ),
    menu.entries(
        menu.Entry(_("Call lists"), "calls:lists", rights.organises, "list-ul", 154, "people"),
        menu.Entry(_("Call people"), "calls:desk", rights.CALL, "comment", 155, "people"),
    ),
    roles.rights(*rights.RIGHTS),
    routes.hq(routes.Section("hustings.outreach.calls.urls", "call-lists/")),
    origins.namers(lambda source: str(_("on the phone")) if source == "call" else ""),
    of_demo.steps(demo.fill),
    my_data.part,
    people_hooks.part,
    privacy.part,
    schedules.part,
)
