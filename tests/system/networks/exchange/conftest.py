"""Fixtures for the tests here."""

from tests.cast.networks.exchange.fixtures import site
from tests.cast.site.website.fixtures import patient

__all__ = ["patient", "site"]
