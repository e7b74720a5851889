"""A message that lies in the message."""

from dataclasses import dataclass
from datetime import datetime

from mailguard.facts.body import Html, Link
from mailguard.facts.envelope import Mailbox


@dataclass(frozen=True, slots=True)
class Nested:
    """A forwarded message (message/rfc822, .eml) in the part ``path``; files stand with the outer's."""

    path: str
    headers: tuple[tuple[str, str], ...] = ()
    from_: tuple[Mailbox, ...] = ()
    reply_to: tuple[Mailbox, ...] = ()
    to: tuple[Mailbox, ...] = ()
    subject: str = ""
    sent_at: datetime | None = None
    message_id: str = ""
    text: str = ""
    quoted: str = ""
    html: tuple[Html, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[str, ...] = ()
