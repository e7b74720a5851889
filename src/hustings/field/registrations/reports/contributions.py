"""Contributions of reports to other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.field.events import hooks
from hustings.field.events.rights import enters_events
from hustings.field.groups import hooks as of_groups
from hustings.field.registrations.reports import host_part, hq_part, reminders, views
from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib import how_tos, routes, todos

_HERE = "hustings.field.registrations.reports"

part = Contribution(
    how_tos.pages(how_tos.beside("report-after-an-event", "reports:*")),
    menu.entries(menu.Entry(views.REPORTS, "reports:list", enters_events, "form", 15, "field")),
    hooks.hq_parts(hq_part.build),
    hooks.page_parts(hq_part.on_page),
    of_groups.host_parts(host_part.build),
    routes.hq(routes.Section(f"{_HERE}.urls", "event-reports/")),
    routes.routes(
        routes.Route(f"{_HERE}.urls_hosts", is_localised=True),
        routes.Route(f"{_HERE}.urls_public", is_localised=True),
    ),
    routes.secret_paths("events/feedback"),
    routes.unlisted_paths("events/feedback"),
    todos.sources(reminders.due),
    schedule.jobs(
        schedule.every(
            reminders.remind, _("Remind hosts of reports"), hours=1, name="registrations.remind_reports"
        ),
    ),
)
