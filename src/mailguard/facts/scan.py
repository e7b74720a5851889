"""What a virus scanner beside us said of a message."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Virus:
    """A name that the scanner gave, and the attachment it lies in ("" where it is in the message itself)."""

    name: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """``state`` is "" where no scanner was asked, ``clean``, ``found``, or why it doesn't know: ``large``,
    ``slow``, ``down``, ``failed``; ``why`` is what it or the system said then."""

    state: str = ""
    why: str = ""
    viruses: tuple[Virus, ...] = ()
