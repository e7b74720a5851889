"""Days and moments as people write them; Django's formats don't know 1er mars and 2 nov.

The filter ``date`` of templates is this one, too, see ``TEMPLATES``.
"""

import datetime as dt
import re
from typing import Any

from django import template
from django.template import defaultfilters
from django.utils import formats
from django.utils.translation import get_language

register = template.Library()
_SHORT_MONTH = re.compile(r"(?<!\\)M")
_DAY_BEFORE_MONTH = re.compile(r"(?<!\\)j(?=[ \u00a0\u202f]\\?[FMNEb])")


def date_format(value: Any, how: str | None = None) -> str:
    """A day or moment in words: ``how`` is the name of a format of the language, or letters of ``date``."""
    return formats.date_format(value, _counted(value, how))


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, how: str | None = None) -> str:
    """As Django's own filter has it, the first of a month as the language says it; ``c`` as HTML takes it."""
    if how == "c" and isinstance(value, dt.datetime):
        value = value.replace(microsecond=0)  # at most three digits of a second are valid in an element
    return str(defaultfilters.date(value, _counted(value, how)))


@register.filter
def day_number(day: int) -> str:
    """A day of any month: French says ``1er``."""
    is_first_in_french = day == 1 and (get_language() or "").partition("-")[0] == "fr"
    return "1er" if is_first_in_french else str(day)


def _counted(value: Any, how: str | None) -> str | None:
    """The format as French has it: months in small letters, and the first of each counted."""
    if (get_language() or "").partition("-")[0] != "fr":
        return how
    if how and not how.isupper():  # letters of ``date``, not the name of a format
        how = _SHORT_MONTH.sub("b", how)
    if getattr(value, "day", None) != 1:
        return how
    return _DAY_BEFORE_MONTH.sub(r"j\\e\\r", formats.get_format(how or "DATE_FORMAT"))
