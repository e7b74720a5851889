"""Hours and silence at doors, as a phone takes them along."""

from datetime import UTC, datetime, timedelta

import pytest

from hustings.field.canvassing import door_hours
from hustings.foundation.elections import actions as elections
from tests.cast.field.canvassing import street
from tests.cast.foundation.elections.fixtures import president

__all__ = ["president"]
pytestmark = pytest.mark.django_db
THURSDAY = datetime(2027, 4, 8, 16, tzinfo=UTC)  # 18:00 in Paris


def told(days=1, since=THURSDAY):
    found = door_hours.told(street.walk_list(), since, since + timedelta(days=days))
    times = ("since", "until", "again")
    return [
        (each["why"], *(f"{datetime.fromisoformat(each[name]):%d %H:%M}" for name in times))
        for each in found["closed"]
    ]


def test_without_a_country_nothing_is_said():
    assert door_hours.told(street.walk_list(), THURSDAY, THURSDAY) is None


def test_evenings_and_nights_are_closed_by_the_campaigns_clock(french):
    assert told() == [("hours", "08 18:30", "09 08:00", "09 08:00")]
    found = door_hours.told(street.walk_list(), THURSDAY, THURSDAY + timedelta(days=1))
    assert found["clock"] == "Europe/Paris" and found["closed"][0]["article"] == "usage"


def test_silence_goes_on_until_the_polls_close_and_says_so(president):
    assert told(days=3)[1:] == [
        ("hours", "09 18:30", "09 22:00", "12 08:00"),
        ("silence", "09 22:00", "12 08:00", "12 08:00"),
    ]


def test_the_campaigns_own_hours_take_the_place_of_the_default(french):
    days = {"weekdays": "09:00-21:30", "saturday": "-", "sunday": "-", "holiday": "-"}
    elections.keep_hours(channel="door", days=days)
    assert told() == [("hours", "08 19:30", "09 07:00", "09 07:00")]
