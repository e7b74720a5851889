"""Fictional messages for exercises, each made anew from a number: real or not?"""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "exercises.toml"
_BOSSES = ("Camille Morel", "Dominique Caron", "Sacha Lambert", "Alex Renard", "Robin Meunier")
_FIRMS = ("Hall & Sons", "Printworks", "Lantern Studio", "Northside Rentals")
SEEDS = 1_000_000


@dataclass(frozen=True)
class Shown:
    """A message as it is shown. ``link`` is its words and where it leads."""

    kind: str
    is_attack: bool
    sender: str
    subject: str
    text: str
    link: tuple[str, str] | None
    files: tuple[str, ...]
    tells: tuple[str, ...]


@cache
def _scenarios() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(_DATA.read_text(encoding="utf-8"))["scenario"])


def kinds() -> dict[str, bool]:
    """Whether each kind of message is an attack."""
    return {each["kind"]: each["is_attack"] for each in _scenarios()}


def choose(done: Sequence[str], seed: int) -> tuple[str, bool]:
    """The next kind: one of those that were shown least, attacks and true messages mixed."""
    counts = {kind: sum(1 for each in done if each == kind) for kind in kinds()}
    least = min(counts.values())
    kind = random.Random(seed).choice([kind for kind, n in counts.items() if n == least])  # noqa: S311 - a game
    return kind, kinds()[kind]


def make(kind: str, seed: int, *, language: str, name: str, campaign: str, host: str) -> Shown:
    """The message of this kind and number, the same whenever it is made."""
    scenario = next((each for each in _scenarios() if each["kind"] == kind), _scenarios()[0])
    said = scenario["fr" if language.startswith("fr") else "en"]
    dice = random.Random(seed)  # noqa: S311 - a game
    boss, firm = dice.choice(_BOSSES), dice.choice(_FIRMS)
    words = {
        "name": name, "campaign": campaign, "host": host, "boss": boss, "firm": firm,
        "boss_local": boss.lower().replace(" ", "."),
        "firm_local": "".join(filter(str.isalpha, firm.lower())),
        "number": str(dice.randrange(10_000, 99_999)),
    }  # fmt: skip

    def filled(text: str) -> str:
        for key, value in words.items():
            text = text.replace(f"{{{key}}}", value)
        return text

    link = said.get("link")
    return Shown(
        kind, scenario["is_attack"], filled(said["sender"]), filled(said["subject"]), filled(said["text"]),
        (filled(link[0]), filled(link[1])) if link else None,
        tuple(filled(each) for each in said.get("files", [])), tuple(filled(each) for each in said["tells"]),
    )  # fmt: skip
