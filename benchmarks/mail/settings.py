"""What a run is asked for."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """See the words of ``python -m benchmarks.mail --help``; numbers are of messages."""

    mail: Path
    newsletters: Path | None
    bodies: int
    letters: int
    attacks: int
    peers: int
    speed: int
    jobs: int
