"""How a milter works: who listens where, what is done for each verdict, and what when something fails."""

from dataclasses import dataclass
from pathlib import Path

from mailguard.agents.platform.client import Platform
from mailguard.agents.setup import Setup

TEMPFAIL, ACCEPT = "tempfail", "accept"
FAILURES = (TEMPFAIL, ACCEPT)
HEADER, SUBJECT, BANNER = "header", "subject", "banner"
WARNINGS = (HEADER, SUBJECT, BANNER)
FOLDER, SERVER, DELIVER = "folder", "server", "deliver"
HOLDS = (FOLDER, SERVER, DELIVER)
REFUSE, HOLD = "refuse", "hold"
REJECTS = (REFUSE, HOLD, DELIVER)
WRITE, LEAVE = "write", "leave"
RESULTS = (WRITE, LEAVE)
PASS, JUDGE = "pass", "judge"
SIGNED_IN = (PASS, JUDGE)
SUSPECT, ALL = "suspect", "all"
SIGHTINGS = (SUSPECT, ALL)


@dataclass(frozen=True)
class Settings:
    """``where`` is HOST:PORT, ``socket`` a file in its place, for its owner and ``group``.

    ``most`` bytes of a message are judged; one of up to ``largest`` is held in our folder, larger ones by
    the server. ``room`` bytes are taken by all messages together. ``timeout`` are the seconds within which
    there is a verdict, else ``on_failure`` happens. ``believed`` are servers, or domains of servers, whose
    results another filter before us writes.
    """

    setup: Setup
    folder: Path
    where: str = "127.0.0.1:11391"
    socket: Path | None = None
    group: str = ""
    hostname: str = ""
    rules: Path | None = None
    jobs: int = 1
    most: int = 50_000_000
    largest: int = 50_000_000
    room: int = 400_000_000
    connections: int = 500
    timeout: float = 20.0
    on_failure: str = TEMPFAIL
    warn: str = HEADER
    tag: str = "[?]"
    hold: str = FOLDER
    reject: str = REFUSE
    refusal: str = "This message was refused because it looks like an attack"
    results: str = WRITE
    believed: tuple[str, ...] = ()
    signed_in: str = PASS
    keep_days: float = 30.0
    name: str = "milter"
    platform: Platform | None = None
    sightings: str = SUSPECT
    send_raw: bool = False
    release: str = "/usr/sbin/sendmail"
    language: str = "en"

    @property
    def kept(self) -> int:
        """Bytes of a message that are kept in memory while it comes in."""
        return max(self.most, self.largest)

    @property
    def threads(self) -> int:
        """Messages that a process has in hand at a time: more where it waits for others."""
        return 16 if self.setup.waits else 1
