"""The whole message: which parts are shown, their text and links, and what is examined as a file."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from mailguard.facts import Facts, Html, Link, Nested, Part
from mailguard.message import (
    alternatives,
    external,
    head,
    html,
    language,
    limits,
    mime,
    pictures,
    plain,
    quotes,
)
from mailguard.message.encodings import charsets, uuencoded
from mailguard.message.mime import Node
from mailguard.text import invisible

Names = dict[str, tuple[str, ...]]
_UNKNOWN = "application/octet-stream"
UNREAD = "application/x-mailguard-unread"  # where a file was put into the form of a message, with gaps
_ENVELOPES = {
    "application/ms-tnef": "tnef",
    "application/vnd.ms-tnef": "tnef",
    "message/partial": "partial",
    external.TYPE: "external_body",
    UNREAD: "unread",
    "application/pgp-encrypted": "pgp_encrypted",
}


@dataclass(slots=True)
class Shown:
    """One part that is shown: its own and quoted text, and the page if it is HTML."""

    node: Node
    own: str
    quoted: str
    links: tuple[Link, ...]
    page: Html | None = None


class _Reader:
    def __init__(self, budget: limits.Budget) -> None:
        self.budget = budget
        self.parts: list[Part] = []
        self.payloads: dict[str, bytes] = {}
        self.names: dict[str, tuple[str, ...]] = {}
        self.absent: dict[str, tuple[str, ...]] = {}
        self.elsewhere: list[Link] = []
        self.nested: list[Nested] = []
        self.problems: dict[str, None] = {}

    def message(self, root: Node) -> list[Shown]:
        """The parts shown of one message; files and inner messages are remembered."""
        shown = []
        for node in root.walk():
            is_shown = not node.children and node.message is None and node.is_shown
            if is_shown:
                shown.append(self.show(node))
            self.remember(node, is_shown)
            if node.message is not None:
                self.nested.append(self.inner(node))
        return shown

    def show(self, node: Node) -> Shown:
        is_html = node.type != "text/plain"
        data = self.cut(node, is_html)
        text, problems = charsets.decode(data, node.charset or (_declared(data) if is_html else ""))
        node.note(*problems)
        if "\0" in text:
            text = text.replace("\0", "")
            node.note("nul")
        if is_html:
            reading = html.read(text, node.path, self.budget)
            node.note(*reading.problems)
            for number, picture in enumerate(pictures.inside(text), 1):
                self.payloads[f"{node.path}/{number}"] = picture
            self.count_links(node)
            own, quoted = quotes.cut(reading.own)
            return Shown(node, own, f"{quoted}\n{reading.quoted}".strip(), reading.links, reading.html)
        text, files = uuencoded.cut(text)
        for number, (name, content) in enumerate(files, 1):
            self.inside(Node(f"{node.path}/{number}", node.block, _UNKNOWN, name, content=content))
        own, quoted = quotes.cut(invisible.without(text))
        links = tuple(plain.links(text, node.path, self.budget))
        self.count_links(node)
        return Shown(node, own, quoted, links)

    def count_links(self, node: Node) -> None:
        """What the budget says: links were left out."""
        if self.budget.is_short:
            node.note("links_too_many")

    def cut(self, node: Node, is_html: bool) -> bytes:
        """The bytes of a text, within what is read. Pictures in a page don't count as its text."""
        data = node.content
        most = max(0, min(limits.TEXT, self.budget.text))
        if len(data) > most and is_html and (lean := pictures.without(data)) != data:
            for number, picture in enumerate(pictures.inside(data.decode("latin-1")), 1):
                self.payloads[f"{node.path}/{number}"] = picture
            node.note("pictures_too_long")
            data = lean
        if len(data) > most:
            data = data[:most]
            node.note("text_too_long")
        self.budget.text -= len(data)
        return data

    def inside(self, node: Node) -> None:
        """A file that is no part of its own."""
        node.size = len(node.content)
        self.remember(node, False)

    def remember(self, node: Node, is_shown: bool) -> None:
        """Make the part a fact, and keep its bytes if it is a file."""
        _note_envelope(node)
        self.parts.append(
            Part(
                path=node.path,
                type=node.type,
                name=node.name,
                disposition=node.disposition,
                charset=node.charset,
                encoding=node.encoding,
                content_id=node.content_id,
                size=node.size,
                sha256=hashlib.sha256(node.content).hexdigest() if node.content else "",
                problems=tuple(node.problems),
            )
        )
        self.problems.update(node.problems)
        if node.type == external.TYPE:
            self.absent[node.path] = external.names(node.parameters, node.names, node.content)
            self.elsewhere += external.links(node.parameters, node.path)
        elif "payload_too_long" in node.problems:
            self.absent[node.path] = node.names
        if (
            node.content
            and node.message is None
            and not node.children
            and (not is_shown or node.name or node.is_torn)
        ):
            self.payloads[node.path] = node.content
            if node.names:
                self.names[node.path] = node.names

    def inner(self, node: Node) -> Nested:
        root = node.message
        assert root is not None
        shown = self.message(root)
        said = head.read(root.block)
        text, quoted = alternatives.merge(shown)
        return Nested(
            path=node.path,
            headers=said.headers,
            from_=said.from_,
            reply_to=said.reply_to,
            to=said.to,
            subject=said.subject,
            sent_at=said.sent_at,
            message_id=said.message_id,
            text=text[: limits.SHOWN],
            quoted=quoted[: limits.SHOWN],
            html=_pages(shown),
            links=_links(shown),
            problems=said.problems,
        )


def read(root: Node, budget: limits.Budget) -> tuple[Facts, dict[str, bytes], Names, Names]:
    """Headers and body, messages inside, bytes of files, all names of these and of absent files, by path.

    Pictures in a page stand there with a slash and their number.
    """
    reader = _Reader(budget)
    shown = reader.message(root)
    text, quoted = alternatives.merge(shown)
    said = head.read(root.block)
    facts = said.but(
        parts=tuple(reader.parts),
        html=_pages(shown),
        text=text[: limits.SHOWN],
        quoted=quoted[: limits.SHOWN],
        language=language.guess(text) or (language.guess(f"{text}\n{quoted}") if quoted else ""),
        links=(*_links(shown), *reader.elsewhere, *_in_subject(said.subject, budget)),
        nested=tuple(reader.nested),
        problems=tuple(dict.fromkeys((*said.problems, *reader.problems))),
    )
    return facts, reader.payloads, reader.names, reader.absent


def _declared(data: bytes) -> str:
    """The character set that an HTML page names itself (WHATWG HTML 13.2.3.2)."""
    start = data[:1_024].lower()
    at = start.find(b"charset=")
    if at < 0:
        return ""
    value = start[at + 8 : at + 60].strip(b" \"'")
    name = bytes(byte for byte in value.partition(b'"')[0].partition(b"'")[0].split(b";")[0].split(b">")[0])
    return name.strip(b" /").decode("ascii", "ignore")


def _note_envelope(node: Node) -> None:
    """Envelopes that we don't open."""
    if node.type in _ENVELOPES:
        node.note(_ENVELOPES[node.type])
    elif mime.is_smime(node):
        if node.problems.keys().isdisjoint({"smime_signed", "smime_unread", "payload_too_long"}):
            node.note("smime_encrypted")
    elif node.type == _UNKNOWN and node.name.lower() == "winmail.dat":
        node.note("tnef")
    elif node.type == "text/plain" and b"-----BEGIN PGP MESSAGE-----" in node.content[:5_000]:
        node.note("pgp_encrypted")


def _pages(shown: list[Shown]) -> tuple[Html, ...]:
    pages = []
    for each in shown:
        if each.page is not None:
            pages.append(alternatives.compared(each, shown))
    return tuple(pages)


def _links(shown: list[Shown]) -> tuple[Link, ...]:
    found = [link for each in _pages_first(shown) for link in each.links]
    written = {link.url for link in found if link.where != "text"}
    unique = [link for link in found if link.where != "text" or link.url not in written]
    return tuple(unique)


def _in_subject(subject: str, budget: limits.Budget) -> tuple[Link, ...]:
    return tuple(plain.links(subject, "subject", budget)) if "." in subject else ()


def _pages_first(shown: list[Shown]) -> Iterator[Shown]:
    yield from (each for each in shown if each.page is not None)
    yield from (each for each in shown if each.page is None)
