"""Days as people write them, in templates and in sentences."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

import hustings
from hustings.foundation.lib.dates import date_format

SOURCE = Path(hustings.__file__).parent
FIRST, SECOND = dt.date(2027, 3, 1), dt.date(2027, 3, 2)


def drawn(value: object, how: str) -> str:
    template = engines["django"].from_string("{{ value|date:how }}")
    return str(template.render({"value": value, "how": how}))


@pytest.mark.parametrize(
    ("how", "first", "second"),
    [
        ("DATE_FORMAT", "1er mars 2027", "2 mars 2027"),
        ("SHORT_DATE_FORMAT", "01/03/2027", "02/03/2027"),
        ("MONTH_DAY_FORMAT", "1er mars", "2 mars"),
        ("l j F Y", "lundi 1er mars 2027", "mardi 2 mars 2027"),
        ("Y-m-d", "2027-03-01", "2027-03-02"),
        ("j/n", "1/3", "2/3"),
        ("j M", "1er mar", "2 mar"),
    ],
)
def test_the_first_of_a_month_is_counted_in_french_wherever_it_is_written(
    how: str, first: str, second: str
) -> None:
    with translation.override("fr"):
        assert (date_format(FIRST, how), date_format(SECOND, how)) == (first, second)
        assert (drawn(FIRST, how), drawn(SECOND, how)) == (first, second)


def test_moments_are_told_by_the_clock_here_and_other_languages_stay_as_they_are() -> None:
    midnight = dt.datetime(2027, 2, 28, 23, 30, tzinfo=dt.UTC)
    with translation.override("fr"):
        assert drawn(midnight, "DATETIME_FORMAT").startswith("1er mars 2027"), "it is March in Paris"
        assert date_format(FIRST) == "1er mars 2027"
        assert drawn(None, "DATE_FORMAT") == drawn("", "DATE_FORMAT") == ""
    with translation.override("en"):
        assert (date_format(FIRST), drawn(FIRST, "DATE_FORMAT")) == ("1 March 2027", "1 March 2027")


def test_nobody_writes_days_in_another_way() -> None:
    own = re.compile(r"formats\.date_format|formats import [^\n]*date_format|dateformat")
    files = [path for path in SOURCE.rglob("*.py") if path != SOURCE / "foundation/lib/dates.py"]
    assert len(files) > 300
    assert not [str(path) for path in files if own.search(path.read_text())]
