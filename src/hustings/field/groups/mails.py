"""Mails to one person about a group that they are in, or are asked to run."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings.field.groups.models import GroupRole, Handover, Membership
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.people.persons.models import Email, Person


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    lines: list[str]
    button: str = ""
    link: str = ""
    notes: tuple[str, ...] = ()


def address(person: Person) -> str:
    """The first address that they have proven theirs; empty where there is none."""
    proven = person.emails.filter(status=Email.Status.CONFIRMED, barred_at=None).order_by("position").first()
    return proven.address if proven else ""


def compose(person: Person, words: Words) -> EmailMultiAlternatives:
    """In their language, which the caller has set."""
    context = {"campaign": Campaign.current(), "words": words, "language": person.language}
    return mails.compose(
        to=address(person), subject=words.subject, template="groups/mails/message", words=context
    )


def send(person: Person, words: Words) -> bool:
    """Whether there was an address to send it to."""
    if not address(person):
        return False
    compose(person, words).send()
    return True


def link(name: str, *args: object) -> str:
    return settings.BASE_URL + reverse(name, args=args)


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
        return send(one.person, Words(subject, lines, _("Answer"), url))


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
