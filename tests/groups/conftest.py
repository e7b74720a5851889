"""The site and the fixtures of dates."""

from tests.events.conftest import announce, at_once, carla, found, site

__all__ = ["announce", "at_once", "carla", "found", "site"]
