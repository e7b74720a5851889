"""Manifest of lookouts: everything given to the other apps."""

from hustings.contributions import Contribution
from hustings.lookouts import opening, schedules
from hustings.shield import clues

app = Contribution(
    schedules.part,
    clues.sources(opening.clues),
)
