"""Single mails of the campaign: to one person, about what they did."""

from collections.abc import Mapping
from email.utils import formataddr
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from hustings.foundation.campaigns.models import Campaign


def plain(*, to: str, subject: str, body: str) -> EmailMultiAlternatives:
    """As text, from the campaign's sender; answers go where it wants them."""
    campaign = Campaign.current()
    return EmailMultiAlternatives(
        subject=subject,
        body=body,
        from_email=formataddr(campaign.sender),
        to=[to],
        reply_to=[campaign.reply_to] if campaign.reply_to else None,
        headers={"Auto-Submitted": "auto-generated"},
    )


def compose(*, to: str, subject: str, template: str, words: Mapping[str, Any]) -> EmailMultiAlternatives:
    """As text and as HTML: ``template`` with ``.txt`` and with ``.html``, in the language of the moment."""
    mail = plain(to=to, subject=subject, body=render_to_string(f"{template}.txt", dict(words)))
    mail.attach_alternative(render_to_string(f"{template}.html", dict(words)), "text/html")
    return mail
