"""One text of several parts: an alternative says the same again, and should."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mailguard.facts import Html, Trait
from mailguard.text.swift import Swift

if TYPE_CHECKING:
    from mailguard.message.bodies import Shown

_WORD = Swift(r"\w{3,}")
_URL = re.compile(r"[HhWw](?i:(?<=h)ttps?://|(?<=w)ww\.)\S+")  # its first letter is quick to find
_SAMPLE = 20_000
_DIFFERENT = 0.3  # of the words in common


def merge(shown: list[Shown]) -> tuple[str, str]:
    """(own, quoted): of each pair of alternatives the HTML, which is what people see, else the plain text."""
    own: list[str] = []
    quoted: list[str] = []
    pages = [each for each in shown if each.page is not None]
    for each in shown:
        if each.page is None and any(
            _is_alternative(each, page) and (page.own or page.quoted) for page in pages
        ):
            continue
        own.append(each.own)
        quoted.append(each.quoted)
    return "\n".join(filter(None, own)), "\n".join(filter(None, quoted))


def _is_alternative(one: Shown, other: Shown) -> bool:
    """They stand in one multipart/alternative: the HTML may lie one level deeper, with its pictures."""
    folder = one.node.path.rpartition(".")[0]
    return (
        other.node.path.startswith(f"{folder}." if folder else "")
        and other.node.path != one.node.path
        and (one.node.is_alternative)
    )


def compared(page: Shown, shown: list[Shown]) -> Html:
    """The page, with a trait if its plain alternative says something else."""
    assert page.page is not None
    plain = next((each for each in shown if each.page is None and _is_alternative(each, page)), None)
    if plain is not None:
        likeness = _likeness(f"{plain.own}\n{plain.quoted}", page.page.text)
        if likeness < _DIFFERENT:
            trait = Trait("alternatives_differ", f"{likeness:.0%}")
            return replace(page.page, traits=(*page.page.traits, trait))
    return page.page


def _likeness(plain: str, page: str) -> float:
    """The share of the plain text's words that the page has too; 1 where there are too few words to tell."""
    some = _words(_URL.sub(" ", plain[:_SAMPLE].lower()))
    if len(some) < 12:
        return 1.0
    others = _words(page[: 4 * _SAMPLE].lower())
    if len(others) < 12:
        return 1.0
    return len(some & others) / len(some)


def _words(text: str) -> set[str]:
    return set(_WORD.on(text).findall(text))
