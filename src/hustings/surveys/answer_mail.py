"""The mail that thanks for an answer, where the form has one."""

from email.utils import formataddr

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from hustings.campaigns.models import Campaign
from hustings.surveys.models import Response


@transaction.atomic
def send(response: Response) -> bool:
    """Mail it once, whichever worker gets here first. A failed send leaves the response unthanked."""
    form, language = response.questionnaire, response.language
    subject, text = form.say("mail_subject", language), form.say("mail", language)
    address = response.sign_up.address if response.sign_up else ""
    if not subject or not text or not address:
        return False
    unthanked = Response.objects.filter(pk=response.pk, thanked_at=None)
    if not unthanked.update(thanked_at=timezone.now()):
        return False
    campaign = Campaign.current()
    foot = "\n".join(part for part in [campaign.name, campaign.postal_address] if part)
    EmailMessage(
        subject=" ".join(subject.split()),
        body=f"{text}\n\n-- \n{foot}\n",
        from_email=formataddr(campaign.sender),
        to=[address],
        reply_to=[campaign.reply_to] if campaign.reply_to else None,
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
    return True
