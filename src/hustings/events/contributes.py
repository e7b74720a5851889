"""What events give to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.accounts import menu, roles
from hustings.contributions import Contribution
from hustings.events import embedded, rights, waiting
from hustings.lib import deeds, embeds

app = Contribution(
    menu.sections(menu.Section("hustings.events.urls", "agenda/")),
    menu.entries(menu.Entry(_("Agenda"), "events:events", rights.CHANGE_EVENTS, "date", 222)),
    embeds.kinds(embedded.AgendaKind()),
    roles.rights(*rights.RIGHTS),
    deeds.sources(waiting.due),
)
