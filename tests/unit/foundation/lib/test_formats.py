"""Dates as people read them."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.formats import date_format, get_format

MOMENT = dt.datetime(2027, 4, 3, 14, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [("en", "3 Apr 2027", "3 Apr 2027, 14:05"), ("fr", "03/04/2027", "03/04/2027 14:05")],
)
def test_a_day_is_never_taken_for_a_month(language, day, moment):
    with translation.override(language):
        assert date_format(MOMENT, "SHORT_DATE_FORMAT") == day
        assert date_format(MOMENT, "SHORT_DATETIME_FORMAT").replace("\xa0", " ") == moment
        assert "%m/%d/%Y" not in get_format("DATE_INPUT_FORMATS")


def test_a_word_stands_between_a_day_and_its_hour_in_french():
    with translation.override("fr"):
        assert date_format(MOMENT, "DATETIME_FORMAT").replace("\xa0", " ") == "3 avril 2027 à 14:05"
