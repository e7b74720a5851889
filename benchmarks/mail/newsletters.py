"""Bodies of newsletters, wrapped as programs for mass mail send them.

The bodies are text in which addresses of pages were blotted out; senders, links and pictures are made here.
"""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from random import Random

_BLOT = re.compile(r"\[+URL REDACTED\]+", re.IGNORECASE)
_NAMES = (
    "Friends of Ada Quillon",
    "Corwen for Senate",
    "Team Hallam",
    "Blue River Democrats",
    "Vance Orrin for Congress",
    "Marlow for Mayor",
    "Westvale Republicans",
    "Citizens for Lund",
    "The Brightwater Fund",
    "Oakhaven Tenants United",
)
_ENDINGS = (".com", ".org", ".us", ".net")
_LOCALS = ("info", "contact", "hello", "team", "news", "action")
_COUNTERS = (
    "click.actionnetwork.org",
    "click.ngpvan.com",
    "links.e.everyaction.com",
    "u1774.ct.sendgrid.net",
    "friends.us9.list-manage.com",
    "t.nationbuilder.com",
    "r.mailjet.com",
    "click.mlsend-seven.com",
)
_ASKS = ("Donate now", "here", "this link", "Chip in $5", "Sign the petition", "Take the survey", "Read more")
_COLOURS = ("#1d3f72", "#a31f34", "#0b6b3a", "#333333")


@dataclass(frozen=True)
class Style:
    """How it looks ("text", "simple" or "designed"), whose clicks are counted by whom, how one leaves it.

    ``leave`` is "" (only a link in the text), "header" (RFC 2369) or "one-click" (RFC 8058).
    """

    name: str
    look: str
    has_counter: bool
    leave: str


STYLES = (
    Style("text, own links, List-Unsubscribe", "text", False, "header"),
    Style("text, own links", "text", False, ""),
    Style("simple page, own links", "simple", False, ""),
    Style("simple page, counter elsewhere", "simple", True, ""),
    Style("designed, own links, one click", "designed", False, "one-click"),
    Style("designed, counter elsewhere, one click", "designed", True, "one-click"),
    Style("designed, counter elsewhere", "designed", True, ""),
)


def wrap(body: str, number: int, style: Style) -> bytes:
    """One message (RFC 5322). The same number gives the same sender in every style."""
    random = Random(f"newsletter {number}")
    name = random.choice(_NAMES)
    domain = re.sub(r"[^a-z]", "", name.lower()) + random.choice(_ENDINGS)
    host = random.choice(_COUNTERS) if style.has_counter else random.choice(["", "go.", "www."]) + domain
    leave = f"https://{host}/unsubscribe/{random.getrandbits(48):x}"
    message = EmailMessage(policy=SMTP.clone(max_line_length=200))
    message["From"] = f'"{name}" <{random.choice(_LOCALS)}@{domain}>'
    message["To"] = "charlie@valbrune.example"
    message["Subject"] = _subject(body, name)
    message["Date"] = f"Tue, {random.randint(1, 28):02} Feb 2023 14:{random.randint(0, 59):02}:11 -0500"
    message["Message-ID"] = f"<{random.getrandbits(80):x}@{domain}>"
    if style.leave:
        message["List-Unsubscribe"] = f"<{leave}>, <mailto:leave@{domain}>"
    if style.leave == "one-click":
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(_text(body, host, leave, random))
    if style.look != "text":
        page = _page(body, name, domain, host, leave, style.look == "designed", random)
        if random.random() < 0.5:
            message.add_alternative(page, subtype="html")
        else:
            message.set_content(page, subtype="html")
    return message.as_bytes()


def _subject(body: str, name: str) -> str:
    lines = (" ".join(_BLOT.sub("", line).split()) for line in body.splitlines())
    return next(
        (line[:70] for line in lines if len(line) > 15 and "browser" not in line), f"News from {name}"
    )


def _link(host: str, random: Random) -> str:
    return f"https://{host}/{random.choice(['c', 'a', 'ls/click', 'give'])}/{random.getrandbits(56):x}"


def _text(body: str, host: str, leave: str, random: Random) -> str:
    return _BLOT.sub(lambda _: _link(host, random), body) + f"\n\nUnsubscribe: {leave}\n"


def _page(body: str, name: str, domain: str, host: str, leave: str, is_designed: bool, random: Random) -> str:
    """The text as a page: each line a paragraph, each blotted address a link or a button."""
    colour = random.choice(_COLOURS)
    shown = [*_ASKS, *_ASKS, f"https://{domain}/give"]

    def linked(_: re.Match[str]) -> str:
        style = f' style="background:{colour};color:#fff;padding:12px 24px"' if is_designed else ""
        return f'<a href="{_link(host, random)}"{style}>{random.choice(shown)}</a>'

    lines = [f"<p>{_BLOT.sub(linked, escape(line))}</p>" for line in body.splitlines() if line.strip()]
    lines.append(f'<p>Sent by {escape(name)}. <a href="{leave}">Unsubscribe</a></p>')
    opened = f'<img src="https://{host}/o/{random.getrandbits(40):x}.gif" width="1" height="1" alt="">'
    if not is_designed:
        return f"<html><body>{''.join(lines)}{opened}</body></html>"
    rows = "".join(f'<tr><td style="font:16px Arial;padding:8px 32px">{line}</td></tr>' for line in lines)
    return (
        f"<html><head><title>{escape(name)}</title><style>a{{color:{colour}}}</style></head>"
        f'<body style="margin:0;background:#eee"><table width="600" align="center" bgcolor="#ffffff">'
        f'<tr><td><img src="https://{host}/i/head.png" width="600" alt="{escape(name)}"></td></tr>'
        f"{rows}</table>{opened}</body></html>"
    )
