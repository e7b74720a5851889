"""Funds, by the law of France, and people who give; robots are not waited for."""

import pytest

from tests.app.money.donations.conftest import _france, charlie, eve, fund, party

__all__ = ["_france", "charlie", "eve", "fund", "party"]


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    monkeypatch.setattr("hustings.people.signups.public_forms.stamp.TOO_FAST", 0)
