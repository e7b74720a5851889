"""One mail as it is compared: who, when, the words a reader sees and the files, whatever carried it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property

from mailguard.facts import Facts
from mailguard.forensics import markup
from mailguard.mailboxes import Whole
from mailguard.message import head, limits, mime, quotes
from mailguard.message.encodings import charsets
from mailguard.message.mime import Node

# What carries a mail adds these, and what exports it too.
_DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
_ENDS = re.compile(rb"\r\n?")
# Marks of mailboxes: each program that opens one writes its own.
_MARKS = re.compile(
    rb"^(?:Status|X-Status|X-Keywords|X-UID|X-UIDL|X-IMAP|X-IMAPbase|Content-Length|Lines|X-Mozilla-[\w-]+"
    rb"|X-Gmail-Labels|X-GM-THRID|X-GM-MSGID|X-TUID)[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.MULTILINE | re.IGNORECASE,
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # the mark of UTF-16
_MOST_LINES = 20_000  # of one text
# Problems that leave something of a mail out: two that are alike as far as they are read may differ there.
CUTS = frozenset({
    "too_long", "parts_too_many", "parts_too_deep", "nested_too_many", "payload_too_long", "text_too_long",
    "headers_too_long", "headers_too_many", "header_too_long",
})  # fmt: skip
_SPARE = timedelta(days=2)  # by which a clock may be wrong


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a mail, or what else lies in it beside its texts."""

    path: str
    name: str
    type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Mail:
    """``lines`` are of the plain text, ``page`` of the HTML, white space single and empty ones left out.

    ``bytes_hash`` is of the mail with one kind of line end and without the marks of mailboxes. It,
    ``sha256`` and ``size`` are of the whole mail, also where that is longer than what is kept
    (``is_beyond``). ``body`` is a hash of all that stands below the head, where something of it isn't read.
    """

    sha256: str
    bytes_hash: str
    size: int
    facts: Facts  # of the headers alone
    lines: tuple[str, ...] = ()
    page: tuple[str, ...] = ()
    files: tuple[Piece, ...] = ()
    payloads: tuple[bytes, ...] = field(default=(), repr=False)  # of those files
    problems: tuple[str, ...] = ()
    body: str = ""
    is_beyond: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether something of it isn't read."""
        return bool(self.body)

    @property
    def author(self) -> str:
        return self.facts.author.key.lower()

    @cached_property
    def addressees(self) -> tuple[str, ...]:
        """The addresses in To and Cc, each once, sorted."""
        return tuple(sorted({each.key.lower() for each in (*self.facts.to, *self.facts.cc) if each.address}))

    @cached_property
    def delivered(self) -> tuple[str, ...]:
        found = (value for name, value in self.facts.headers if name in _DELIVERED)
        return tuple(dict.fromkeys(value.strip(" <>").lower()[:254] for value in found if "@" in value))

    @property
    def sent_at(self) -> int | None:
        """Date, in seconds since 1970."""
        return _seconds(self.facts.sent_at)

    @cached_property
    def at(self) -> int | None:
        """When it arrived, else when it says that it was sent."""
        top = self.facts.hops[0].at if self.facts.hops else None
        sent = self.facts.sent_at
        if top is None or (sent is not None and abs(_utc(top) - _utc(sent)) > _SPARE):
            return _seconds(sent) if sent is not None else _seconds(top)
        return _seconds(top)

    @cached_property
    def subject(self) -> str:
        return " ".join(self.facts.subject.split())

    @cached_property
    def words(self) -> str:
        """All that a reader sees, in one line: of the plain text, else of the page without its addresses."""
        return " ".join(self.lines or markup.bare(self.page))

    @cached_property
    def own(self) -> str:
        """What its author wrote, without what is quoted."""
        text = "\n".join(self.lines or markup.bare(self.page))
        own, quoted = quotes.cut(text)
        return own or quoted

    @cached_property
    def content(self) -> bytes:
        says = [
            self.author, self.subject, str(self.sent_at), self.facts.message_id, *self.addressees,
            *(each.key.lower() for each in self.facts.reply_to), self.words,
            " ".join(self.page),
            *sorted(each.sha256 for each in self.files), *([self.body] if self.body else []),
        ]  # fmt: skip
        return hashlib.blake2b("\0".join(says).encode("utf-8", "replace"), digest_size=16).digest()


def read(raw: bytes, whole: Whole | None = None) -> Mail:
    """Any bytes at all as a mail; ``problems`` names what is left out, ``whole`` a longer mail."""
    data = raw
    if raw[:2] in _WIDE:  # as some programs save mail as text
        data = raw.decode("utf-16", "replace").encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    data = data.replace(b"\r\n", b"\n") if b"\r" in data else data
    data = _ENDS.sub(b"\n", data) if b"\r" in data else data
    plain = _unmarked(data.lstrip(b"\n"))
    budget = limits.Budget()
    root = mime.read(plain[: limits.SIZE], budget)
    said = head.read(root.block)
    texts = _Texts(budget)
    texts.message(root)
    is_long = len(plain) > limits.SIZE or whole is not None
    problems = tuple(dict.fromkeys((*said.problems, *texts.problems, *(["too_long"] * is_long))))
    rest = f"\0{whole.rest}".encode() if whole else b""
    return Mail(
        whole.sha256 if whole else hashlib.sha256(raw).hexdigest(),
        hashlib.sha256((plain if whole else plain.rstrip(b"\n")) + rest).hexdigest(),
        whole.size if whole else len(raw),
        said,
        tuple(texts.lines),
        tuple(texts.page),
        tuple(texts.files),
        tuple(texts.payloads),
        problems,
        "" if CUTS.isdisjoint(problems) else _body(plain, rest),
        whole is not None,
    )


def _body(plain: bytes, rest: bytes) -> str:
    """A hash of what stands below the head, read or not."""
    body = plain[plain.find(b"\n\n") + 1 :]
    return hashlib.sha256((body if rest else body.rstrip(b"\n")) + rest).hexdigest()


def _unmarked(data: bytes) -> bytes:
    end = data.find(b"\n\n") + 1
    if end <= 0:
        return data
    head_ = data[:end]
    bare = _MARKS.sub(b"", head_)
    return data if len(bare) == len(head_) else bare + data[end:]


class _Texts:
    def __init__(self, budget: limits.Budget) -> None:
        self.budget = budget
        self.lines: list[str] = []
        self.page: list[str] = []
        self.files: list[Piece] = []
        self.payloads: list[bytes] = []
        self.problems: dict[str, None] = {}

    def message(self, root: Node) -> None:
        for node in root.walk():
            self.problems.update(node.problems)
            if node.message is not None:
                self._inner(node)
            elif not node.children:
                self._leaf(node)

    def _leaf(self, node: Node) -> None:
        if node.type in mime.TEXTS and node.disposition != "attachment" and not node.name:
            data = node.content[: max(0, min(limits.TEXT, self.budget.text))]
            self.budget.text -= len(data)
            if len(data) < len(node.content):
                self.problems["text_too_long"] = None
            is_page = node.type == "text/html"
            text, _ = charsets.decode(data, node.charset or (markup.charset(data) if is_page else ""))
            if is_page:
                self.page += _lines(markup.text(text))
            else:
                self.lines += _lines(text)
        elif node.content:
            sha256 = hashlib.sha256(node.content).hexdigest()
            self.files.append(Piece(node.path, node.name, node.type, len(node.content), sha256))
            self.payloads.append(node.content)

    def _inner(self, node: Node) -> None:
        """A mail in the mail: what its head says is read as lines too, and so compared."""
        assert node.message is not None
        said = head.read(node.message.block)
        self.lines += [f"From: {each}" for each in said.from_]
        self.lines += [f"Subject: {said.subject}", f"Date: {said.header('date')}"]
        self.message(node.message)


def _lines(text: str) -> list[str]:
    found = (" ".join(line.split()) for line in text.replace("\0", "").split("\n", _MOST_LINES))
    return [line for line in found if line]


def addresses(mail: Mail) -> Iterator[str]:
    """Everybody whom its headers name, each once, those with whom it lay first."""
    yield from dict.fromkeys(
        each for each in (*mail.delivered, mail.author, *mail.addressees) if each and len(each) < 255
    )


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _seconds(moment: datetime | None) -> int | None:
    try:
        return None if moment is None else int(_utc(moment).timestamp())
    except (OverflowError, ValueError):
        return None
