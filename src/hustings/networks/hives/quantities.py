"""Quantities in words and in forms: pieces, or grams that people read and type as kilos."""

from decimal import Decimal, InvalidOperation

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hustings.networks.hives.rules.amounts import GRAMS


def number(quantity: int, is_weighed: bool) -> str:
    """The bare number, in the reader's language."""
    if not is_weighed:
        return str(quantity)
    return str(number_format(Decimal(quantity) / GRAMS, use_l10n=True))


def said(quantity: int, is_weighed: bool) -> str:
    """A number with its unit."""
    return _("%s kg") % number(quantity, True) if is_weighed else number(quantity, False)


def read(text: str, is_weighed: bool) -> int | None:
    """Pieces or grams of what somebody typed; None where it is no quantity of this unit."""
    bare = text.strip().replace(",", ".").replace("\u202f", "").replace("\u00a0", "")
    try:
        found = Decimal(bare or "0")
    except InvalidOperation:
        return None
    grams = found * (GRAMS if is_weighed else 1)
    if not grams.is_finite() or grams < 0 or grams > 10_000_000 or grams != grams.to_integral_value():
        return None
    return int(grams)
