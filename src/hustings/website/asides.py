"""Additions to a page by apps above it: the agenda adds the dates of a group or near a candidate."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

Aside = dict[str, Any]  # ``template`` and what it is written with
Build = Callable[[HttpRequest, Any], Aside | None]
_builders: dict[str, list[Build]] = {}


def register(label: str, build: Build) -> None:
    """Ask ``build`` wherever a page shows a row of the model ``label``, such as "groups.LocalGroup"."""
    _builders.setdefault(label.lower(), []).append(build)


def of(request: HttpRequest, subject: Any) -> list[Aside]:
    """All that there is to add about ``subject``."""
    found = (build(request, subject) for build in _builders.get(subject._meta.label_lower, []))
    return [each for each in found if each]
