"""Fixtures for the tests here."""

from tests.cast.field.events.fixtures import announce, at_once, carla, found, site
from tests.cast.field.registrations.fixtures import _unhurried

__all__ = ["_unhurried", "announce", "at_once", "carla", "found", "site"]
