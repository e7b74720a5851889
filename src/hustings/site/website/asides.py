"""Additions to a page by apps above it: the agenda adds the dates of a group or near a candidate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from hustings.foundation.contributions import Registry

Aside = dict[str, Any]  # ``template`` and what it is written with
Build = Callable[[HttpRequest, Any], Aside | None]


@dataclass(frozen=True, slots=True)
class Asides:
    """A function asked wherever a page shows a row of the model ``label``, such as "groups.LocalGroup"."""

    label: str
    build: Build


asides = Registry[Asides]("website.asides.asides")


def of(request: HttpRequest, subject: Any) -> list[Aside]:
    """All that there is to add about ``subject``: asked once a request, however often its page does."""
    known: dict[Any, list[Aside]] = request.__dict__.setdefault("_asides", {})
    key = subject._meta.label, subject.pk
    if key not in known:
        known[key] = _of(request, subject)
    return known[key]


def _of(request: HttpRequest, subject: Any) -> list[Aside]:
    label = subject._meta.label
    found = (each.build(request, subject) for each in asides.all() if each.label == label)
    return [each for each in found if each]
