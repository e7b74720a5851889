"""Mails to one person about a group that they are in, or are asked to run."""

from django.utils import translation
from django.utils.translation import gettext as _

from hustings.field.groups.models import (
    Enquiry,
    Founding,
    GroupRole,
    Handover,
    HostMessage,
    LocalGroup,
    Membership,
)
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words, link
from hustings.foundation.lib.dates import date_format
from hustings.people.persons.models import Email, Person


def address(person: Person) -> str:
    """The first address that they have proven theirs; empty where there is none."""
    proven = person.emails.filter(status=Email.Status.CONFIRMED, barred_at=None).order_by("position").first()
    return proven.address if proven else ""


def send(person: Person, words: Words) -> bool:
    """Whether there was an address to send it to."""
    if not (to := address(person)):
        return False
    mails.message(to, words).send()
    return True


def offer(one: Handover) -> bool:
    """Ask somebody to take a role."""
    with translation.override(one.person.language):
        name, until = one.group.name, date_format(one.lapses_at, "DATE_FORMAT")
        if one.role == GroupRole.HOST:
            subject = _("Will you host “%(group)s”?") % {"group": name}
        else:
            subject = _("Will you be co-host of “%(group)s”?") % {"group": name}
        if one.by:
            line = _("%(name)s would like you to take this on.") % {"name": one.by}
        elif one.user:
            line = _("Our team would like you to take this on.")
        else:
            line = _("The group has no host at the moment, and you have been with it for a while.")
        lines = [subject, line, _("Your answer is welcome until %(day)s. No is a good answer, too.")]
        lines[2] %= {"day": until}
        url = link("hosting:offer", one.link_token)
        return send(one.person, Words(subject, lines, _("Reply"), url))


def sign(one: Membership, days: int) -> bool:
    """Ask a silent host whether they carry on."""
    with translation.override(one.person.language):
        name = one.group.name
        subject = _("Do you still host “%(group)s”?") % {"group": name}
        lines = [
            _("You have not done anything as its host for a while. One click tells us that you carry on."),
            _("Without an answer within %(n)s days, we ask someone else to host the group.") % {"n": days},
        ]
        return send(one.person, Words(subject, lines, _("I carry on"), link("hosting:sign", sign_token(one))))


def sign_token(one: Membership) -> str:
    return Membership.signer().sign(str(one.pk))


def decision(one: Founding, person: Person, group: LocalGroup) -> bool:
    """Tell the founder whether the group is shown, and if not, why."""
    with translation.override(person.language):
        if one.is_approved:
            subject = _("“%(group)s” is online") % {"group": group}
            lines = [
                _("Thank you for founding it. Its page is open, and people can join."),
                _("Your first steps are on the host’s page: introduce it, invite others, plan a date."),
            ]
            return send(
                person, Words(subject, lines, _("Open the host’s page"), link("hosting:host", group.pk))
            )
        subject = _("Your group “%(group)s” was not approved") % {"group": group}
        lines = [_("The organiser of the territory gave this reason:"), one.words]
        note = _("You can found a group again at any time, or write to us.")
        return send(person, Words(subject, lines, notes=(note,)))


def enquiry(one: Enquiry) -> None:
    """Tell each leader of a message; they answer on their page, so no address is seen on either side."""
    for leader in one.group.memberships.leaders().select_related("person"):
        with translation.override(leader.person.language):
            subject = _("A message to “%(group)s”") % {"group": one.group}
            lines = [_("%(name)s wrote:") % {"name": one.name or _("Someone")}, one.words]
            url = link("hosting:host", one.group_id) + "#enquiries"
            note = _("Answer on the host’s page: your address stays hidden. Don’t reply to this e-mail.")
            send(leader.person, Words(subject, lines, _("Reply"), url, (note,)))


def answer(one: Enquiry) -> None:
    """Pass a host's answer on to the visitor who wrote."""
    with translation.override(one.language):
        name = one.answered_by.given_name if one.answered_by else ""
        subject = _("Answer from “%(group)s”") % {"group": one.group}
        lines = [_("%(name)s answers:") % {"name": name or one.group.name}, one.answer]
        words = Words(subject, [*lines, _("You wrote:"), one.words])
        mails.message(one.address, words).send()


def host_message(one: HostMessage) -> bool:
    """Pass on what a host wrote; the answer goes by the group's form, so neither sees an address."""
    with translation.override(one.person.language):
        name = one.by.given_name if one.by else ""
        subject = _("“%(group)s”: a message for you") % {"group": one.group}
        lines = [_("%(name)s wrote:") % {"name": name or one.group.name}, one.words]
        url = link("enquiries:form", one.group_id)
        note = _("Answer by the button: your address stays hidden. Don’t reply to this e-mail.")
        return send(one.person, Words(subject, lines, _("Reply"), url, (note,)))


def taken_down(leader: Membership, title: str, why: str) -> bool:
    """Tell a leader what the team took down, and why."""
    with translation.override(leader.person.language):
        said = {"group": leader.group, "title": title}
        if title:
            subject = _("Taken down: “%(title)s”") % said
            first = _("Our team took down “%(title)s” from the page of “%(group)s”, for this reason:") % said
        else:
            subject = _("Taken down: the picture of “%(group)s”") % said
            first = _("Our team took down the picture of “%(group)s”, for this reason:") % said
        url = link("hosting:host", leader.group_id)
        return send(leader.person, Words(subject, [first, why], _("Open the host’s page"), url))
