"""Numbers as the spreadsheet shows them. openpyxl is imported late: a tenth of a process's start."""

import datetime as dt
import math
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

_ASIAN_DATES = {*range(27, 37), *range(50, 59)}  # whose letters depend on the language of the spreadsheet
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_SIGNS = re.compile(r"[ ().+/\-\u00a0\u202f]+")
_DIGITS = re.compile(r"#*(0[0#]*)")
_EXACT = 15  # digits that a spreadsheet keeps of a number
Shown = Callable[[str], str]


def way(number: int, codes: dict[int, str], epoch: dt.datetime) -> Shown:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    code = codes.get(number) or BUILTIN_FORMATS.get(number) or "General"
    if number in _ASIAN_DATES and number not in codes:
        code = "yyyy-mm-dd"
    if is_timedelta_format(code):
        return lru_cache(5_000)(lambda text: _moment(text, epoch, is_duration=True))
    if is_date_format(code):
        return lru_cache(50_000)(lambda text: _moment(text, epoch, is_duration=False))
    first = _LITERAL.sub("", code.partition(";")[0])
    if "%" in first:
        return _percent
    if (digits := _DIGITS.fullmatch(_SIGNS.sub("", first))) and len(digits[1]) > 1:
        return lambda text: _with_zeros(text, len(digits[1]))
    return plain


def plain(text: str) -> str:
    """A number without its exponent and without the noise behind its fifteenth digit."""
    if text.isdecimal():
        return text
    try:
        value = float(text)
        if not math.isfinite(value):
            return text
        if value.is_integer() and abs(value) < 10**_EXACT:
            return str(int(value))
        return format(Decimal(format(value, f".{_EXACT}g")), "f")
    except (ValueError, OverflowError, ArithmeticError):
        return text


def _percent(text: str) -> str:
    try:
        value = Decimal(format(float(text) * 100, f".{_EXACT}g"))
    except (ValueError, ArithmeticError):
        return text
    return f"{format(value, 'f')}%" if value.is_finite() else text


def _with_zeros(text: str, width: int) -> str:
    shown = plain(text)
    return shown.zfill(width) if shown.isdecimal() else shown


def _moment(text: str, epoch: dt.datetime, *, is_duration: bool) -> str:
    """A day as 1980-12-25, with the hour where it has one; the number itself where it is none."""
    from openpyxl.utils.datetime import from_excel

    try:
        value = from_excel(float(text), epoch, timedelta=is_duration)
    except (ValueError, OverflowError):
        return plain(text)
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return value.date().isoformat()
        return value.isoformat(" ", "seconds")
    return value.isoformat("seconds") if isinstance(value, dt.time) else plain(text)
