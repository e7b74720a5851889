"""Fragments to sentences: ``{a|b}`` chooses, ``{name}`` is filled in, ``<tu/vous>`` keeps to one tone."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

WORDS = Path(__file__).parent / "words"
_TONES = re.compile(r"<([^<>/]*)/([^<>]*)>")
_INNERMOST = re.compile(r"\{([^{}]*)\}")


@cache
def pools(name: str, folder: Path = WORDS) -> dict[str, Any]:
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


class Phrases:
    """Fills fragments with the values of one letter; the same random source gives the same letter."""

    def __init__(self, random: Random, values: Mapping[str, Any]) -> None:
        self.random, self.values = random, values
        self.register = 0  # which of two tones

    def fill(self, fragment: str) -> str:
        fragment = _TONES.sub(lambda match: match.group(1 + self.register), fragment)
        while _INNERMOST.search(fragment):
            fragment = _INNERMOST.sub(lambda match: self._chosen(match.group(1)), fragment, count=1)
        return fragment

    def one(self, fragments: list[str]) -> str:
        return self.fill(self.random.choice(fragments))

    def some(self, fragments: list[str], least: int, most: int) -> list[str]:
        n = min(len(fragments), self.random.randint(least, most))
        return [self.fill(each) for each in self.random.sample(fragments, n)]

    def _chosen(self, inside: str) -> str:
        if "|" in inside:
            return self.random.choice(inside.split("|"))
        value = self.values[inside]
        return str(value(self.random) if callable(value) else value)
