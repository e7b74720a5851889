"""Public holidays: Easter, days of the year, weekdays of a month, and zones."""

from datetime import date

import pytest

from hustings.foundation.legal import load
from hustings.foundation.legal.holidays import day_of, easter


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1954, "04-18"), (1961, "04-02"), (2000, "04-23"), (2008, "03-23"), (2011, "04-24"), (2022, "04-17"),
        (2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2027, "03-28"), (2038, "04-25"), (2049, "04-18"),
    ],
)  # fmt: skip
def test_easter(year, day):
    assert easter(year) == date.fromisoformat(f"{year}-{day}")


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("05-01", 2027, "2027-05-01"),
        ("02-29", 2028, "2028-02-29"),
        ("02-29", 2027, None),
        ("easter", 2027, "2027-03-28"),
        ("easter+39", 2027, "2027-05-06"),
        ("easter-2", 2027, "2027-03-26"),
        ("first monday of 05", 2027, "2027-05-03"),
        ("first saturday of 05", 2027, "2027-05-01"),
        ("third thursday of 11", 2026, "2026-11-19"),
        ("fourth thursday of 11", 2026, "2026-11-26"),
        ("last monday of 05", 2027, "2027-05-31"),
        ("last monday of 08", 2026, "2026-08-31"),
        ("last sunday of 12", 2026, "2026-12-27"),
        ("last thursday of 12", 2026, "2026-12-31"),
    ],
)
def test_a_rule_means_a_day(rule, year, day):
    assert day_of(rule, year) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("zone", "day", "is_one"),
    [
        ("75", "2027-07-14", True),
        ("75", "2027-05-17", True),  # Whit Monday
        ("75", "2027-07-15", False),
        ("971", "2027-05-27", True),
        ("972", "2027-05-27", False),
        ("97105", "2027-05-27", True),
        ("67482", "2027-12-26", True),
        ("75056", "2027-12-26", False),
        ("", "2027-12-26", False),
        ("*", "2027-12-26", False),
        ("974", "2027-12-20", True),
        ("region:04", "2027-12-20", True),
        ("978", "2027-05-28", True),
    ],
)
def test_holidays_of_france(zone, day, is_one):
    assert load("fr").is_holiday(date.fromisoformat(day), load("fr").place(zone)) is is_one
