"""Fixtures for the tests here."""

from tests.cast.field.groups.fixtures import (
    announce,
    at_once,
    carla,
    found,
    hosted,
    kind,
    member,
    patient,
    site,
    supporter,
)

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
