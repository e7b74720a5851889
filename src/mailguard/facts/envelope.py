"""Who sent it and how it came."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from mailguard.identifiers import domain_names


@lru_cache(4_096)
def _parts(address: str) -> tuple[str, str, str]:
    local, _, domain = address.rpartition("@")
    local = local.lower()
    return local, domain, f"{local}@{domain}" if address else ""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One mailbox of an address header (RFC 5322 3.4), with decoded display name.

    ``address`` keeps the local part, its domain in A-labels (RFC 5890); empty for none or nonsense.
    """

    name: str = ""
    address: str = ""

    @property
    def local(self) -> str:
        return _parts(self.address)[0]

    @property
    def domain(self) -> str:
        return _parts(self.address)[1]

    @property
    def organisation(self) -> str:
        """The registrable domain: ``example.org`` of ``mail.example.org``."""
        return domain_names.organisation(_parts(self.address)[1])

    @property
    def key(self) -> str:
        return _parts(self.address)[2]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the receiving server knows beside the message (RFC 5321). Empty strings are unknown.

    ``mail_from`` is None where nobody told us, and "" for the null sender of bounces. ``received_at``
    carries its offset. ``receiver`` is the name of the server that hands the message to us, ``is_outgoing``
    says that one of our own people sends it and has signed in to do so.
    """

    mail_from: str | None = None
    rcpt_to: tuple[str, ...] = ()
    client_ip: str = ""
    client_name: str = ""
    helo: str = ""
    receiver: str = ""
    received_at: datetime | None = None
    is_outgoing: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """One Received header (RFC 5321 4.4), newest first in ``Facts.hops``. Empty where it doesn't say."""

    by: str = ""
    helo: str = ""
    name: str = ""  # of the client, as looked up by the server that wrote it
    ip: str = ""
    protocol: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bulk:
    """The marks of mail to many: list headers (RFC 2369, 2919, 8058) and Precedence."""

    list_id: str = ""
    unsubscribe: tuple[str, ...] = ()  # addresses of List-Unsubscribe
    is_one_click: bool = False
    has_post: bool = False  # List-Post: a list that people discuss on
    precedence: str = ""
    is_automatic: bool = False  # Auto-Submitted other than "no" (RFC 3834)
    mailer: str = ""  # X-Mailer or User-Agent

    @property
    def is_list(self) -> bool:
        return bool(
            self.has_post or (self.list_id and self.precedence in {"list", "bulk"} and not self.is_one_click)
        )
