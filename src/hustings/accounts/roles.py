"""Who may do what: roles are sets of rights."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(models.TextChoices):
    """One thing a user may do, in the zones of the grant that carries it."""

    VIEW_PEOPLE = "people.view", _("see people")
    CHANGE_PEOPLE = "people.change", _("change people")
    IMPORT_PEOPLE = "people.import", _("import people")
    EXPORT_PEOPLE = "people.export", _("export people")
    VIEW_MAILINGS = "mailings.view", _("see mailings")
    CHANGE_MAILINGS = "mailings.change", _("write mailings")
    SEND_MAILINGS = "mailings.send", _("send mailings")
    EDIT_SITE = "site.edit", _("edit the site")
    PUBLISH_SITE = "site.publish", _("publish the site")
    EDIT_CANDIDATES = "candidates.edit", _("write candidates’ pages")
    CHANGE_CANDIDATES = "candidates.change", _("enter and withdraw candidates")
    CHANGE_EVENTS = "events.change", _("enter and change dates")
    CHANGE_GROUPS = "groups.change", _("enter and change local groups")
    VIEW_TEAM = "team.view", _("see the team")
    CHANGE_TEAM = "team.change", _("change the team")
    CHANGE_TERRITORIES = "territories.change", _("change territories")
    CHANGE_SETTINGS = "settings.change", _("change the campaign's settings")
    WAIVE_RULES = "rules.waive", _("make exceptions from silence, hours and limits")
    VIEW_LOGS = "logs.view", _("read the logs")
    GUARD_MAIL = "mail.guard", _("guard the team’s mailboxes")
    KEEP_DECOYS = "decoys.keep", _("keep decoys and hear their alarms")


class Role(models.TextChoices):
    """What a member of the team is to the campaign."""

    DIRECTOR = "director", _("director")
    ORGANISER = "organiser", _("organiser")
    COMMUNICATIONS = "communications", _("communications")
    TREASURER = "treasurer", _("treasurer")
    SECURITY = "security", _("security lead")
    COORDINATOR = "coordinator", _("volunteer coordinator")
    AUDITOR = "auditor", _("auditor")

    @property
    def rights(self) -> frozenset[Right]:
        """The rights that come with the role."""
        return RIGHTS[self]

    def rights_in(self, is_everywhere: bool) -> frozenset[Right]:
        """The rights that come with it everywhere, or in one territory."""
        return self.rights if is_everywhere else self.rights - OF_THE_WHOLE


# What belongs to the whole campaign: a role in one territory doesn't bring these.
OF_THE_WHOLE = frozenset(
    {
        Right.EDIT_SITE,
        Right.PUBLISH_SITE,
        Right.CHANGE_CANDIDATES,
        Right.CHANGE_TERRITORIES,
        Right.CHANGE_SETTINGS,
        Right.WAIVE_RULES,
        Right.VIEW_LOGS,
        Right.GUARD_MAIL,
        Right.KEEP_DECOYS,
    }
)
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.DIRECTOR: frozenset(Right),
    Role.ORGANISER: frozenset(
        {
            Right.VIEW_PEOPLE,
            Right.CHANGE_PEOPLE,
            Right.VIEW_MAILINGS,
            Right.CHANGE_MAILINGS,
            Right.EDIT_CANDIDATES,
            Right.CHANGE_EVENTS,
            Right.CHANGE_GROUPS,
            Right.VIEW_TEAM,
        }
    ),
    Role.COMMUNICATIONS: frozenset(
        {
            Right.VIEW_MAILINGS,
            Right.CHANGE_MAILINGS,
            Right.SEND_MAILINGS,
            Right.EDIT_SITE,
            Right.PUBLISH_SITE,
            Right.EDIT_CANDIDATES,
            Right.CHANGE_EVENTS,
            Right.CHANGE_GROUPS,
            Right.CHANGE_CANDIDATES,
        }
    ),
    Role.TREASURER: frozenset({Right.VIEW_PEOPLE}),
    Role.SECURITY: frozenset(
        {Right.VIEW_TEAM, Right.CHANGE_TEAM, Right.VIEW_LOGS, Right.GUARD_MAIL, Right.KEEP_DECOYS}
    ),
    Role.COORDINATOR: frozenset({Right.VIEW_PEOPLE, Right.CHANGE_PEOPLE}),
    Role.AUDITOR: frozenset({Right.VIEW_PEOPLE, Right.VIEW_MAILINGS, Right.VIEW_TEAM, Right.VIEW_LOGS}),
}
