"""Fixtures for the tests here."""

from tests.cast.foundation.sync.fixtures import stream, tallies

__all__ = ["stream", "tallies"]
