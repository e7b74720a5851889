"""Rights of the whole team, and those that several apps ask for."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

VIEW_MAILINGS = Right(
    "mailings.view", _("see mailings"), held_by=[Role.ORGANISER, Role.COMMUNICATIONS, Role.AUDITOR]
)
EDIT_SITE = Right("site.edit", _("edit the site"), held_by=[Role.COMMUNICATIONS], of_the_whole=True)
PUBLISH_SITE = Right("site.publish", _("publish the site"), held_by=[Role.COMMUNICATIONS], of_the_whole=True)
EDIT_CANDIDATES = Right(
    "candidates.edit", _("edit candidates’ pages"), held_by=[Role.ORGANISER, Role.COMMUNICATIONS]
)
VIEW_TEAM = Right("team.view", _("see the team"), held_by=[Role.ORGANISER, Role.SECURITY, Role.AUDITOR])
CHANGE_TEAM = Right("team.change", _("change the team"), held_by=[Role.SECURITY])
CHANGE_TERRITORIES = Right("territories.change", _("change territories"), of_the_whole=True)
CHANGE_SETTINGS = Right("settings.change", _("change the campaign’s settings"), of_the_whole=True)
VIEW_LOGS = Right("logs.view", _("read the logs"), held_by=[Role.SECURITY, Role.AUDITOR], of_the_whole=True)
GUARD_MAIL = Right(
    "mail.guard", _("protect the team’s mailboxes"), held_by=[Role.SECURITY], of_the_whole=True
)

RIGHTS = (
    VIEW_MAILINGS,
    EDIT_SITE,
    PUBLISH_SITE,
    EDIT_CANDIDATES,
    VIEW_TEAM,
    CHANGE_TEAM,
    CHANGE_TERRITORIES,
    CHANGE_SETTINGS,
    VIEW_LOGS,
    GUARD_MAIL,
)
