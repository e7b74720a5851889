"""Manifest of text messages: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, roles
from hustings.foundation.backups import afterwards
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes
from hustings.outreach.text_messages import demo, due, restored, rights, schedules
from hustings.outreach.text_messages.people import criteria, hooks, privacy

app = Contribution(
    how_tos.pages(
        how_tos.beside("send-texts", "text_messages:*"),
        how_tos.beside("connect-a-text-gateway", "text_messages:gateway*"),
    ),
    menu.entries(
        menu.Entry(_("Text messages"), "text_messages:texts", rights.SEND_TEXTS, "mobile-alt", 152, "people"),
    ),
    roles.rights(*rights.RIGHTS),
    routes.hq(routes.Section("hustings.outreach.text_messages.urls", "text-messages/")),
    routes.routes(routes.Route("hustings.outreach.text_messages.urls_plain")),
    afterwards.deeds(restored.hold),
    of_demo.steps(demo.fill),
    criteria.part,
    due.part,
    hooks.part,
    privacy.part,
    schedules.part,
)
