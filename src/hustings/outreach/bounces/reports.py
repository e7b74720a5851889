"""Report: the content of a message that came back, once it has been read."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a message tells of a letter of ours."""

    BOUNCE = "bounce"  # it won't be delivered
    DELIVERED = "delivered"  # it was, or was passed on to where nobody reports
    DELAYED = "delayed"  # they still try: no bounce
    COMPLAINT = "complaint"  # the reader called it spam
    LEAVE = "leave"  # the reader wrote to the address for unsubscribing
    MACHINE = "machine"  # an automatic answer: away, got it, read it
    OTHER = "other"  # a person's answer, or nothing that we know


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody's own message says it answers. ``delivery`` where a proof of ours names it."""

    sender: str  # the key of the mailbox it was written from
    delivery: int | None
    message_ids: tuple[str, ...] = ()  # as they stand there, the nearest first


@dataclass(frozen=True, slots=True)
class Report:
    """One message read. ``delivery`` only by a proof of ours; ``key`` is the same at each reading."""

    kind: Kind
    key: str = ""
    delivery: int | None = None
    recipient: str = ""  # as they name it: may be redacted, or an address that ours is forwarded to
    status: str = ""  # RFC 3463, such as 5.1.1
    said: str = ""  # the words of the server
    by: str = ""  # who says so: a host, a provider
    at: datetime | None = field(default=None, compare=False)
    answer: Answer | None = None  # of a message that somebody wrote

    @property
    def counts(self) -> bool:
        return self.kind in COUNTING and self.delivery is not None


COUNTING = {Kind.BOUNCE, Kind.DELIVERED, Kind.COMPLAINT, Kind.LEAVE}
