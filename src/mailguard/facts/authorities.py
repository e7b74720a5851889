"""Whose word people obey: authorities, by their names and by the domains that are truly theirs."""

import re
import tomllib
from functools import cache, lru_cache

from mailguard.data import FOLDER
from mailguard.facts.phrases import fold
from mailguard.identifiers import domain_names

_DATA = FOLDER / "authorities.toml"
_STATES = re.compile(r"(?:^|\.)(?:gouv\.[a-z]{2}|gov|gov\.[a-z]{2}|govt\.[a-z]{2})$")


@lru_cache(4_096)
def is_official(domain: str) -> bool:
    """A state's own domain, or that of one of its authorities."""
    return bool(_STATES.search(domain)) or any(domain_names.is_under(domain, each) for each in _patterns()[2])


@lru_cache(4_096)
def named(text: str) -> str:
    """The authority that a name or a line speaks of, or ""."""
    names, acronyms, _ = _patterns()
    match = names.search(fold(text)) or acronyms.search(text)
    return match.group() if match else ""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    read = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    names = re.compile(rf"\b(?:{'|'.join(read['names'])})\b")
    acronyms = re.compile(rf"(?<![\w-])(?:{'|'.join(read['acronyms'].split())})(?![\w-])")
    return names, acronyms, tuple(read["domains"].split())
