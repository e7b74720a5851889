"""All that was read and looked up about one message."""

import re
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from mailguard.facts.authentication import Authentication
from mailguard.facts.body import File, Html, Link, Part
from mailguard.facts.envelope import Bulk, Envelope, Hop, Mailbox
from mailguard.facts.nested import Nested
from mailguard.facts.relation import Relation
from mailguard.facts.scan import Scan
from mailguard.profile import Profile

_CLICKED = frozenset({"a", "area", "button", "form", "meta", "text", "qr", "calendar", "file", "frame"})
# Problems that keep something from us which mail programs show, or which their readers open.
_CUT = frozenset(
    [
        *("too_long", "text_too_long", "html_too_long", "links_too_many", "headers_too_long"),
        *("headers_too_many", "parts_too_many", "parts_too_deep", "nested_too_many", "payload_too_long"),
        *("partial", "smime_unread", "unread", "declared_too_often"),
    ]
)
_LOCKED = frozenset({"smime_encrypted", "pgp_encrypted"})
# What shows something and runs nothing: too large to be read whole, it is no danger.
_SHOWS = ("image/", "audio/", "video/", "application/pdf")
_SHOWN = re.compile(
    r"\.(?:jpe?g|png|gif|webp|heic|tiff?|bmp|pdf|mp[34]|m4[av]|mov|wav|ogg|avi|webm)\Z", re.IGNORECASE
)


@dataclass(frozen=True)
class Record:
    """The fields of ``Facts``, and what follows from them without lists or words.

    ``headers`` in order; ``text`` without what was cut into ``quoted``; ``problems`` unread.
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
    scan: Scan = Scan()
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
            if link.where in _CLICKED
            and link.host
            and link.scheme in {"http", "https"}
            and not link.is_disarmed
        )

    @cached_property
    def foreign(self) -> tuple[Link, ...]:
        """Those of them that lead to another organisation than the author's."""
        own = self.author.organisation
        return tuple(link for link in self.clicked if link.organisation != own)

    @cached_property
    def met(self) -> frozenset[str]:
        parts = (each for part in self.parts for each in part.problems)
        return frozenset([*self.problems, *parts, *(each for one in self.nested for each in one.problems)])

    @cached_property
    def cut(self) -> frozenset[str]:
        """Problems that kept from being read what its reader may see: it can't be called clean."""
        found = self.met & _CUT
        if "payload_too_long" in found:
            long = [part for part in self.parts if "payload_too_long" in part.problems]
            if long and all(part.type.startswith(_SHOWS) and _SHOWN.search(part.name) for part in long):
                return found - {"payload_too_long"}
        return found

    @cached_property
    def is_closed(self) -> bool:
        """Something in it was not read, or is locked: that nothing was found in it says nothing."""
        return bool(self.cut or self.met & _LOCKED)

    @cached_property
    def is_head_cut(self) -> bool:
        """Headers were left out: that one is missing says nothing."""
        return not self.cut.isdisjoint({"headers_too_long", "headers_too_many"})

    def but(self, **changes: Any) -> Self:
        """A copy with other values, as ``dataclasses.replace`` makes it, in a fraction of the time."""
        copy = object.__new__(type(self))
        known = self.__dict__
        if len(known) > len(_FIELDS):  # without what was found out about it
            known = {name: known[name] for name in _FIELDS}
        copy.__dict__.update(known, **changes)
        return copy

    def __getstate__(self) -> dict[str, Any]:
        """The fields alone: what follows from them is found again where it is needed."""
        return {name: self.__dict__[name] for name in _FIELDS}

    def header(self, name: str) -> str:
        """The first header of this name (lower case), or ""."""
        return next((value for key, value in self.headers if key == name), "")

    def has_problem(self, name: str) -> bool:
        return name in self.problems or any(name in part.problems for part in self.parts)


_FIELDS = frozenset(each.name for each in fields(Record))
