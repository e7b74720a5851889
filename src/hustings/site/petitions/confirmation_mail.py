"""The mail with the link that confirms a signature, and the one that takes it back."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.jobs import exactly_once
from hustings.site.petitions.models import Signature


def send(signature: Signature) -> bool:
    """Mail the link once, whichever worker gets here first. A failed send leaves the row unmailed."""
    unmailed = Signature.objects.filter(pk=signature.pk, mailed_at=None, confirmed_at=None)
    waiting = unmailed.select_related("petition")
    return exactly_once.mail_once(
        f"petitions.signature {signature.pk}", waiting, lambda held: compose(held).send()
    )


def compose(signature: Signature) -> EmailMultiAlternatives:
    """In the language of the form, as text and as HTML."""
    campaign, petition = Campaign.current(), signature.petition
    rows = Signature.objects.all()
    same = rows.of_address(petition.pk, signature.key)
    has_signed = bool(same and same.judged_at) or bool(rows.of_mailbox(petition.pk, signature.mailbox))
    with translation.override(signature.language):
        link, token = settings.BASE_URL, signature.link_token
        words = {
            "campaign": campaign, "signature": signature, "petition": petition,
            "language": signature.language, "has_signed": has_signed,
            "link": link + reverse("petitions:signature", args=[token]),
            "not_me": link + reverse("petitions:not_me", args=[token]),
        }  # fmt: skip
        return mails.compose(
            to=signature.address,
            subject=_("Confirm your signature: %(petition)s") % {"petition": petition.title},
            template="petitions/mails/signature",
            words=words,
        )
