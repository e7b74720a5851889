"""Mails to hosts of groups: what became of their event, and whether they co-host that of others."""

from django.utils import translation
from django.utils.translation import gettext as _

from hustings.field.events.models import CoHosting, Event, EventChange
from hustings.field.groups import mails as group_mails
from hustings.field.groups.models import Membership
from hustings.foundation.campaigns import mails
from hustings.foundation.jobs import exactly_once
from hustings.foundation.lib.dates import date_format

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
            return group_mails.send(host.person, _words(event, decision))


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
            return group_mails.send(host.person, _words_of_change(change))


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


def ask_co_host(pk: int) -> None:
    """Ask each leader of the group, once; the first who answers does it for all."""
    one = CoHosting.objects.open().select_related("event__group", "group").filter(pk=pk).first()
    for leader in one.group.memberships.leaders().select_related("person") if one else ():
        with exactly_once.once(f"co-hosting {pk} asked {leader.pk}") as is_first:
            if one and is_first:
                with translation.override(leader.person.language or None):
                    group_mails.send(leader.person, _words_of_request(one, leader))


def token(one: CoHosting, leader: Membership) -> str:
    """The link in a mail by which this leader answers for the group."""
    return CoHosting.signer().sign(f"{one.pk}.{leader.pk}")


def _words_of_request(one: CoHosting, leader: Membership) -> mails.Words:
    event = one.event
    said = {"event": event.title, "group": one.group.name, "leading": event.group.name if event.group else ""}
    when = date_format(event.first_day, "DATE_FORMAT")
    lines = [
        _("“%(leading)s” would like to hold “%(event)s” together with your group “%(group)s”.") % said,
        " · ".join(part for part in (when, event.where) if part),
        _(
            "It would be on your group’s page, and you would see who registers from then on."
            " You can leave at any time."
        ),
    ]
    link = mails.link("agenda:co_host_answer", token(one, leader))
    return mails.Words(_("Co-host an event: %(event)s") % said, lines, _("Reply"), link)


def tell_of_co_host(pk: int, *, is_yes: bool) -> None:
    """Tell the host of the group that leads the event, once."""
    one = CoHosting.objects.select_related("event__group", "group").filter(pk=pk).first()
    host = _host(one.event) if one else None
    if one is None or host is None:
        return
    with exactly_once.once(f"co-hosting {pk} answered {is_yes}") as is_first:
        if not is_first:
            return
        with translation.override(host.person.language or None):
            said = {"event": one.event.title, "group": one.group.name}
            if is_yes:
                subject = _("“%(group)s” co-hosts “%(event)s”") % said
                lines = [_("The event is on both groups’ pages. The hosts of both see who comes.")]
            else:
                subject = _("“%(group)s” does not co-host “%(event)s”") % said
                lines = [_("You can ask another group.")]
            link = mails.link("hosting:host", one.event.group_id)
            group_mails.send(host.person, mails.Words(subject, lines, _("Open my group’s page"), link))


def tell_of_end(pk: int, by: int | None) -> None:
    """Tell hosts of each group but the one that ended it, once."""
    one = CoHosting.objects.select_related("event__group", "group").filter(pk=pk).first()
    if one is None or one.ended_at is None:
        return
    for group in (one.event.group, one.group):
        for leader in group.memberships.leaders().select_related("person") if group else ():
            if leader.group_id == by:
                continue
            with exactly_once.once(f"co-hosting {pk} ended {leader.pk}") as is_first:
                if is_first:
                    with translation.override(leader.person.language or None):
                        group_mails.send(leader.person, _words_of_end(one, leader))


def _words_of_end(one: CoHosting, leader: Membership) -> mails.Words:
    said = {"event": one.event.title, "group": one.group.name}
    subject = _("“%(group)s” no longer co-hosts “%(event)s”") % said
    lines = [_("“%(group)s” no longer co-hosts “%(event)s”. The event is off its page.") % said]
    link = mails.link("hosting:host", leader.group_id)
    return mails.Words(subject, lines, _("Open my group’s page"), link)
