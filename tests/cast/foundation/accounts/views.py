"""Every view that the addresses lead to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

FILLERS = ["999999", "00000000-0000-4000-8000-000000000000", "x"]  # the first that a converter takes


@dataclass(frozen=True)
class View:
    """One address, filled with values that lead to nothing, and the function behind it."""

    path: str
    name: str
    function: Any
    has_words: bool  # parts of the address vary

    @property
    def is_ours(self) -> bool:
        """Whether Hustings wrote it."""
        return str(getattr(self.function, "__module__", "")).startswith("hustings")


def all_views() -> Iterator[View]:
    """Walk the whole URL conf, so that a view added anywhere is found."""
    yield from _below(get_resolver().url_patterns, "/", "")


def _below(patterns: list[Any], path: str, space: str) -> Iterator[View]:
    for pattern in patterns:
        here, has_words = _filled(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            for view in _below(pattern.url_patterns, path + here, inner):
                yield View(view.path, view.name, view.function, view.has_words or has_words)
        elif isinstance(pattern, URLPattern):
            yield View(path + here, f"{space}{pattern.name or ''}", pattern.callback, has_words)


def _filled(pattern: Any) -> tuple[str, bool]:
    """The address with its variable parts filled; a regular expression stays recognisable."""
    text = re.sub(r"\(\?P<\w+>[^)]*\)", "1", str(pattern)).strip("^").removesuffix("$").replace(r"\.", ".")
    for word, converter in pattern.converters.items():
        filler = next(filler for filler in FILLERS if re.fullmatch(converter.regex, filler))
        text = re.sub(rf"<(\w+:)?{word}>", filler, text)
    return text, bool(pattern.converters) or "(?P<" in str(pattern)
