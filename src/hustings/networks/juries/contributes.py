"""Manifest of juries: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes
from hustings.networks.initiatives import hooks
from hustings.networks.juries import demo, letter_words, people_data, reminders
from hustings.networks.juries.views import appealing, records

app = Contribution(
    routes.hq(routes.Section("hustings.networks.juries.urls", "calls/juries/")),
    routes.routes(routes.Route("hustings.networks.juries.urls_public", is_localised=True)),
    routes.secret_paths("calls/jury"),
    routes.unlisted_paths("calls/jury"),
    how_tos.pages(how_tos.beside("run-a-call", "juries_hq:*")),
    hooks.tabs(
        ("juries_hq:jury", pgettext_lazy("of a call", "Jury")),
        ("juries_hq:decision", pgettext_lazy("of a call", "Decision")),
    ),
    hooks.own_parts(appealing.own_part),
    hooks.record_parts(records.part),
    letter_words.part,
    people_data.part,
    of_demo.steps(demo.fill),
    schedule.jobs(
        schedule.daily(
            reminders.remind, _("Remind jurors of applications to read"), at="08:10", name="juries.remind"
        ),
    ),
)
