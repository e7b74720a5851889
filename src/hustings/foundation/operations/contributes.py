"""Manifest of operations: everything given to the other apps."""

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution

app = Contribution(
    menu.sections(menu.Section("hustings.foundation.operations.urls", "background/")),
)
