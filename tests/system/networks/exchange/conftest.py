"""Fixtures for the tests here."""

from tests.cast.networks.exchange.fixtures import site

__all__ = ["site"]
