"""Dates as files write them. Whether 03/04 is in March or in April is decided by all values of a column."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.lib.text.said import say
from hustings.foundation.lib.text.text_folding import fold
from hustings.people.persons.refusals import Refused

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})|(\d{4})(\d{2})(\d{2})")
_DAY_WORD = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})")
_WORD_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_CLOCK = re.compile(
    r"(\d{1,2})[:h](\d{2})(?::(\d{2})(?:\.\d+)?)? ?(am|pm)?(?: ?(z|utc|[+-]\d{2}:?\d{2}))?", re.IGNORECASE
)
_MONTHS = {
    word[:n]: month
    for month, words in enumerate(
        [
            "january janvier", "february fevrier", "march mars", "april avril", "may mai", "june juin",
            "july juillet", "august aout", "september septembre", "october octobre", "november novembre",
            "december decembre",
        ],
        1,
    )
    for word in words.split()
    for n in range(3, len(word) + 1)
    if word[:n] != "jui"
}  # fmt: skip


class BadDate(Refused):
    """The text is no date."""


@dataclass(slots=True)
class Order:
    """Evidence in the dates of a column on whether the day or the month comes first."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0

    def see(self, text: str) -> None:
        if (found := _NUMBERS.match(text.strip())) is None:
            return
        first, second = int(found[1]), int(found[2])
        if first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        elif first != second:
            self.either += 1

    @property
    def decided(self) -> bool | None:
        """Whether the day comes first; None where the values leave it open."""
        if not (self.day_first or self.month_first or self.either):
            return True
        if self.day_first == self.month_first:
            return None
        more, less = sorted([self.day_first, self.month_first], reverse=True)
        return self.day_first > self.month_first if less * 10 <= more else None


def read(text: str, day_first: bool = True) -> dt.date:
    """A date, whatever stands behind it of the hour; BadDate where it is none."""
    text = text.strip()
    try:
        if found := _ISO.match(text):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        if found := _NUMBERS.match(text):
            day, month = (found[1], found[2]) if day_first else (found[2], found[1])
            return dt.date(_year(found[3]), int(month), int(day))
        return _in_words(fold(text))
    except ValueError as error:
        raise BadDate(say(_("“%(text)s” is not a date."), text=text[:40])) from error


def read_moment(text: str, day_first: bool = True) -> dt.datetime:
    day = read(text, day_first)
    hour = dt.time()
    zone: dt.tzinfo = timezone.get_current_timezone()
    if (found := _CLOCK.search(text, 8)) is not None:
        hour, zone = _hour(found), _zone(found[5]) or zone
    return dt.datetime.combine(day, hour, tzinfo=zone)


def _in_words(text: str) -> dt.date:
    if found := _YEAR_FIRST.match(text):
        year, month, day = found[1] or found[4], found[2] or found[5], found[3] or found[6]
        return dt.date(int(year), int(month), int(day))
    if found := _DAY_WORD.match(text):
        return dt.date(int(found[3]), _MONTHS.get(found[2], 0), int(found[1]))
    if found := _WORD_DAY.match(text):
        return dt.date(int(found[3]), _MONTHS.get(found[1], 0), int(found[2]))
    raise ValueError(text)


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    century = timezone.localdate().year // 100 * 100
    return century + year if century + year <= timezone.localdate().year else century - 100 + year


def _hour(found: re.Match[str]) -> dt.time:
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "pm" else 0)
    try:
        return dt.time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        return dt.time()


def _zone(text: str | None) -> dt.tzinfo | None:
    if not text:
        return None
    if text.lower() in {"z", "utc"}:
        return dt.UTC
    digits = text.replace(":", "")
    offset = dt.timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
    if offset >= dt.timedelta(hours=24):
        return None
    return dt.timezone(-offset if digits[0] == "-" else offset)
