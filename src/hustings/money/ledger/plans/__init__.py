"""Charts of accounts, as data: one TOML file each, with its source and whether it was confirmed there."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Row:
    """An account to begin with."""

    number: str
    name: str
    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart of accounts with its journals. ``is_confirmed``: held against its source by hand."""

    code: str
    name: str
    kinds: frozenset[str]
    source: str
    is_confirmed: bool
    doubt: str
    journals: Mapping[str, str]
    accounts: tuple[Row, ...]


def codes() -> list[str]:
    """Names of all plans."""
    return sorted(file.stem for file in _HERE.glob("*.toml"))


def get(code: str) -> Plan:
    """A plan in the campaign's language: names of accounts are data from then on."""
    return _read(code, settings.LANGUAGE_CODE)


@cache
def _read(code: str, language: str) -> Plan:
    told = tomllib.loads((_HERE / f"{code}.toml").read_text())

    def said(of: Any) -> str:
        return str(of if isinstance(of, str) else of.get(language) or of["fr"])

    return Plan(
        code, said(told["name"]), frozenset(told["kinds"]), told["source"], told["confirmed"],
        said(told.get("doubt", "")), {key: said(name) for key, name in told["journals"].items()},
        tuple(
            Row(row["number"], said(row["name"]), row["kind"], row.get("role", "")) for row in told["accounts"]
        ),
    )  # fmt: skip
