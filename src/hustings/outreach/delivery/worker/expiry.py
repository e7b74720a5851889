"""Until when the letters that a worker holds may leave. No database."""

from datetime import datetime


class Expiry:
    """Letters that may not leave after a moment: silence begins in their zone, or the evening."""

    def __init__(self) -> None:
        self._ends: dict[int, datetime] = {}
        self._next: datetime | None = None

    def note(self, key: int, until: datetime | None) -> None:
        """This one may leave until then; None: for days."""
        if until is not None:
            self._ends[key] = until
            self._next = min(until, self._next or until)

    def have_begun(self, now: datetime) -> bool:
        """Whether some came since it was asked last."""
        if self._next is None or now < self._next:
            return False
        self._next = min((end for end in self._ends.values() if end > now), default=None)
        return True

    def is_late(self, key: int, now: datetime) -> bool:
        return key in self._ends and self._ends[key] <= now
