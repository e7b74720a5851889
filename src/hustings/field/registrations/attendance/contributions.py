"""What attendance gives to other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.field.events import hooks
from hustings.field.registrations.attendance import forecasts, hq_part
from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib import routes

part = Contribution(
    hooks.hq_parts(hq_part.build),
    routes.hq(routes.Section("hustings.field.registrations.attendance.urls", "attendance/")),
    schedule.jobs(
        schedule.daily(
            forecasts.learn, _("Learn from past attendance"), at="04:10", name="registrations.learn"
        ),
    ),
)
