"""The register of attacks."""

from collections.abc import Callable

from mailguard.corpus.scenes import Scene

Family = Callable[[Scene], None]
FAMILIES: dict[str, Family] = {}


def family(build: Family) -> Family:
    FAMILIES[build.__name__] = build
    return build
