"""Changes of clocks as calendars are told them, read by two libraries beside the zone itself."""

import datetime as dt
import io
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil import tz

from hustings.field.events import calendars

ZONES = [
    "Europe/Paris", "Pacific/Auckland", "Australia/Lord_Howe", "America/New_York", "Indian/Reunion",
    "Africa/Casablanca", "Europe/Dublin", "Asia/Kathmandu",
]  # fmt: skip


@pytest.mark.parametrize("clock", ZONES)
def test_every_hour_is_the_same_to_all_readers(clock: str) -> None:
    """But for the hours that a clock shows twice, which calendars name in UTC."""
    told = calendars._zone(clock, 2026)
    first = tz.tzical(io.StringIO(told.decode())).get(clock)
    whole = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//EN\r\n" + told + b"END:VCALENDAR\r\n"
    second = icalendar.Calendar.from_ical(whole).walk("VTIMEZONE")[0].to_tz()
    at = dt.datetime(2026, 1, 1, 0, 30, tzinfo=dt.UTC)
    for n in range(2 * 365 * 24):
        local = (at + n * dt.timedelta(hours=1)).astimezone(ZoneInfo(clock))
        if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
            offsets = {local.replace(tzinfo=each).utcoffset() for each in (first, second, local.tzinfo)}
            assert len(offsets) == 1, (local, offsets)


def test_a_change_is_told_by_the_time_before_it() -> None:
    told = calendars._zone("Europe/Paris", 2026).decode().splitlines()
    summer = told[told.index("BEGIN:DAYLIGHT") : told.index("END:DAYLIGHT")]
    assert summer[1] == "DTSTART:20250330T020000"
    assert {"RDATE:20260329T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"} <= set(summer)
