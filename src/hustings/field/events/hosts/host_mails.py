"""Mails to the host of a group: what became of the event that they proposed."""

from django.utils import translation
from django.utils.translation import gettext as _

from hustings.field.events.models import Event
from hustings.field.groups import mails as group_mails
from hustings.foundation.campaigns import mails
from hustings.foundation.jobs import exactly_once

PUBLISHED, REFUSED = "published", "refused"


def tell(pk: int, decision: str) -> bool:
    """Whether it was mailed now: once for each decision, and only while it still holds."""
    event = Event.objects.select_related("group").filter(pk=pk, is_proposed=True).first()
    host = event.group.memberships.hosts().select_related("person").first() if event and event.group else None
    if event is None or host is None or bool(event.cancelled_at) != (decision == REFUSED):
        return False
    with exactly_once.once(f"proposed event {pk} {decision}") as is_first:
        if not is_first:
            return False
        with translation.override(host.person.language or None):
            return group_mails.send(host.person, _words(event, decision))


def _words(event: Event, decision: str) -> mails.Words:
    said = {"event": event.title}
    link, button = mails.link("hosting:host", event.group_id), _("Open my group’s page")
    if decision == PUBLISHED:
        lines = [_("Your event “%(event)s” is on the site. Share it!") % said]
        return mails.Words(_("Published: %(event)s") % said, lines, button, link)
    lines = [_("Your event “%(event)s” won’t be published.") % said, event.reason]
    return mails.Words(_("Not published: %(event)s") % said, [each for each in lines if each], button, link)
