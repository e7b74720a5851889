"""Fixtures for the tests here."""

from tests.cast.field.events.fixtures import announce, at_once, carla, found, site
from tests.cast.field.groups.fixtures import hosted, kind, member, patient, supporter

__all__ = [
    "announce",
    "at_once",
    "carla",
    "found",
    "hosted",
    "kind",
    "member",
    "patient",
    "site",
    "supporter",
]
