"""Letters as mails: sent once, in the language of their reader; those of applicants until the decision."""

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.jobs import exactly_once
from hustings.foundation.lib.dates import date_format
from hustings.networks.initiatives.letter_kinds import LetterKind, kinds, to_applicant
from hustings.networks.initiatives.models import Application, Letter, State

BEGUN, DEADLINE, SENT = "begun", "deadline", "sent"


def send(pk: int) -> bool:
    """Mail it once, whichever worker gets here first; what is true no more is dropped."""
    unsent = Letter.objects.filter(pk=pk, mailed_at=None, dropped_at=None)
    found = unsent.select_related("application__round__call", "application__person", "person").first()
    if found is None:
        return False
    mail = compose(found)
    if mail is None:
        unsent.update(dropped_at=timezone.now())
        return False
    return exactly_once.mail_once(f"letter of a call {pk}", unsent, lambda row: mail.send())


def compose(letter: Letter) -> EmailMultiAlternatives | None:
    """As text and as HTML; None where it is true no more, or nobody would get it."""
    row, kind = letter.application, kinds.find(letter.kind)
    if kind is None or (row and not row.is_confirmed):
        return None
    email = letter.person and letter.person.emails.first()
    address = row.address if row else email.address if email else ""
    language = row.language if row else letter.person.language if letter.person else None
    if not address:
        return None
    with translation.override(language):
        words = kind.says(letter)
        return mails.message(address, words) if words else None


def _of(letter: Letter) -> Application:
    assert letter.application
    return letter.application


def _begun(letter: Letter) -> Words:
    row = _of(letter)
    lines = [_("Here you write your application. Keep this link: it opens it again."), *_until(row)]
    return to_applicant(row, _("Your application: %(call)s"), lines, _("Write my application"))


def _until(row: Application) -> list[str]:
    if not row.round.closes_at:
        return []
    at = date_format(timezone.localtime(row.round.closes_at), "DATETIME_FORMAT")
    return [_("Deadline: %(at)s") % {"at": at}]


def _deadline(letter: Letter) -> Words | None:
    row = _of(letter)
    if row.state != State.DRAFT or not row.round.takes(row.asked_at):
        return None
    lines = [_("You began an application and have not sent it yet."), *_until(row)]
    return to_applicant(row, _("The deadline is near: %(call)s"), lines, _("Finish my application"))


def _sent(letter: Letter) -> Words:
    row = _of(letter)
    received = _("We have received your application “%(title)s”, number %(n)s.")
    lines = [
        received % {"title": row.title, "n": row.number},
        _("You can change it until the deadline. We’ll write to you as soon as it is decided."),
    ]
    return to_applicant(row, _("Application received: %(call)s"), lines, _("Open my application"))


part = kinds(LetterKind(BEGUN, _begun), LetterKind(DEADLINE, _deadline), LetterKind(SENT, _sent))
