"""Addresses of pages that only the holder of a mailed link may see."""

from typing import Any

from django.urls import reverse


def application(row: Any) -> str:
    """An application’s own page."""
    return reverse("initiatives:application", args=[row.link_token])
