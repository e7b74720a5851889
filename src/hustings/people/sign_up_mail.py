"""The mail with the link that confirms a sign-up."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.campaigns.models import Campaign
from hustings.jobs import errands
from hustings.people.models import SignUp


def send(sign_up: SignUp) -> bool:
    """Mail the link once, whichever worker gets here first. A failed send leaves the row unmailed."""
    with errands.alone(f"people.sign_up {sign_up.pk}"):
        unmailed = SignUp.objects.filter(pk=sign_up.pk, mailed_at=None, confirmed_at=None)
        held = unmailed.first()
        if held is None:
            return False
        compose(held).send()
        unmailed.update(mailed_at=timezone.now())
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
