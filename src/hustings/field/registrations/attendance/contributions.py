"""Contributions of attendance to other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.field.events import hooks
from hustings.field.registrations.attendance import cover, forecasts, hq_part
from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib import how_tos, routes

part = Contribution(
    how_tos.pages(how_tos.beside("see-who-will-come", "attendance:*", below="field")),
    hooks.hq_parts(hq_part.build),
    routes.hq(routes.Section("hustings.field.registrations.attendance.urls", "agenda/attendance/")),
    routes.routes(routes.Route("hustings.field.registrations.attendance.urls_public", is_localised=True)),
    routes.secret_paths("events/help"),
    routes.unlisted_paths("events/help"),
    schedule.jobs(
        schedule.daily(
            forecasts.learn, _("Learn from past attendance"), at="04:10", name="registrations.learn"
        ),
        schedule.every(cover.go_on, _("Ask more people to fill in"), minutes=10, name="registrations.cover"),
    ),
)
