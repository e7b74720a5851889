"""The mailboxes that bounces come into, as the settings name them, and which of them can't be read."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings

from hustings.outreach.bounces.models import Mailbox

_PORTS = {"imaps": 993, "imap+tls": 143, "imap": 143}


@dataclass(frozen=True)
class Place:
    """A folder of a mailbox, out of ``imaps://user:password@host/INBOX``."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    folder: str

    @classmethod
    def read(cls, url: str) -> "Place":
        parts = urlsplit(url)
        folder = unquote(parts.path.strip("/")) or "INBOX"
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.scheme, host, port, user, password, folder)

    def __str__(self) -> str:
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"[:200]


def troubled() -> list[Mailbox]:
    """Those of the settings that could not be read the last time, each with why."""
    names = [str(Place.read(url)) for url in settings.BOUNCE_MAILBOXES]
    return list(Mailbox.objects.filter(name__in=names).exclude(problem="").order_by("name")) if names else []
