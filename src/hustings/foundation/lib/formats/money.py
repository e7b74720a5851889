"""Amounts of money: minor units and a currency to words, and back. The filter ``money`` of templates.

French writes 1 234,56 €, English €1,234.56. Never a float: cents are counted.
"""

import re
from typing import Any

from django import template
from django.utils import formats
from django.utils.translation import get_language

register = template.Library()
SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "CHF": "CHF"}
MOST = 10**12  # minor units; more is a slip of the keyboard
_DIGITS = {"JPY": 0, "KRW": 0, "XOF": 0, "XAF": 0, "XPF": 0, "TND": 3, "KWD": 3, "BHD": 3}  # others: 2
_AMOUNT = re.compile(r"(\d+)(?:\.(\d*))?\Z")
_GROUPS = re.compile(r"[\s'’]")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?\Z")  # and nothing else that commas may mean
_CONTINENTAL = re.compile(r"\d{1,3}(\.\d{3})+,\d+\Z")


def point() -> str:
    """The sign before the cents in the reader's language."""
    return str(formats.get_format("DECIMAL_SEPARATOR"))


def digits(currency: str) -> int:
    """Digits of a currency behind the point (ISO 4217)."""
    return _DIGITS.get(currency, 2)


def plain(amount: int, currency: str, point: str = ".") -> str:
    """The bare number, for files: 1234.56."""
    behind = digits(currency)
    whole, rest = divmod(abs(amount), 10**behind)
    text = f"{whole}{point}{rest:0{behind}d}" if behind else str(whole)
    return f"-{text}" if amount < 0 else text


def shown(amount: int, currency: str, *, is_short: bool = False) -> str:
    """An amount as the reader's language writes it; ``is_short`` leaves out cents that are none."""
    behind = digits(currency)
    whole, rest = divmod(abs(amount), 10**behind)
    number = formats.number_format(whole, force_grouping=True)
    if behind and not (is_short and not rest):
        number += f"{point()}{rest:0{behind}d}"
    sign, minus = SIGNS.get(currency, currency), "−" if amount < 0 else ""
    if _is_french():
        return f"{minus}{number}\u00a0{sign}"
    return f"{minus}{sign}{number}" if len(sign) == 1 else f"{minus}{sign}\u00a0{number}"


@register.filter
def money(amount: Any, currency: str) -> str:
    """An amount as the reader's language writes it; nothing for None."""
    return "" if amount is None else shown(int(amount), currency)


@register.filter
def short_money(amount: Any, currency: str) -> str:
    """It without cents that are none."""
    return "" if amount is None else shown(int(amount), currency, is_short=True)


def read(text: str, currency: str) -> int | None:
    """Minor units of what somebody typed, with comma or point; None where it is no amount.

    12,505 is English for twelve thousand, and no amount to a French reader.
    """
    bare = _GROUPS.sub("", text)
    is_below = bare.startswith(("-", "−"))
    bare = bare[is_below:]
    for sign in (currency, SIGNS.get(currency, currency)):
        bare = bare.removesuffix(sign).removeprefix(sign)
    if _THOUSANDS.match(bare) and ("." in bare or not _is_french()):
        bare = bare.replace(",", "")
    elif _CONTINENTAL.match(bare):
        bare = bare.replace(".", "")
    found = _AMOUNT.match(bare.replace(",", "."))
    behind = digits(currency)
    if not found or len(found[2] or "") > behind or len(found[1]) > 15:
        return None
    amount = int(found[1] + (found[2] or "").ljust(behind, "0"))
    return -amount if is_below else amount


def _is_french() -> bool:
    return (get_language() or "").partition("-")[0] == "fr"
