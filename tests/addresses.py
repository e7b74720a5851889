"""Addresses of HQ by a page's short name, whichever app of a wing has it."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse


def people(name: str, args: Sequence[Any] = ()) -> str:
    """Of a page about people."""
    return _of("people", name, args)


def outreach(name: str, args: Sequence[Any] = ()) -> str:
    """Of a page about mailings."""
    return _of("outreach", name, args)


def _of(wing: str, name: str, args: Sequence[Any]) -> str:
    found = []
    for app in apps.get_app_configs():
        if app.name.startswith(f"hustings.{wing}."):
            try:
                found.append(reverse(f"{app.label}:{name}", args=args))
            except NoReverseMatch:
                continue
    (address,) = found
    return address
