"""Next steps from a turf: each app that stands above says its own, and the turf's page lists them."""

from dataclasses import dataclass
from typing import Any

from hustings.foundation.accounts.roles import Right
from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Step:
    """A link from a turf to a view with its plan and number, for those with the right."""

    label: Any
    view: str
    right: Right


steps = Registry[Step]("turfs.steps")
