"""How much one message may cost: every reader asks here before it reads on."""

import time
from dataclasses import dataclass, field

MOST_READ = 6_000_000  # bytes unpacked from one member
MOST_WHOLE = 30_000_000  # bytes of a file that a reader is given
MOST_TEXT = 20_000  # characters kept of the words in one file
MOST_LINKS = 100
MOST_MEMBERS = 60  # of one archive that are looked at
MOST_NAMES = 5_000  # of one archive that are listed at all
DEEPEST = 4  # archives in archives
RATIO = 250  # unpacked to packed: text reaches 100, deflate ends at 1,032
BIG = 20_000_000  # what a ratio must at least unpack to before it is called a bomb


@dataclass(slots=True)
class Budget:
    """What is left for one message. The defaults suit a mail server that must answer in a few seconds."""

    n_bytes: int = 64_000_000
    files: int = 120
    pictures: int = 12
    risky: int = 24  # readings in the sandbox
    seconds: float = 8.0
    started: float = field(default_factory=time.monotonic)

    def take(self, what: str, n: int = 1) -> bool:
        """Take ``n`` of bytes, files, pictures or risky; False where not enough is left or time is up."""
        left = getattr(self, what) - n
        if left < 0 or self.is_late:
            return False
        setattr(self, what, left)
        return True

    @property
    def is_late(self) -> bool:
        return time.monotonic() - self.started > self.seconds

    @property
    def left(self) -> float:
        """Seconds, never less than zero."""
        return max(0.0, self.seconds - (time.monotonic() - self.started))
