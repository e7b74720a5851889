"""Where sightings go and rules come from: the folder of a guard, or whatever the platform gives."""

import logging
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Protocol

from mailguard.agents.platform import disk
from mailguard.agents.platform.folder import Folder
from mailguard.agents.platform.rules import RuleBook
from mailguard.agents.platform.sightings import Sighting

log = logging.getLogger(__name__)

_ENDING = ".eml"
_YOUNG = 60.0  # seconds


class Keeping(Protocol):
    def post(self, seen: Sighting, raw: bytes | None) -> None:
        """Keep a sighting, durably, before this returns; one of the same id is replaced. ``raw`` is the
        message where it should go along."""
        ...

    def rules(self) -> RuleBook: ...

    @property
    def keep_days(self) -> float:
        """How long mail lies in the folder for held mail; 0 where it has no end."""
        ...

    def needed(self, due: Collection[Sighting]) -> set[str]:
        """The ids of those whose mail must stay though its days are over: not told of yet, under an incident
        that is open, or spoken of by an order. All of them where that can't be found out."""
        ...


class InFolder:
    """The folder of a guard; messages that go along with sightings wait beside the outbox.

    ``ask`` says which SHA-256 the platform still needs, OSError where it can't be asked.
    """

    def __init__(
        self,
        folder: Folder,
        keep_days: float = 0.0,
        ask: Callable[[list[str]], Collection[str]] | None = None,
    ) -> None:
        self.folder, self.keep_days, self.ask = folder, keep_days, ask
        self._raws = folder.path / "raws"
        disk.make(self._raws)
        self._rules, self._read_at = RuleBook(), 0.0

    def post(self, seen: Sighting, raw: bytes | None) -> None:
        if raw is not None and seen.raw:
            disk.write(self._of(seen.id), raw)
        self.folder.post(seen)

    def rules(self) -> RuleBook:
        """Read again every few seconds."""
        if time.monotonic() > self._read_at + 2:
            self._rules, self._read_at = self.folder.rules(), time.monotonic()
        return self._rules

    def needed(self, due: Collection[Sighting]) -> set[str]:
        if self.ask is None or not due:
            return set()
        waiting = {each.id for each in due if (self.folder.outbox / f"{each.id}.json").exists()}
        try:
            wanted = set(self.ask(sorted({each.sha256 for each in due})))
        except OSError as error:
            log.info("held mail stays for now: %s", error)
            return {each.id for each in due}
        return waiting | {each.id for each in due if each.sha256 in wanted}

    def raw(self, seen: Sighting) -> bytes:
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
