"""Meanings of problems and of an HTML body's traits: the fixed lists of their names, each explained."""

import tomllib

from mailguard.data import FOLDER

_TABLES = tomllib.loads((FOLDER / "meanings.toml").read_text(encoding="utf-8"))
PROBLEMS: dict[str, str] = _TABLES["problems"]
TRAITS: dict[str, str] = _TABLES["html_traits"]
