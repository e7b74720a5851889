"""What goes to a process that judges, and what comes back."""

from dataclasses import dataclass, field
from typing import Any

from mailguard.facts import Envelope, Scan


@dataclass(frozen=True, slots=True)
class Job:
    """A message, its envelope, its mark of release; ``most`` bytes are judged, ``is_cut`` misses some."""

    raw: bytes
    envelope: Envelope
    most: int
    is_cut: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``verdict`` and ``results`` are values of headers, ``banner`` the text of a warning, "" without one;
    ``scan`` is what a virus scanner said, if one was asked."""

    action: int
    verdict: str
    results: str = ""
    banner: str = ""
    is_released: bool = False
    sighting: dict[str, Any] = field(default_factory=dict)
    scan: Scan = field(default_factory=Scan)
