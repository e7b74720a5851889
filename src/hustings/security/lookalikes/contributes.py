"""Manifest of lookalikes: everything given to the other apps."""

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.security.incidents import clues
from hustings.security.lookalikes import incidents, schedules

app = Contribution(
    menu.sections(menu.Section("hustings.security.lookalikes.urls", "look-alikes/")),
    schedules.part,
    clues.sources(incidents.clues),
)
