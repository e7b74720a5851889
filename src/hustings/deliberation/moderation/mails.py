"""Mails to authors about rulings."""

from collections.abc import Sequence

from django.core import signing
from django.utils import translation
from django.utils.translation import gettext as _

from hustings.deliberation.consultations import addressees
from hustings.deliberation.moderation.models import HIDING, Ruling, Verdict
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.jobs import exactly_once
from hustings.foundation.lib.text import phrases

_signer = signing.Signer(sep=".", salt="hustings.deliberation.moderation.appeal")


def token(ruling: Ruling) -> str:
    """Token of the link to an appeal."""
    return _signer.sign(str(ruling.pk))


def of_token(text: str) -> Ruling | None:
    """The ruling whose mail has this link; None where it is no link of ours, or the row is gone."""
    try:
        pk = int(_signer.unsign(text))
    except (signing.BadSignature, ValueError):
        return None
    rows = Ruling.objects.select_related("item__phase", "version", "consultation__roll")
    return rows.filter(pk=pk).first()


def tell_author(pk: int) -> bool:
    """Mail the ruling once; False: it was mailed."""
    rows = Ruling.objects.filter(pk=pk, mailed_at=None)
    rows = rows.select_related("item__participant__person", "version", "consultation", "answers")
    return exactly_once.mail_once(f"moderation.ruling {pk}", rows, _tell_author)


def _tell_author(ruling: Ruling) -> None:
    is_true = (ruling.verdict in HIDING) == (ruling.item.hidden_at is not None)
    to = addressees.of(ruling.item.participant)
    if not is_true or to is None:
        return
    with translation.override(to.person.language):
        mails.message(to.address, _words(ruling)).send()


def _words(ruling: Ruling) -> Words:
    title = {"title": ruling.consultation.title}
    quoted = "\n".join(filter(None, [ruling.version.title, ruling.version.text]))
    lines = [*_said(ruling), phrases.quoted(quoted)]
    if ruling.reason:
        lines.append(_("Reason: %(reason)s.") % {"reason": ruling.get_reason_display()})
    lines += [ruling.words] if ruling.words else []
    if ruling.verdict == Verdict.RESTORE:
        link = mails.link("consultations:item", ruling.item_id)
        return Words(_("Shown again: %(title)s") % title, lines, _("See it"), link)
    if ruling.answers_id:
        link = mails.link("moderation:rules", ruling.consultation_id)
        subject = _("Your appeal was dismissed: %(title)s") % title
        return Words(subject, lines, _("Moderation rules"), link)
    link = mails.link("moderation:appeal", token(ruling))
    note = _("You can appeal once. Another moderator decides.")
    return Words(_("Your text was hidden: %(title)s") % title, lines, _("Appeal"), link, [note])


def _said(ruling: Ruling) -> Sequence[str]:
    if ruling.verdict == Verdict.RESTORE:
        return [_("The moderators looked again: what you wrote is shown again.")]
    if ruling.answers_id:
        return [_("Another moderator looked at what you wrote and at your appeal. It stays hidden.")]
    if ruling.verdict == Verdict.SEAL:
        return [_("The moderators removed what you wrote from public view.")]
    return [_("The moderators hid what you wrote. It can be read in the public bin, with the reason.")]
