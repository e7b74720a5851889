"""Mails to the host of a group: what became of the event that they proposed."""

from django.utils import translation
from django.utils.translation import gettext as _

from hustings.field.events.models import Event, EventChange
from hustings.field.groups import mails
from hustings.field.groups.models import Membership
from hustings.foundation.jobs import exactly_once

PUBLISHED, REFUSED = "published", "refused"


def tell(pk: int, decision: str) -> bool:
    """Whether it was mailed now: once for each decision, and only while it still holds."""
    event = Event.objects.select_related("group").filter(pk=pk, is_proposed=True).first()
    host = _host(event)
    if event is None or host is None or bool(event.cancelled_at) != (decision == REFUSED):
        return False
    with exactly_once.once(f"proposed event {pk} {decision}") as is_first:
        if not is_first:
            return False
        with translation.override(host.person.language or None):
            return mails.send(host.person, _words(event, decision))


def _host(event: Event | None) -> Membership | None:
    return event.group.memberships.hosts().select_related("person").first() if event and event.group else None


def tell_of_change(pk: int) -> bool:
    """Whether it was mailed now, once: the change that they asked for was accepted or refused."""
    change = EventChange.objects.select_related("event__group").filter(pk=pk).first()
    host = _host(change.event) if change and not change.is_open else None
    if change is None or host is None:
        return False
    with exactly_once.once(f"change of event {pk}") as is_first:
        if not is_first:
            return False
        with translation.override(host.person.language or None):
            return mails.send(host.person, _words_of_change(change))


def _words_of_change(change: EventChange) -> mails.Words:
    event = change.event
    said = {"event": event.title}
    link, button = mails.link("agenda:host_edit", event.group_id, event.pk), _("Open the event’s page")
    if change.accepted_at:
        lines = [_("Your change of “%(event)s” is on the site.") % said]
        return mails.Words(_("Changed: %(event)s") % said, lines, button, link)
    lines = [
        _("Your change of “%(event)s” was not accepted: the event stays as it was.") % said,
        change.reason,
    ]
    subject = _("Change not accepted: %(event)s") % said
    return mails.Words(subject, [each for each in lines if each], button, link)


def _words(event: Event, decision: str) -> mails.Words:
    said = {"event": event.title}
    link, button = mails.link("hosting:host", event.group_id), _("Open my group’s page")
    if decision == PUBLISHED:
        lines = [_("Your event “%(event)s” is on the site. Share it!") % said]
        return mails.Words(_("Published: %(event)s") % said, lines, button, link)
    lines = [_("Your event “%(event)s” won’t be published.") % said, event.reason]
    return mails.Words(_("Not published: %(event)s") % said, [each for each in lines if each], button, link)
