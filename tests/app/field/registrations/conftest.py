"""Fixtures for the tests here."""

from tests.cast.field.events.fixtures import announce, at_once, carla, found, site

__all__ = ["announce", "at_once", "carla", "found", "site"]
