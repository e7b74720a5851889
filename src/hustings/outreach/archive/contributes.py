"""The archive: letters name their page of it, which is shown once they leave."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.outreach.archive import privacy, publication, schedules
from hustings.outreach.delivery import tasks
from hustings.outreach.delivery.worker import personalise

app = Contribution(
    how_tos.pages(
        how_tos.beside("let-everybody-read-mailings", "archive:*"),
    ),
    menu.entries(
        menu.Entry(
            _("Mailing archive"), "archive:archive", CHANGE_SETTINGS, "folder-open-inverse", 80, "email"
        ),
    ),
    routes.hq(routes.Section("hustings.outreach.archive.urls", "")),
    privacy.part,
    schedules.part,
    routes.routes(routes.Route("hustings.outreach.archive.urls_public", is_localised=True)),
    personalise.addresses_online(publication.online),
    tasks.hearers(publication.show),
)
