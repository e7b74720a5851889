"""Hooks of donations, for apps above."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hustings.foundation.contributions import Registry
from hustings.money.donations.models import Fund


@dataclass(frozen=True, slots=True)
class FundPart:
    """A part of a fund's page in HQ: a template, and ``part``, that which it shows."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


# Each is asked for its part of the page of a fund.
fund_parts = Registry[Callable[[Fund], FundPart]]("donations.hooks.fund_parts")
