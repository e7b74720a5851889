"""Fixtures for the tests here."""

from tests.cast.field.events.fixtures import site
from tests.cast.field.registrations.fixtures import _unhurried

__all__ = ["_unhurried", "site"]
