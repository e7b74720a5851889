"""Funds and donors, by the law of France."""

from tests.app.money.donations.conftest import _france, charlie, eve, fund, party

__all__ = ["_france", "charlie", "eve", "fund", "party"]
