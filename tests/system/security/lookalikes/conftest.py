"""Fixtures for the tests here."""

from tests.cast.security.lookalikes.fixtures import _english, campaign, name_server, sonia

__all__ = ["_english", "campaign", "name_server", "sonia"]
