"""Fixtures for the tests here."""

from tests.cast.field.events.fixtures import site
from tests.cast.field.threads.fixtures import (
    charlie,
    circle,
    english,
    group,
    harriet,
    mike,
    oscar,
    thread,
)

__all__ = ["charlie", "circle", "english", "group", "harriet", "mike", "oscar", "site", "thread"]
