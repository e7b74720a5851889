"""Mails to those who voted on what a new version of a text changed: one mail a version."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.deliberation.texts.models import Notice
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.jobs import exactly_once
from hustings.outreach.mailings.audience import address_of


def waiting(version: int, most: int) -> list[int]:
    """Notices of a version that nobody was mailed so far."""
    rows = Notice.objects.filter(text_version=version, mailed_at=None).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:most])


def send(pk: int) -> bool:
    """Mail it once, whichever worker gets here first."""
    unmailed = Notice.objects.filter(pk=pk, mailed_at=None).select_related(
        "text_version__text__phase__consultation", "participant__person"
    )
    return exactly_once.mail_once(f"texts.notice {pk}", unmailed, _mail)


def _mail(notice: Notice) -> None:
    person = notice.participant.person
    address = address_of(person) if person else None
    if person is None or not address:
        return
    with translation.override(person.language):
        mails.message(address, words_of(notice)).send()


def words_of(notice: Notice) -> Words:
    """In the language of the moment."""
    version = notice.text_version
    phase = version.text.phase
    named = {"title": phase.consultation.title, "n": version.number}
    lines = [_changed(notice), *([version.why] if version.why else [])]
    if notice.n_amendments:
        lines.append(_amended(notice))
    if notice.n_changed:
        lines.append(
            _("Your vote stays with the words you voted on. One click carries it over to the new ones.")
        )
    link = settings.BASE_URL + reverse("texts:comparison", args=[version.text_id, version.number])
    subject = _("The text has changed: %(title)s, version %(n)s") % named
    return Words(subject, lines, _("See what has changed"), link)


def _changed(notice: Notice) -> str:
    number = notice.text_version.number
    if not notice.n_changed:
        return _("Version %(number)s is published.") % {"number": number}
    return ngettext(
        "Version %(number)s is published. It changes %(n)s passage on which you voted.",
        "Version %(number)s is published. It changes %(n)s passages on which you voted.",
        notice.n_changed,
    ) % {"number": number, "n": notice.n_changed}


def _amended(notice: Notice) -> str:
    return ngettext(
        "%(n)s of your amendments is closed or was shortened by it: its page says why.",
        "%(n)s of your amendments are closed or were shortened by it: their pages say why.",
        notice.n_amendments,
    ) % {"n": notice.n_amendments}
