"""The mailboxes that are watched and how: frozen data, from a file (``settings``) or from the platform."""

from dataclasses import dataclass, replace

TLS, STARTTLS, NONE = "tls", "starttls", "none"
SECURITY = (TLS, STARTTLS, NONE)
_PORTS = {TLS: 993, STARTTLS: 143, NONE: 143}


@dataclass(frozen=True, slots=True)
class Box:
    """One mailbox at any provider.

    Names of folders are Unicode, "/" stands between levels; ``folders`` may name special uses such as
    ``\\Junk``. ``report`` is where people put what they find suspicious, "" where there is no such folder.
    ``look_back`` are days of mail that are judged when the mailbox is seen for the first time.
    ``authority`` is a PEM file with the certificate of an authority of one's own.
    """

    name: str
    host: str
    user: str
    address: str = ""
    port: int = 0
    security: str = TLS
    authority: str = ""
    folders: tuple[str, ...] = ("INBOX",)
    held: str = "Held"
    report: str = "Report"
    look_back: int = 1

    @property
    def where(self) -> int:
        return self.port or _PORTS[self.security]

    @property
    def mailbox(self) -> str:
        """The address by which people know it."""
        return self.address or self.user

    def is_of(self, other: "Box") -> bool:
        return (self.host.lower(), self.user.lower()) == (other.host.lower(), other.user.lower())

    @property
    def used_twice(self) -> str:
        """The folder for held mail or reports that is named for something else, too, or ""."""
        taken = {each.lower() for each in (*self.folders, "INBOX")}
        for name in (self.held, self.report):
            if name and name.lower() in taken:
                return name
            taken.add(name.lower())
        return ""


@dataclass(frozen=True, slots=True)
class Settings:
    """``warn`` are the flags of mail that deserves a warning. ``pace`` and ``poll`` are in seconds: how often
    other folders than the first are looked into, and how often all of it where the server can't call us.

    ``jobs`` messages are judged at a time, ``most`` bytes of each are read. ``memory`` are the days for
    which we know which messages were judged, ``keep_days`` those that mail is held; 0 for ever.
    ``tells_all`` tells of clean mail, too.
    """

    boxes: tuple[Box, ...] = ()
    guard: str = "watcher"
    warn: tuple[str, ...] = ("\\Flagged", "$Suspicious")
    pace: float = 60.0
    poll: float = 20.0
    jobs: int = 2
    most: int = 25_000_000
    memory: int = 45
    keep_days: float = 30.0
    tells_all: bool = False
    language: str = "en"

    def said_in(self, language: str) -> "Settings":
        return replace(self, language=language)
