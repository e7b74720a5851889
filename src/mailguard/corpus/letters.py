"""A letter to bytes: plain, simple HTML, a designed newsletter or mostly pictures."""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from random import Random

from mailguard.corpus.headers import POLICY

_FIRST = datetime(2023, 1, 2, 8, 0, tzinfo=UTC)


def sent(random: Random) -> datetime:
    zone = timezone(timedelta(hours=random.choice([0, 1, 2, -5, -8])))
    return (_FIRST + timedelta(minutes=random.randrange(4 * 365 * 24 * 60))).astimezone(zone)


STYLES = ("plain", "simple", "designed", "pictures", "bare", "framed")
# bare is simple, and HTML alone; framed is designed, in the order of the letter


@dataclass
class Letter:
    """What a maker wants to say; ``asks`` are links with their text, ``extra`` further headers."""

    author: tuple[str, str]
    to: tuple[str, str]
    subject: str
    paragraphs: Sequence[str]
    asks: Sequence[tuple[str, str]] = ()
    footer: Sequence[str] = ()
    pictures: Sequence[str] = ()
    style: str = "plain"
    extra: dict[str, str] = field(default_factory=dict)
    files: Sequence[tuple[str, str, bytes]] = ()  # name, type, content

    def render(self, random: Random) -> bytes:
        """The message as it would arrive."""
        message = EmailMessage(policy=POLICY)
        message["From"] = address(*self.author)
        message["To"] = address(*self.to)
        message["Subject"] = " ".join(self.subject.split())
        message["Date"] = format_datetime(sent(random))
        message["Message-ID"] = f"<{random.getrandbits(64):x}@{self.author[1].rpartition('@')[2]}>"
        for name, value in self.extra.items():
            message[name] = value
        if self.style == "plain":
            message.set_content(self.text())
        elif self.style == "simple" or random.random() < 0.5:
            message.set_content(self.html(random), subtype="html")
        else:
            message.set_content(self.text())
            message.add_alternative(self.html(random), subtype="html")
        for name, type_, content in self.files:
            main, _, sub = type_.partition("/")
            message.add_attachment(content, maintype=main, subtype=sub, filename=name)
        for part in message.walk():
            if part.is_multipart():
                part.set_boundary(f"=_{random.getrandbits(80):x}")
        return message.as_bytes()

    def text(self) -> str:
        asks = [f"{text}: {url}" for text, url in self.asks]
        return "\n\n".join([*self.paragraphs, *asks, *self.footer]) + "\n"

    def html(self, random: Random) -> str:
        paragraphs = [f"<p>{html.escape(each)}</p>" for each in self.paragraphs]
        if self.style in {"simple", "bare"}:
            asks = [f'<p><a href="{html.escape(url)}">{html.escape(text)}</a></p>' for text, url in self.asks]
            footer = [f"<p><small>{html.escape(each)}</small></p>" for each in self.footer]
            return f"<html><body>{''.join([*paragraphs, *asks, *footer])}</body></html>"
        return _designed(random, paragraphs if self.style in {"designed", "framed"} else paragraphs[:1], self)


def address(name: str, mailbox: str) -> Address:
    local, _, domain = mailbox.rpartition("@")
    return Address(name, local, domain)


def _designed(random: Random, paragraphs: list[str], letter: Letter) -> str:
    width, colour = random.choice([560, 600, 640]), random.choice(["#0b5", "#06c", "#c33", "#222", "#845"])
    button = f"background:{colour};color:#fff;padding:12px 24px;border-radius:{random.randint(0, 8)}px"
    rows = []
    for number, url in enumerate(letter.pictures):
        image = f'<img src="{url}" width="{width if number == 0 else 240}" alt="">'
        ask = letter.asks[number % len(letter.asks)] if letter.asks else ("", "")
        rows.append(f'<a href="{html.escape(ask[1])}">{image}</a>' if ask[1] else image)
    rows += paragraphs
    rows += [
        f'<a style="{button}" href="{html.escape(url)}">{html.escape(text)}</a>' for text, url in letter.asks
    ]
    if letter.style == "designed" and len(rows) > 3:
        head, tail = rows[: len(letter.pictures[:1])], rows[len(letter.pictures[:1]) :]
        random.shuffle(tail)
        rows = head + tail
    small = "".join(f'<p style="font-size:11px;color:#777">{html.escape(each)}</p>' for each in letter.footer)
    body = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    hidden = (
        f'<div style="display:none">{html.escape(letter.paragraphs[0][:80])}</div>'
        if letter.paragraphs
        else ""
    )
    return (
        f"<html><head><style>td{{font:16px/1.5 sans-serif}}</style></head><body>{hidden}"
        f'<table width="{width}" align="center">{body}<tr><td>{small}</td></tr></table></body></html>'
    )
