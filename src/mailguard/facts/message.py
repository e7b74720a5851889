"""One message, all of it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from mailguard.facts.authentication import Authentication
from mailguard.facts.body import File, Html, Link, Part
from mailguard.facts.envelope import Bulk, Envelope, Hop, Mailbox
from mailguard.facts.nested import Nested
from mailguard.facts.relation import Relation
from mailguard.profile import Profile

_CLICKED = frozenset({"a", "area", "button", "form", "text", "qr", "calendar", "file", "frame"})


@dataclass(frozen=True)
class Facts:
    """Everything that detectors may look at. They see nothing else: no network, no file, no clock.

    ``headers`` are (lower-case name, decoded value) in the order of the message. ``text`` is what a reader
    sees of the body, the quoted part cut off into ``quoted``. ``problems`` names what could not be read.
    """

    envelope: Envelope = Envelope()
    size: int = 0
    sha256: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    from_: tuple[Mailbox, ...] = ()
    sender: Mailbox | None = None
    reply_to: tuple[Mailbox, ...] = ()
    to: tuple[Mailbox, ...] = ()
    cc: tuple[Mailbox, ...] = ()
    return_path: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    message_id: str = ""
    references: tuple[str, ...] = ()  # In-Reply-To and References, oldest first
    hops: tuple[Hop, ...] = ()
    bulk: Bulk = Bulk()
    parts: tuple[Part, ...] = ()
    html: tuple[Html, ...] = ()
    text: str = ""
    quoted: str = ""
    language: str = ""  # "en", "fr", another ISO 639-1 code, or "" where the text is too short to tell
    links: tuple[Link, ...] = ()
    files: tuple[File, ...] = ()
    nested: tuple[Nested, ...] = ()  # messages that lie in it, their links and texts apart from ours
    problems: tuple[str, ...] = ()
    authentication: Authentication = Authentication()
    relation: Relation = Relation()
    profile: Profile = Profile()

    @cached_property
    def author(self) -> Mailbox:
        """The first mailbox of From, or an empty one."""
        return self.from_[0] if self.from_ else Mailbox()

    @property
    def now(self) -> datetime | None:
        """When it was received: the only clock there is."""
        return self.envelope.received_at or (self.hops[0].at if self.hops else None) or self.sent_at

    @cached_property
    def is_authenticated(self) -> bool:
        """An aligned signature or SPF pass proves the author's domain, with or without a DMARC record."""
        dmarc = self.authentication.dmarc
        if dmarc.result == "pass" or dmarc.has_aligned_dkim or dmarc.has_aligned_spf:
            return True
        return bool(self.envelope.is_outgoing)

    @cached_property
    def all_links(self) -> tuple[Link, ...]:
        """Of the body, of every file and of the messages inside."""
        return (
            *self.links,
            *(link for file in self.files for link in file.links),
            *(link for message in self.nested for link in message.links),
        )

    @cached_property
    def clicked(self) -> tuple[Link, ...]:
        """Web addresses that a reader can be brought to follow, not those of pictures and styles."""
        return tuple(
            link
            for link in self.all_links
            if link.where in _CLICKED and link.host and link.scheme in {"http", "https"}
        )

    def header(self, name: str) -> str:
        """The first header of this name (lower case), or ""."""
        return next((value for key, value in self.headers if key == name), "")

    def has_problem(self, name: str) -> bool:
        """Whether reading met this problem, in the message or in a part."""
        return name in self.problems or any(name in part.problems for part in self.parts)
