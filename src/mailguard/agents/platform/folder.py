"""The folder of a guard on its machine: what is held, what waits to be told, what it was told last.

    held/      messages held back            outbox/    sightings that the platform hasn't got
    answers/   to orders, not got either     answered/  orders that were carried out and told
    state/     profile, memory, rules as fetched last; the guard's own key      broken/    what can't be read

Any number of processes may use it at a time; each may be killed at any moment.
"""

import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from mailguard.agents.platform import commands, disk, shapes, sightings
from mailguard.agents.platform.commands import Answer
from mailguard.agents.platform.quarantine import HeldFolder, days_ago
from mailguard.agents.platform.rules import RuleBook
from mailguard.agents.platform.sightings import Sighting

Read = TypeVar("Read")
_JSON, _BEGUN = ".json", ".begun"
_MOST_WAITING = 200_000  # sightings; further ones of mail that was let pass are not noted
_COUNTED_EVERY = 200
_KEY = 32  # bytes


class Folder:
    """The folder at ``path``, made where there is none (OSError where that can't be)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.outbox, self.answers, self.answered, self.state, self.broken = (
            path / name for name in ("outbox", "answers", "answered", "state", "broken")
        )
        for each in (path, self.outbox, self.answers, self.answered, self.state):
            disk.make(each)
        self.held = HeldFolder(path / "held", self.broken)
        self._n_posted = 0
        self._is_full = False

    # --- Sightings -----------------------------------------------------------------------------
    def post(self, seen: Sighting) -> bool:
        """Put a sighting into the outbox; one that is there is replaced. False where there is no room."""
        if self._n_posted % _COUNTED_EVERY == 0:
            self._is_full = sum(1 for _ in self.outbox.iterdir()) > _MOST_WAITING
        self._n_posted += 1
        if self._is_full and seen.action == "deliver":
            return False
        self._write(self.outbox / f"{seen.id}{_JSON}", seen.to_json())
        return True

    def waiting(self, most: int) -> list[Sighting]:
        return self._all(self.outbox, sightings.from_json, most)

    def told(self, seen: Sighting) -> None:
        """The platform has it. One that was replaced since stays."""
        path = self.outbox / f"{seen.id}{_JSON}"
        if self._read(path, sightings.from_json) == seen:
            disk.remove(path)

    # --- Orders --------------------------------------------------------------------------------
    def begin(self, order_id: str) -> bool:
        """Note that an order is being carried out; whether that was begun before, its end not seen."""
        path = self.answered / f"{order_id}{_BEGUN}"
        if path.exists():
            return True
        disk.write(path, b"")
        return False

    def answer(self, answer: Answer) -> None:
        """Note what became of an order; it waits until the platform has it."""
        self._write(self.answers / f"{answer.order_id}{_JSON}", answer.to_json())
        disk.remove(self.answered / f"{answer.order_id}{_BEGUN}")

    def answer_to(self, order_id: str) -> Answer | None:
        """What became of an order, told already or not; None for one that wasn't carried out."""
        for folder in (self.answers, self.answered):
            if found := self._read(folder / f"{order_id}{_JSON}", commands.answer_from_json):
                return found
        return None

    def is_heard(self, order_id: str) -> bool:
        """Whether the platform has the answer to this order, and no other one waits."""
        return not (self.answers / f"{order_id}{_JSON}").exists()

    def ask_again(self, order_id: str) -> None:
        """The platform asks once more for what it was told: tell it again."""
        if not (self.answers / f"{order_id}{_JSON}").exists() and (found := self.answer_to(order_id)):
            self.answer(found)

    def unanswered(self, most: int) -> list[Answer]:
        return self._all(self.answers, commands.answer_from_json, most)

    def heard(self, answer: Answer) -> None:
        name = f"{answer.order_id}{_JSON}"
        if (self.answers / name).exists():
            disk.move(self.answers / name, self.answered / name)

    # --- State ---------------------------------------------------------------------------------
    @property
    def profile(self) -> Path:
        return self.state / "profile.json"

    @property
    def memory(self) -> Path:
        return self.state / "memory.db"

    def rules(self) -> RuleBook:
        """Those of the platform, as fetched last. A file that can't be read is set aside."""
        return self._read(self.state / "rules.json", RuleBook.from_json) or RuleBook()

    def keep_rules(self, book: RuleBook) -> None:
        self._write(self.state / "rules.json", book.to_json())

    def note(self, name: str) -> dict[str, Any]:
        """A small table of this name; empty where there is none."""
        return self._read(self.state / f"{name}{_JSON}", shapes.table) or {}

    def keep_note(self, name: str, data: dict[str, Any]) -> None:
        self._write(self.state / f"{name}{_JSON}", data)

    def key(self) -> bytes:
        path = self.state / "key"
        for _ in range(2):
            if path.exists() and len(found := path.read_bytes()) == _KEY:
                return found
            fresh = self.state / f".key-{secrets.token_hex(8)}"
            disk.write(fresh, secrets.token_bytes(_KEY))
            try:
                os.link(fresh, path)  # only one of several gets it
            except FileExistsError:
                if path.stat().st_size != _KEY:
                    disk.move(path, self.broken / "key")
            finally:
                fresh.unlink()
        return path.read_bytes()

    def prune(self, now: datetime, *, held_days: float, answered_days: float = 90.0) -> int:
        """Delete what was held so long, and forget old orders; how many messages went."""
        n = self.held.prune(days_ago(held_days, now))
        before = days_ago(answered_days, now).timestamp()
        for path in disk.oldest(self.answered, _JSON):
            if path.stat().st_mtime >= before:
                break
            disk.remove(path)
        for folder in (self.outbox, self.answers, self.state):
            disk.sweep(folder)
        return n

    # --- Files ---------------------------------------------------------------------------------
    def _write(self, path: Path, data: Any) -> None:
        disk.write(path, json.dumps(data).encode())

    def _read(self, path: Path, read: Callable[[Any, str], Read]) -> Read | None:
        """None where there is none; one that can't be read is set aside."""
        try:
            return read(json.loads(path.read_bytes()), path.name)
        except FileNotFoundError:
            return None
        except (ValueError, RecursionError):
            self._set_aside(path)
            return None

    def _all(self, folder: Path, read: Callable[[Any, str], Read], most: int) -> list[Read]:
        found = (self._read(path, read) for path in disk.oldest(folder, _JSON, most))
        return [each for each in found if each is not None]

    def _set_aside(self, path: Path) -> None:
        with suppress(FileNotFoundError):
            disk.move(path, self.broken / path.name)
