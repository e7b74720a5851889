"""Manifest of the leak room: everything given to the other apps."""

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.security.leaks import schedules

app = Contribution(
    menu.sections(menu.Section("hustings.security.leaks.urls", "leaks/")),
    schedules.part,
)
