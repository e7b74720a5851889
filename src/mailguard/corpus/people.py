"""Invented people, places and organisations, and the values that letters are filled with."""

import re
import unicodedata
from random import Random
from typing import Any

from mailguard.corpus.phrases import pools


def names(language: str) -> dict[str, list[str]]:
    """first, last, towns, streets, weekdays, months, org: all that is invented in one language."""
    found: dict[str, list[str]] = pools("people")[language]
    return found


def slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def first(random: Random, language: str) -> str:
    return random.choice(names(language)["first"])


def last(random: Random, language: str) -> str:
    return random.choice(names(language)["last"])


def organisation(random: Random, language: str) -> str:
    pattern = random.choice(names(language)["org"])
    return pattern.format(
        l=random.choice(names(language)["last"]),
        t=random.choice(names(language)["towns"]).split("-")[0],
        s=random.choice(["moor", "tide"]),
    )


def values(random: Random, language: str, org: str) -> dict[str, Any]:
    """What fragments may name; what varies within a letter is a function of the random source."""
    french = language == "fr"
    return {
        "first": random.choice(names(language)["first"]),
        "last": random.choice(names(language)["last"]),
        "org": org,
        "town": random.choice(names(language)["towns"]),
        "street": random.choice(names(language)["streets"]),
        "project": lambda r: r.choice(
            ["atlas", "harbour", "verger", "delta", "website", "poster", "canvass", "spring"]
        ),
        "person": lambda r: f"{r.choice(names(language)['first'])} {r.choice(names(language)['last'])}",
        "weekday": lambda r: r.choice(names(language)["weekdays"]),
        "month": lambda r: r.choice(names(language)["months"]),
        "number": lambda r: str(
            r.choice([5, 10, 12, 20, 25, 40, 50, 86, 120, 250, 300, 1000, 1250, 4200, 12000])
        ),
        "hour": lambda r: (
            f"{r.randint(8, 20)} h {r.choice(['', '15', '30'])}".strip()
            if french
            else f"{r.randint(1, 12)}{r.choice(['', ':30', ':15'])}{r.choice(['am', 'pm', ' pm'])}"
        ),
        "amount": lambda r: (
            f"{r.randint(9, 4900)},{r.choice(['00', '90', '50'])} €"
            if french
            else f"{r.choice('$£€')}{r.randint(9, 4900)}.{r.choice(['00', '90', '50'])}"
        ),
        "code": lambda r: "".join(
            r.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(r.randint(6, 10))
        ),
        "digits": lambda r: str(r.randint(100_000, 999_999)),
    }
