"""A letter as it lies in the mailbox: written by a program, carried over hosts, judged by our own server."""

from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from random import Random

from mailguard.corpus.clients import Client
from mailguard.corpus.headers import POLICY
from mailguard.corpus.letters import Letter, address


@dataclass(frozen=True)
class Route:
    """Transport of a letter: the host, and domains ``spf`` and ``dkim`` that passed, or "".

    ``has_policy``: the author's domain publishes DMARC.
    """

    ip: str
    helo: str
    return_path: str
    spf: str = ""
    dkim: str = ""
    has_policy: bool = True


@dataclass
class Post:
    """Surroundings of a letter: Message-IDs of its ``thread``, oldest first; ``quote``; ``receiver``."""

    letter: Letter
    client: Client
    route: Route
    sent_at: datetime
    receiver: str
    copies: tuple[tuple[str, str], ...] = ()
    thread: tuple[str, ...] = ()
    quote: str = ""
    calendar: str = ""
    message_id: str = field(default="", init=False)

    def render(self, random: Random) -> bytes:
        """The bytes (RFC 5322), trace headers on top; sets ``message_id``."""
        letter = self.letter
        domain = letter.author[1].rpartition("@")[2]
        self.message_id = self.client.message_id(random, domain)
        message = EmailMessage(policy=POLICY)
        message["From"] = address(*letter.author)
        message["To"] = address(*letter.to)
        if self.copies:
            message["Cc"] = [address(*each) for each in self.copies]
        message["Subject"] = " ".join(letter.subject.split())
        message["Date"] = format_datetime(self.sent_at)
        message["Message-ID"] = f"<{self.message_id}>"
        if self.thread:
            message["In-Reply-To"] = f"<{self.thread[-1]}>"
            message["References"] = " ".join(f"<{each}>" for each in self.thread[-10:])
        for name, value in {**self.client.headers, **letter.extra}.items():
            message[name] = value
        self._fill(message, random)
        for part in message.walk():
            if part.is_multipart():
                part.set_boundary(self.client.boundary(random))
        return self._trace(domain, random) + message.as_bytes()

    def _fill(self, message: EmailMessage, random: Random) -> None:
        text = self.letter.text()
        if self.quote:
            text += "\n" + self.quote
        if self.letter.style == "plain":
            message.set_content(text)
        elif self.letter.style == "bare":  # HTML alone
            message.set_content(self._html(random), subtype="html")
        else:
            message.set_content(text)
            message.add_alternative(self._html(random), subtype="html")
        if self.calendar:
            if message.get_content_type() == "text/plain":
                message.add_alternative(self._html(random), subtype="html")
            message.add_alternative(self.calendar, subtype="calendar", params={"method": "REQUEST"})
        for name, type_, content in self.letter.files:
            main, _, sub = type_.partition("/")
            message.add_attachment(content, maintype=main, subtype=sub, filename=name)

    def _html(self, random: Random) -> str:
        html = self.letter.html(random)
        if not self.quote:
            return html
        first, *rest = self.quote.splitlines()
        old = "<br>".join(line.removeprefix("> ").removeprefix(">") for line in rest)
        below = f'<div class="quote"><p>{first}</p><blockquote type="cite">{old}</blockquote></div>'
        return html.replace("</body>", below + "</body>")

    def _trace(self, domain: str, random: Random) -> bytes:
        route = self.route
        spf = f"spf=pass smtp.mailfrom={route.spf}" if route.spf else f"spf=none smtp.mailfrom={domain}"
        signed = f"dkim=pass header.d={route.dkim} header.s=mail" if route.dkim else "dkim=none"
        proven = domain.endswith((route.dkim or "?", route.spf or "?"))
        dmarc = ("pass" if proven else "fail") if route.has_policy else "none"
        stamp = format_datetime(self.sent_at)
        lines = [
            f"Return-Path: <{route.return_path}>",
            f"Authentication-Results: {self.receiver}; {spf}; {signed}; dmarc={dmarc} header.from={domain}",
            f"Received: from {route.helo} ({route.helo} [{route.ip}]) by {self.receiver} with ESMTPS"
            f" id {random.getrandbits(40):010x} for <{self.letter.to[1]}>; {stamp}",
        ]
        return "".join(line + "\r\n" for line in lines).encode()
