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

    rows = (
        Row(row["number"], said(row["name"]), row["kind"], row.get("role", "")) for row in told["accounts"]
    )
    return Plan(
        code=code, name=said(told["name"]), kinds=frozenset(told["kinds"]), source=told["source"],
        is_confirmed=told["confirmed"], doubt=said(told.get("doubt", "")),
        journals={key: said(name) for key, name in told["journals"].items()}, accounts=tuple(rows),
    )  # fmt: skip
