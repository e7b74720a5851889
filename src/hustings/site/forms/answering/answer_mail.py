"""The mail that thanks for an answer, where the form has one."""

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.jobs import exactly_once
from hustings.site.forms.models import Response


def send(response: Response) -> bool:
    """Mail it once, whichever worker gets here first. A failed send leaves the response unthanked."""
    with exactly_once.alone(f"forms.answer {response.pk}"):
        unthanked = Response.objects.filter(pk=response.pk, thanked_at=None)
        held = unthanked.select_related("questionnaire", "sign_up").first()
        mail = compose(held) if held else None
        if mail is None:
            return False
        mail.send()
        unthanked.update(thanked_at=timezone.now())
        return True


def compose(response: Response) -> EmailMultiAlternatives | None:
    """In the language of the answer; None where the form has no words for it."""
    form, language = response.questionnaire, response.language
    subject, text = form.say("mail_subject", language), form.say("mail", language)
    address = response.sign_up.address if response.sign_up else ""
    if not subject or not text or not address:
        return None
    campaign = Campaign.current()
    foot = "\n".join(part for part in [campaign.name, campaign.postal_address] if part)
    return mails.plain(to=address, subject=" ".join(subject.split()), body=f"{text}\n\n-- \n{foot}\n")
