"""Manifest of webhooks: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.backups import afterwards
from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib import how_tos, routes, todos
from hustings.foundation.webhooks import actions, privacy, tasks
from hustings.foundation.webhooks.events import Event, events
from hustings.foundation.webhooks.todos import of_paused

app = Contribution(
    menu.entries(
        menu.Entry(_("Webhooks"), "webhooks:endpoints", CHANGE_SETTINGS, "link-external", 90, "settings")
    ),
    routes.hq(routes.Section("hustings.foundation.webhooks.urls", "webhooks/")),
    how_tos.pages(how_tos.beside("notify-other-tools", "webhooks:*")),
    schedule.jobs(
        schedule.every(tasks.wake, _("Send waiting webhooks"), minutes=1, name="webhooks.wake"),
        schedule.every(
            actions.look_at_the_clock, _("Send webhooks of what begins"), minutes=5, name="webhooks.clock"
        ),
        schedule.daily(
            tasks.forget_old, _("Delete old webhook deliveries"), at="03:45", name="webhooks.forget"
        ),
    ),
    events(Event(actions.TEST, _("Test"), {})),
    afterwards.deeds(actions.pause_restored),
    todos.sources(of_paused),
    privacy.part,
)
