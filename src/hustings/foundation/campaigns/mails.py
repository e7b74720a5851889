"""Single mails of the campaign: to one person, about what they did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from hustings.foundation.campaigns.models import Campaign


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a short mail: a paragraph a line, a button that leads to ``link``, small notes below."""

    subject: str
    lines: Sequence[str]
    button: str = ""
    link: str = ""
    notes: Sequence[str] = ()


def link(name: str, *args: object) -> str:
    """The whole address of a page, in the language of the moment."""
    return settings.BASE_URL + reverse(name, args=args)


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


def message(to: str, words: Words) -> EmailMultiAlternatives:
    """A short mail that needs no template of its own, in the language of the moment."""
    context = {"campaign": Campaign.current(), "words": words, "language": get_language()}
    return compose(to=to, subject=words.subject, template="campaigns/message", words=context)
