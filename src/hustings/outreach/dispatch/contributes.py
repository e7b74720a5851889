"""Mailings leave, and those that moved when a backup was made are paused after its restore."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, shortcuts
from hustings.foundation.accounts.rights import CHANGE_SETTINGS, VIEW_MAILINGS
from hustings.foundation.accounts.roles import Role
from hustings.foundation.backups import afterwards
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.outreach.dispatch import hq_search, schedules, tasks
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS

app = Contribution(
    how_tos.pages(
        how_tos.beside("send-a-mailing", "dispatch:*"),
        how_tos.beside("write-a-mailing", "dispatch:begin", "mailing_writing:*"),
        how_tos.beside("schedule-a-mailing", "dispatch:planned"),
        how_tos.beside("set-sending-limits", "dispatch:paces", "dispatch:destination*", "dispatch:warmup*"),
        how_tos.beside("set-the-e-mail-design", "dispatch:look*"),
        how_tos.beside("limit-e-mails-per-person", below="email"),
    ),
    hq_search.part,
    menu.entries(
        menu.Entry(_("Mailings"), "dispatch:mailings", VIEW_MAILINGS, "mail", 10, "email"),
        menu.Entry(_("Sending limits"), "dispatch:paces", CHANGE_SETTINGS, "cogs", 70, "email"),
        menu.Entry(_("E-mail design"), "dispatch:look", CHANGE_SETTINGS, "view", 90, "email"),
        menu.Entry(_("Mailing"), "dispatch:begin", CHANGE_MAILINGS, "mail", 10, menu.NEW),
    ),
    shortcuts.shortcuts(
        shortcuts.Shortcut(
            _("Write a mailing"),
            "dispatch:begin",
            CHANGE_MAILINGS,
            {Role.DIRECTOR: 1, Role.COMMUNICATIONS: 1, Role.ORGANISER: 3},
        ),
        shortcuts.Shortcut(_("See mailings"), "dispatch:mailings", VIEW_MAILINGS, {Role.AUDITOR: 3}),
    ),
    routes.hq(routes.Section("hustings.outreach.dispatch.urls", "")),
    schedules.part,
    afterwards.deeds(tasks.hold_restored),
)
