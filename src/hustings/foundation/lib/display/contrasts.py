"""Whether two colours can be told apart, and what is said where they can't (WCAG 2.2, 1.4.3 and 1.4.11)."""

from dataclasses import dataclass
from math import floor

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hustings.foundation.lib.display.colours import contrast


@dataclass(frozen=True)
class Pair:
    """Two colours that stand on each other; ``field`` is the one to change, ``least`` the ratio it takes."""

    field: str
    name: str
    is_by_night: bool
    one: str
    other: str
    least: float

    @property
    def ratio(self) -> float:
        return contrast(self.one, self.other)

    @property
    def is_told(self) -> bool:
        return self.ratio >= self.least

    @property
    def shown(self) -> str:
        """The ratio, never made better by rounding."""
        return f"{number_format(f'{floor(self.ratio * 10) / 10:g}')}:1"

    @property
    def wanted(self) -> str:
        return f"{number_format(f'{self.least:g}')}:1"

    @property
    def says(self) -> str:
        told = {"pair": self.name, "ratio": self.shown, "least": self.wanted}
        words = _("Light mode, %(pair)s: the contrast is %(ratio)s. Choose colours with at least %(least)s.")
        if self.is_by_night:
            words = _(
                "Dark mode, %(pair)s: the contrast is %(ratio)s. Choose colours with at least %(least)s."
            )
        return words % told
