"""Fixtures for the tests here."""

from tests.cast.networks.exchange.fixtures import lea, max_, nora, site

__all__ = ["lea", "max_", "nora", "site"]
