"""Manifest of the posture of our domains: everything given to the other apps."""

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.security.domains import schedules

app = Contribution(
    menu.sections(menu.Section("hustings.security.domains.urls", "own-house/")),
    schedules.part,
)
