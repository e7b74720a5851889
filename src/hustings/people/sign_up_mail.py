"""The mail with the link that confirms a sign-up."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.campaigns.models import Campaign
from hustings.people.models import SignUp


@transaction.atomic
def send(sign_up: SignUp) -> bool:
    """Mail the link once, whichever worker gets here first. A failed send leaves the row unmailed."""
    unmailed = SignUp.objects.filter(pk=sign_up.pk, mailed_at=None, confirmed_at=None)
    if not unmailed.update(mailed_at=timezone.now()):
        return False
    compose(sign_up).send()
    return True


def compose(sign_up: SignUp) -> EmailMultiAlternatives:
    """The mail in the language of the form, as text and as HTML."""
    campaign = Campaign.current()
    with translation.override(sign_up.language):
        link = settings.BASE_URL + reverse("website:sign_up", args=[sign_up.link_token])
        words = {"campaign": campaign, "sign_up": sign_up, "link": link, "language": sign_up.language}
        mail = EmailMultiAlternatives(
            subject=_("Please confirm: %(campaign)s") % {"campaign": campaign.name},
            body=render_to_string("people/mails/sign_up.txt", words),
            from_email=formataddr(campaign.sender),
            to=[sign_up.address],
            reply_to=[campaign.reply_to] if campaign.reply_to else None,
            headers={"Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string("people/mails/sign_up.html", words), "text/html")
    return mail
