"""Shares as people read them."""

from django.utils.formats import number_format


def percent(share: float | None, places: int = 1) -> str:
    """``0.1234`` as 12.3 %; nothing for no share."""
    return "" if share is None else f"{number_format(round(100 * share, places), places)}\u202f%"
