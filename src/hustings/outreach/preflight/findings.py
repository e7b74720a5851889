"""One thing that is not as it should be, where it is, and what to do about it."""

import hashlib
from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext as _


class Weight(IntEnum):
    """How much it matters, the least first."""

    HINT = 0
    WARNS = 1  # it leaves only if somebody says “nevertheless”
    STOPS = 2  # it can't leave like this


@dataclass(frozen=True)
class Place:
    letter: str  # what it is called among those of its mailing
    mode: str  # what its preview is asked for by
    number: int = 0  # of the block, from 1; 0: the letter itself
    label: str = ""
    anchor: str = ""  # of the block in the editor

    @property
    def fragment(self) -> str:
        """The end of an address that leads there."""
        return f"#{self.anchor}" if self.anchor else ""

    def __str__(self) -> str:
        if not self.number:
            return self.letter
        told = {"letter": self.letter, "number": self.number, "label": self.label}
        return _("%(letter)s, block %(number)d (%(label)s)") % told


@dataclass(frozen=True)
class Finding:
    """A sentence; ``remedy`` is another one, and ``check`` names what found it."""

    text: str
    weight: Weight = Weight.STOPS
    remedy: str = ""
    place: Place | None = None
    check: str = ""

    @property
    def stops(self) -> bool:
        """The mailing can't leave like this."""
        return self.weight is Weight.STOPS

    @property
    def warns(self) -> bool:
        """It leaves only if somebody says so."""
        return self.weight is Weight.WARNS

    @property
    def whole(self) -> str:
        said = self.text
        if self.place:
            said = _("%(letter)s: %(what)s") % {"letter": self.place, "what": self.text}
        return f"{said} {self.remedy}".strip()


def digest(findings: list[Finding]) -> str:
    """A fingerprint of those that warn, in any language: what somebody read who says “nevertheless”."""
    spots = [(one.check, one.place) for one in findings if one.warns]
    said = "\n".join(sorted(f"{key} {at.mode} {at.number}" if at else key for key, at in spots))
    return hashlib.sha256(said.encode()).hexdigest()[:32] if said else ""
