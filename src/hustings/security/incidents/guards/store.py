"""The store of relations that guards fetch, ``shield/relations.sqlite3``, by ``mailguard learn``.

Nothing of supporters goes into it: whoever takes a guard's machine would have them.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings


def path() -> Path:
    return Path(settings.VAR) / "shield" / "relations.sqlite3"


def digest() -> str:
    """Its SHA-256, "" where there is none."""
    try:
        about = path().stat()
    except OSError:
        return ""
    return _digest(str(path()), about.st_mtime_ns, about.st_size)


@lru_cache(4)
def _digest(name: str, changed: int, size: int) -> str:
    with Path(name).open("rb") as file:
        made = sha256()
        while piece := file.read(1 << 20):
            made.update(piece)
    return made.hexdigest()
