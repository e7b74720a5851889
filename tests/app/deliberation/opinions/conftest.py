"""Fixtures for the tests here."""

from collections.abc import Iterator

import pytest

from hustings.deliberation.opinions import statements
from tests.cast.site.website.fixtures import patient, site

__all__ = ["forgetful", "patient", "site"]


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """No step is known from another test."""
    statements.forget()
    yield
    statements.forget()
