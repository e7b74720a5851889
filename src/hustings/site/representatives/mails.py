"""The mails of this app: the link that confirms, and the letter to a representative."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.jobs import exactly_once
from hustings.site.representatives import coming_back, throttle
from hustings.site.representatives.models import ContactAttempt, Voice


def subject(voice: Voice) -> str:
    words = {"appeal": voice.appeal.title}
    if not voice.is_letter:
        return _("Confirm your call: %(appeal)s") % words
    if voice.appeal.is_sent_by_us:
        return _("Send your letter: %(appeal)s") % words
    return _("Your letter: %(appeal)s") % words


def send_letter(approach: ContactAttempt) -> bool:
    """Mail one letter once. What must wait after all gives its place in the hour back."""
    with exactly_once.alone(f"representatives.letter {approach.pk}"):
        rows = ContactAttempt.objects.filter(pk=approach.pk, sent_at=None, claimed_at__isnull=False)
        held = rows.select_related("voice", "representative", "appeal").first()
        if held is None:
            return False
        until = throttle.held_until(held.representative, timezone.now())
        if until or held.appeal.paused_at or not held.representative.can_be_mailed:
            rows.update(claimed_at=None, due_at=until or held.due_at)
            return False
        letter(held).send()
        rows.update(sent_at=timezone.now())
        return True


def letter(approach: ContactAttempt) -> EmailMultiAlternatives:
    """From the campaign's own address, so that nothing is spoofed; answers go to the writer."""
    voice = approach.voice
    with translation.override(voice.language):
        campaign = Campaign.current()
        words = {"name": voice.name, "campaign": campaign.name}
        mail = mails.plain(
            to=approach.representative.email, subject=voice.subject, body=f"{voice.text}\n\n{below(voice)}\n"
        )
        author = formataddr((_("%(name)s via %(campaign)s") % words, campaign.sender[1]))
        mail.extra_headers["From"] = author
        mail.from_email = coming_back.sender_of(approach, author)  # of the envelope: bounces come back to it
        mail.reply_to = [formataddr((voice.name, voice.address))]
        mail.extra_headers.pop("Auto-Submitted", None)  # a person wrote it
        return mail


def below(voice: Voice) -> str:
    place = " ".join(filter(None, [voice.postcode, str(voice.zone or "")]))
    words = {"name": voice.name, "place": place, "address": voice.address, "site": settings.BASE_URL}
    return "-- \n" + _(
        "%(name)s, %(place)s\n"
        "Written and confirmed by %(name)s on %(site)s, and sent from there on their behalf. "
        "Answers go to them: %(address)s"
    ) % words  # fmt: skip
