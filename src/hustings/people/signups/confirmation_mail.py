"""The mail with the link that confirms a sign-up."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.jobs import exactly_once
from hustings.people.signups.models import SignUp


def send(sign_up: SignUp) -> bool:
    """Mail the link once, whichever worker gets here first. A failed send leaves the row unmailed."""
    unmailed = SignUp.objects.filter(pk=sign_up.pk, mailed_at=None, confirmed_at=None)
    return exactly_once.mail_once(
        f"signups.sign_up {sign_up.pk}", unmailed, lambda held: compose(held).send()
    )


def compose(sign_up: SignUp) -> EmailMultiAlternatives:
    """The mail in the language of the form, as text and as HTML."""
    campaign = Campaign.current()
    with translation.override(sign_up.language):
        link = settings.BASE_URL + reverse("website:sign_up", args=[sign_up.link_token])
        words = {"campaign": campaign, "sign_up": sign_up, "link": link, "language": sign_up.language}
        subject = _("Please confirm: %(campaign)s") % {"campaign": campaign.name}
        return mails.compose(
            to=sign_up.address, subject=subject, template="signups/mails/sign_up", words=words
        )
