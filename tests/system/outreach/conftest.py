"""Fixtures for the tests here."""

from tests.cast.outreach.fixtures import (
    asks_in_english,
    campaign,
    carla,
    days,
    eased,
    english,
    everyone,
    hq,
    mailing,
    sink,
    start_sink,
)

__all__ = [
    "asks_in_english",
    "campaign",
    "carla",
    "days",
    "eased",
    "english",
    "everyone",
    "hq",
    "mailing",
    "sink",
    "start_sink",
]
