"""From what the team wrote to what a person reads: HTML and plain text, in the person's language.

The text is CommonMark: blank lines part paragraphs, ``**bold**``, ``*italic*``, ``# heading``, ``- list``,
``[words](https://…)``. HTML typed into it shows as text. What comes out passes nh3 besides.
"""

import re
from dataclasses import dataclass
from functools import cached_property

import nh3
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from hustings.campaigns.models import Campaign
from hustings.mailing import merge, mime, tokens
from hustings.mailing.measuring import links
from hustings.mailing.measuring.links import Leads
from hustings.mailing.merge import BadMerge, Merge, Piece
from hustings.mailing.models import Mailing
from mailguard import addresses

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "code"])

_TAGS = {
    "p",
    "br",
    "h1",
    "h2",
    "h3",
    "strong",
    "em",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "hr",
    "code",
    "pre",
}
_STYLES = {
    "p": "margin:0 0 16px",
    "h1": "margin:0 0 16px;font-size:26px;line-height:1.25",
    "h2": "margin:24px 0 12px;font-size:21px;line-height:1.3",
    "h3": "margin:20px 0 8px;font-size:18px;line-height:1.3",
    "ul": "margin:0 0 16px;padding-left:24px",
    "ol": "margin:0 0 16px;padding-left:24px",
    "li": "margin:0 0 6px",
    "blockquote": "margin:0 0 16px;padding:2px 0 2px 16px;border-left:4px solid #b9bfc9",
    "hr": "margin:24px 0;border:0;border-top:1px solid #b9bfc9",
    "a": "color:#0b5cad;text-decoration:underline",
}
_cleaner = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    set_tag_attribute_values={
        tag: {"style": style, "class": "h-a"} if tag == "a" else {"style": style}
        for tag, style in _STYLES.items()
    },
)

# Merge fields pass Markdown and templates as private-use characters, which no text needs.
_OPEN, _CLOSE, _FIRST = "\ue000", "\ue001", 0xE100
_MARK = re.compile(f"{_OPEN}(.){_CLOSE}")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SYSTEM = [Merge("unsubscribe_url"), Merge("email"), Merge(mime.CLICK)]


@dataclass(frozen=True)
class Letter:
    """A mailing in one language, with its merge fields still open."""

    subject: list[Piece]
    html: list[Piece]
    text: list[Piece]

    @cached_property
    def merges(self) -> set[Merge]:
        """The fields in it that the team wrote."""
        everything = [*self.subject, *self.html, *self.text]
        return {piece for piece in everything if isinstance(piece, Merge)} - {_SYSTEM[0], _SYSTEM[2]}


def compose(
    *, subject: str, body: str, language: str, campaign: Campaign | None = None, leads: Leads | None = None
) -> Letter:
    """Put subject and text into the campaign's frame, or raise BadMerge. ``leads``: where clicks count."""
    campaign = campaign or Campaign.current()
    marked, merges = _mark(body)
    tokens_ = _markdown.parse(marked)
    unsubscribe, email, own = (_OPEN + chr(_FIRST + len(merges) + n) + _CLOSE for n in range(3))
    counting = leads.lead(tokens_, own) if leads else {}
    html = _cleaner.clean(_markdown.renderer.render(tokens_, _markdown.options, {}))
    if re.search("%EE%84%", html):
        raise BadMerge(_("A merge field can't stand in the address of a link."))
    context = {"campaign": campaign, "language": language, "unsubscribe": unsubscribe, "email": email}
    context |= {"site": settings.BASE_URL, **counting}
    with translation.override(language):
        context["own_page"] = settings.BASE_URL + reverse("own_page:ask")
        rich = render_to_string("mailing/letter.html", {**context, "body": html})
        plain = render_to_string("mailing/letter.txt", {**context, "body": _plain(tokens_)})
    merges += _SYSTEM
    return Letter(_subject(subject), _cut(rich, merges), _cut(plain, merges))


def targets(body: str) -> dict[str, int]:
    """The targets of a text's links that may be counted, each with its number."""
    return links.found(_markdown.parse(_mark(body)[0]))


def check(text: str) -> None:
    """Raise BadMerge where ``text`` has a merge field that can't be understood."""
    compose(subject="", body=text, language=settings.LANGUAGE_CODE)


def _subject(text: str) -> list[Piece]:
    return merge.parse(" ".join(text.split()))


def _mark(text: str) -> tuple[str, list[Merge]]:
    """Put a mark in the place of each merge field."""
    pieces = merge.parse(_PRIVATE.sub("", text.replace("\r\n", "\n")))
    merges = [piece for piece in pieces if isinstance(piece, Merge)]
    marks = (f"{_OPEN}{chr(_FIRST + n)}{_CLOSE}" for n in range(len(merges)))
    return "".join(piece if isinstance(piece, str) else next(marks) for piece in pieces), merges


def _cut(text: str, merges: list[Merge]) -> list[Piece]:
    """Put each merge field back in the place of its mark."""
    pieces: list[Piece] = list(_MARK.split(text))
    pieces[1::2] = [merges[ord(str(mark)) - _FIRST] for mark in pieces[1::2]]
    return [piece for piece in pieces if piece != ""]


def _plain(tokens_: list[Token]) -> str:
    """Markdown's tokens as plain text."""
    out: list[str] = []
    indent: list[str] = []  # what stands before each line: quotes and the room of lists
    for token in tokens_:
        _plain_block(token, out, indent)
    text = re.sub(r"\n(> )+\n", "\n\n", "".join(out))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _plain_block(token: Token, out: list[str], indent: list[str]) -> None:
    match token.type:
        case "inline":
            lines = _plain_line(token.children or []).split("\n")
            out.append(("\n" + "".join(indent)).join(lines))
        case "paragraph_close" | "heading_close":
            out.append("\n" if token.hidden else "\n\n" + "".join(indent))
        case "bullet_list_open" | "ordered_list_open" | "blockquote_open":
            indent.append("> " if token.type == "blockquote_open" else "  ")
            if token.type == "blockquote_open":
                out.append("> ")
        case "bullet_list_close" | "ordered_list_close" | "blockquote_close":
            indent.pop()
            out.append("\n" + "".join(indent))
        case "list_item_open":
            out.append(f"{token.info}{token.markup} " if token.info else "- ")
        case "hr":
            out.append("-" * 20 + "\n\n")
        case "fence" | "code_block":
            out.append(token.content + "\n")


def _plain_line(children: list[Token]) -> str:
    out: list[str] = []
    links: list[tuple[str, int]] = []
    for token in children:
        if token.type in {"text", "code_inline"}:
            out.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            out.append("\n")
        elif token.type == "link_open":
            links.append((str(token.attrs.get("href", "")), len(out)))
        elif token.type == "link_close":
            address, start = links.pop()
            words = "".join(out[start:])
            if words not in {address, address.removeprefix("mailto:")}:
                out.append(f" ({address})")
    return "".join(out)


def blueprint(
    mailing: Mailing, language: str, campaign: Campaign, leads: Leads | None = None
) -> mime.Blueprint:
    """The mailing in one language, serialised up to what differs from person to person.

    ``fill`` wants ``key`` (of the delivery), ``token``, ``address`` and the values of merge fields; where
    links or the picture are each reader's own, ``click`` too.
    """
    name, sender = campaign.sender
    domain = addresses.read(sender).domain
    letter = compose(
        subject=mailing.subject, body=mailing.body, language=language, campaign=campaign, leads=leads
    )
    tag = f"{mailing.pk}.{mailing.created_at:%y%m%d%H%M%S}".encode()
    ours = domain.encode()
    headers: list[tuple[str, bytes | mime.Slot]] = [
        ("From", mime.mailbox(name, sender)),
        ("To", lambda values: mime.mailbox(values["name"], values["address"])),
        ("Message-ID", lambda values: b"<%s.%s@%s>" % (values["key"].encode(), tag, ours)),
        ("List-Id", b"%s\r\n <news.%s>" % (mime.header_text(campaign.name), ours)),
        ("List-Unsubscribe", _unsubscribe(campaign.reply_to or campaign.privacy_contact)),
        ("List-Unsubscribe-Post", b"List-Unsubscribe=One-Click"),
        ("Precedence", b"bulk"),  # out-of-office robots keep quiet
        ("X-Auto-Response-Suppress", b"OOF, AutoReply"),
        ("Content-Language", language.encode()),
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


def values_of(*, key: int, address: str, given_name: str, family_name: str, town: str = "") -> dict[str, str]:
    """What the slots of one person's letter hold."""
    given, family = " ".join(given_name.split()), " ".join(family_name.split())
    token = tokens.make(key)
    return {
        "key": str(key),
        "token": token,
        "unsubscribe_url": f"{settings.BASE_URL}/u/{token}/",
        "address": address,
        "email": address,
        "given_name": given,
        "family_name": family,
        "name": f"{given} {family}".strip(),
        "town": town,
    }
