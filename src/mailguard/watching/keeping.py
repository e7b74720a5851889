"""Where sightings go and rules come from: the folder of a guard, or whatever the platform gives."""

import time
from pathlib import Path
from typing import Protocol

from mailguard.keeping import disk
from mailguard.keeping.folder import Folder
from mailguard.keeping.rules import RuleBook
from mailguard.keeping.sightings import Sighting

_ENDING = ".eml"
_YOUNG = 60.0  # seconds


class Keeping(Protocol):
    """Asked from several threads."""

    def post(self, seen: Sighting, raw: bytes | None) -> None:
        """Keep a sighting, durably, before this returns; one of the same id is replaced. ``raw`` is the
        message where it should go along."""
        ...

    def rules(self) -> RuleBook:
        """As they are now."""
        ...


class InFolder:
    """The folder of a guard. Messages that go along with sightings wait beside the outbox."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._raws = folder.path / "raws"
        disk.make(self._raws)
        self._rules, self._read_at = RuleBook(), 0.0

    def post(self, seen: Sighting, raw: bytes | None) -> None:
        """Into the outbox, the message first."""
        if raw is not None and seen.raw:
            disk.write(self._of(seen.id), raw)
        self.folder.post(seen)

    def rules(self) -> RuleBook:
        """Read again every few seconds."""
        if time.monotonic() > self._read_at + 2:
            self._rules, self._read_at = self.folder.rules(), time.monotonic()
        return self._rules

    def raw(self, seen: Sighting) -> bytes:
        """The message that goes along, b"" where it is gone."""
        try:
            return self._of(seen.id).read_bytes()
        except FileNotFoundError:
            return b""

    def prune(self) -> None:
        """Delete messages that went along with sightings. One that was only just written has its sighting to
        come."""
        before = time.time() - _YOUNG
        for path in disk.oldest(self._raws, _ENDING):
            if path.stat().st_mtime > before:
                break
            if not (self.folder.outbox / f"{path.stem}.json").exists():
                disk.remove(path)

    def _of(self, name: str) -> Path:
        return self._raws / f"{name}{_ENDING}"
