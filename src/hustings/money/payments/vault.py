"""Keys of channels: in a file of the private folder each, encrypted; never in the database or in a page.

Backups leave them out: whoever puts one back elsewhere, to try something, would charge real cards. A site put
back on another machine asks for them.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings

from hustings.foundation.lib.process.ciphers import InvalidToken, cipher
from hustings.money.payments.models import Channel


def keys(channel: Channel) -> Mapping[str, str]:
    """The keys of a channel; empty where none was entered, or where what sealed them is lost."""
    file = _file(channel)
    try:
        is_now = file.stat()
        return _read(file, is_now.st_ino, is_now.st_mtime_ns, settings.SECRET_KEY)
    except (FileNotFoundError, InvalidToken):
        return {}


@lru_cache(16)
def _read(file: Path, *_state: object) -> Mapping[str, str]:
    """The content of a file in this state: each webhook asks for it."""
    found: dict[str, str] = json.loads(cipher("payments").decrypt(file.read_bytes()))
    return MappingProxyType(found)


def keep(channel: Channel, entered: Mapping[str, str]) -> None:
    """Keep what was entered beside what is there; what was left empty stays."""
    held = dict(keys(channel)) | {name: value.strip() for name, value in entered.items() if value.strip()}
    file = _file(channel)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(cipher("payments").encrypt(json.dumps(held).encode()))
    fresh.replace(file)


def has(channel: Channel, names: tuple[str, ...]) -> bool:
    held = keys(channel)
    return all(held.get(name) for name in names)


def sealed(text: str) -> str:
    """An account's number, encrypted."""
    return cipher("payments").encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """The text that ``sealed`` took; empty where its key is lost."""
    try:
        return cipher("payments").decrypt(text.encode()).decode()
    except InvalidToken:
        return ""


def _file(channel: Channel) -> Path:
    return Path(settings.PRIVATE_ROOT, "payments", f"channel-{channel.uid}")
