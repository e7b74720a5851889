"""From what the team wrote to what a person reads: HTML and plain text, in the person's language."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

import mrml
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.territories.models import Kind
from hustings.outreach.emails import (
    advertising,
    delivery_tokens,
    look,
    merge_fields,
    message_ids,
    mime,
    tracked_links,
)
from hustings.outreach.emails.advertising import Label, Labelled
from hustings.outreach.emails.blocks import VERSIONS, Written
from hustings.outreach.emails.merge_fields import BadMerge, Merge, Piece
from hustings.outreach.emails.rendering.canvas import Sheet, attr
from hustings.outreach.emails.tracked_links import Leads
from mailguard.identifiers import addresses

_UNSUBSCRIBE, _EMAIL, _OWN = Merge("unsubscribe_url"), Merge("email"), Merge(mime.CLICK)

# Word's line breaks and the like, which come with what is pasted: no XML holds them, and MJML is one.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Message(Labelled, look.LookSnapshot, Protocol):
    """Letters in several languages and versions, in the look and with the label that are their own."""

    @property
    def pk(self) -> Any: ...
    @property
    def created_at(self) -> datetime: ...
    def letters(self) -> list[Written]:
        """All of them, in the order in which they were written."""
        ...

    def letter_for(self, language: str, version: str, first_language: str) -> Written | None:
        """The one that a reader of ``language`` gets of a version."""
        ...


class NoLetter(LookupError):
    """Nobody has written one."""


@dataclass(frozen=True)
class RenderedEmail:
    """A letter in one language, with its merge fields still open."""

    subject: list[Piece]
    html: list[Piece]
    text: list[Piece]
    is_written: bool = True  # there is something in it beside the frame
    segments: frozenset[int] = frozenset()  # those that parts of it are for

    @cached_property
    def merges(self) -> set[Merge]:
        return merge_fields.fields([*self.subject, *self.html, *self.text]) - {_UNSUBSCRIBE, _OWN}


def compose(
    written: Written,
    *,
    language: str,
    campaign: Campaign | None = None,
    leads: Leads | None = None,
    online: str = "",
    is_public: bool = False,
    worn: look.Look | None = None,
    label: Label | None = None,
) -> RenderedEmail:
    """Put a letter into the campaign's frame, or raise BadMerge. ``leads``: where clicks count.

    ``is_public``: its foot leads to nobody's choices. ``language``: of the frame; ``worn``: the look if not
    today's.
    """
    campaign = campaign or Campaign.current()
    language = written["language"] or language
    sheet = _drawn(written, campaign, language, leads, worn or look.current())
    marks = sheet.marks
    context = {
        "campaign": campaign,
        "language": language,
        "look": sheet.look,
        "title": attr(campaign.name),
        "preheader": marks.put(_line(written["preheader"])),
        "body": sheet.mjml,
        "text": sheet.text,
        "foot": sheet.foot,
        "below": sheet.look.words_below(language, campaign.language),
        "label": label,
        "unsubscribe": marks.of(_UNSUBSCRIBE),
        "email": marks.of(_EMAIL),
        "online": online,
        "is_public": is_public,
    }
    context |= leads.frame(marks.of(_OWN)) if leads else {}
    with translation.override(language):
        context["own_page"] = settings.BASE_URL + reverse("own_page:ask")
        html = mrml.to_html(_CONTROLS.sub(" ", render_to_string("emails/letter.mjml", context))).content
        plain = render_to_string("emails/letter.txt", context)
    subject = merge_fields.parse(_line(written["subject"]))
    return RenderedEmail(
        subject,
        marks.cut(html),
        marks.cut(plain),
        is_written=bool(sheet.mjml),
        segments=frozenset(sheet.segments),
    )


def of(mailing: Message, written: Written, *, campaign: Campaign, **more: Any) -> RenderedEmail:
    """``compose`` a letter of a mailing, in the look and with the label that are its own."""
    worn, label = look.of(mailing), advertising.of(mailing, campaign)
    return compose(written, campaign=campaign, worn=worn, label=label, **more)


def called(language: str | None, version: str) -> str:
    """What a letter is called among those of its mailing."""
    return f"{dict(settings.LANGUAGES).get(language or '', _('any language'))} · {version}"


def _drawn(
    written: Written, campaign: Campaign, language: str, leads: Leads | None, worn: look.Look
) -> Sheet:
    sheet = Sheet(campaign, language, worn)
    if leads:
        own = sheet.marks.of(_OWN)
        sheet.lead = lambda target, words: leads.lead(target, words, own)
    _fill(sheet, written)
    return sheet


def _fill(sheet: Sheet, written: Written) -> None:
    """Draw the blocks of a letter; a mistake in one says which it is."""
    for number, child in enumerate(written["body"], 1):
        try:
            with translation.override(sheet.language):
                child.block.draw(child.value, sheet)
        except BadMerge:
            raise BadMerge(_told(number, child, sheet)) from None


def _told(number: int, child: Any, sheet: Sheet) -> str:
    """The mistake in a block, in the language of who looks on, not in the letter's."""
    what = ""
    try:
        child.block.draw(child.value, sheet)
    except BadMerge as bad:
        what = str(bad)
    told = {"number": number, "label": child.block.label, "what": what}
    return _("block %(number)d (%(label)s): %(what)s") % told


def _line(text: str) -> str:
    return " ".join((text or "").split())


def told(written: Written, bad: BadMerge) -> str:
    name = called(written["language"], written["version"])
    return _("%(letter)s: %(what)s") % {"letter": name, "what": bad}


@dataclass(frozen=True)
class Survey:
    """What all letters of a mailing hold: links that may be counted, each with its number; segments."""

    targets: dict[str, int]
    segments: set[int]


def survey(mailing: Message) -> Survey:
    """Go through them, or raise BadMerge."""
    met: list[tuple[str, str]] = []
    segments: set[int] = set()
    campaign = Campaign.current()

    def note(target: str, words: str) -> str:
        met.append((target, words))
        return target

    for written in mailing.letters():
        language = written["language"] or campaign.language
        for name in ("subject", "preheader"):
            merge_fields.parse(_line(written[name]))
        _fill(Sheet(campaign, language, lead=note, segments=segments), written)
    return Survey(tracked_links.found(met), segments)


def blueprint(
    mailing: Message,
    language: str,
    campaign: Campaign,
    leads: Leads | None = None,
    *,
    version: str = VERSIONS[0],
    test: str = "",
    online: str = "",
) -> mime.Blueprint:
    """A letter in one language and version, serialised up to what differs from person to person.

    ``fill`` wants ``key`` (of the delivery), ``token``, ``address``, merge fields, and ``click`` where links
    are each reader's own.
    """
    name, sender = campaign.sender
    domain = addresses.read(sender).domain
    written = mailing.letter_for(language, version, campaign.language)
    if written is None:
        raise NoLetter(_("No message has been written yet."))
    letter = of(mailing, written, language=language, campaign=campaign, leads=leads, online=online)
    if test:
        letter = replace(letter, subject=[f"[{test}] ", *letter.subject])
    tag = f"{mailing.pk}.{mailing.created_at:%y%m%d%H%M%S}".encode()
    ours = domain.encode()
    headers: list[tuple[str, bytes | mime.Slot]] = [
        ("From", mime.mailbox(name, sender)),
        ("To", lambda values: mime.mailbox(values["name"], values["address"])),
        ("Message-ID", lambda values: b"<%s.%s@%s>" % (values["message"].encode(), tag, ours)),
        ("List-Id", b"%s\r\n <news.%s>" % (mime.header_text(campaign.name), ours)),
        ("List-Unsubscribe", _unsubscribe(campaign.reply_to or campaign.privacy_contact)),
        ("List-Unsubscribe-Post", b"List-Unsubscribe=One-Click"),
        ("Precedence", b"bulk"),  # out-of-office robots keep quiet
        ("X-Auto-Response-Suppress", b"OOF, AutoReply"),
        ("Content-Language", (written["language"] or language).encode()),
    ]
    if campaign.reply_to:
        headers.append(("Reply-To", campaign.reply_to.encode()))
    return mime.blueprint(
        headers=headers,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        boundary=f"=_hustings_{mailing.pk}_{language}",
    )


def _unsubscribe(mailbox: str) -> mime.Slot:
    """RFC 2369 and 8058: the link first; a mailbox besides, where somebody reads one."""
    link = b"<%s" % settings.BASE_URL.encode()
    mail = f",\r\n <mailto:{mailbox}?subject=unsubscribe%20".encode() if mailbox else b""

    def slot(values: mime.Values) -> bytes:
        token = values["token"].encode()
        return b"%s/u/%s/>" % (link, token) + (mail + token + b">" if mail else b"")

    return slot


def town_of(kind: str | None, zone: str | None, around: str | None) -> str:
    """The town of somebody who lives in a zone of this kind: a commune, or the one around its part."""
    return {Kind.COMMUNE.value: zone, Kind.PART.value: around}.get(kind or "") or ""


def values_of(*, key: int, address: str, given_name: str, family_name: str, town: str = "") -> dict[str, str]:
    """What the slots of one person's letter hold."""
    given, family = " ".join(given_name.split()), " ".join(family_name.split())
    token = delivery_tokens.make(key)
    return {
        "message": message_ids.name(key),
        "token": token,
        "unsubscribe_url": f"{settings.BASE_URL}/u/{token}/",
        "address": address,
        "email": address,
        "given_name": given,
        "family_name": family,
        "name": f"{given} {family}".strip(),
        "town": town,
    }
