"""Keys of others' services: a file each, encrypted, in a folder that no backup takes; never in the database.

Whoever puts a backup back elsewhere, to try something, would else charge real cards or send real messages. A
site put back on another machine asks for them.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings

from hustings.foundation.lib.process.ciphers import InvalidToken, cipher


def path(use: str, name: str) -> Path:
    """The file of ``name``, beside the folders whose files backups take."""
    return Path(settings.VAR, "keys", use, name)


def read(use: str, name: str) -> Mapping[str, str]:
    """The keys; empty where none was entered, or where what sealed them is lost."""
    file = path(use, name)
    try:
        is_now = file.stat()
        return _read(use, file, is_now.st_ino, is_now.st_mtime_ns, settings.SECRET_KEY)
    except (FileNotFoundError, InvalidToken):
        return {}


@lru_cache(32)
def _read(use: str, file: Path, *_state: object) -> Mapping[str, str]:
    """The content of a file in this state: each webhook asks for it."""
    found: dict[str, str] = json.loads(cipher(use).decrypt(file.read_bytes()))
    return MappingProxyType(found)


def keep(use: str, name: str, entered: Mapping[str, str]) -> None:
    """Keep what was entered beside what is there; what was left empty stays."""
    held = dict(read(use, name)) | {key: value.strip() for key, value in entered.items() if value.strip()}
    file = path(use, name)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(cipher(use).encrypt(json.dumps(held).encode()))
    fresh.replace(file)
