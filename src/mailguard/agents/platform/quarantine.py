"""Messages that are held back: one file each, a line of JSON and then the message as it came."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from mailguard.agents.platform import disk, shapes, sightings
from mailguard.agents.platform.shapes import BadData
from mailguard.agents.platform.sightings import Sighting

_ENDING = ".held"
_MOST_HEAD = 4_000_000  # bytes of the first line


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of a message that is held. ``is_doubtful``: a release was begun and its end not seen."""

    sighting: Sighting
    held_at: datetime
    mail_from: str
    rcpt_to: tuple[str, ...]
    digest: str  # SHA-256 of the message as it is kept
    size: int
    is_doubtful: bool = False

    @property
    def id(self) -> str:
        return self.sighting.id

    def head(self) -> bytes:
        made = {
            "held_at": self.held_at.isoformat(),
            "mail_from": self.mail_from,
            "rcpt_to": list(self.rcpt_to),
            "digest": self.digest,
            "size": self.size,
            "is_doubtful": self.is_doubtful,
            "sighting": self.sighting.to_json(),
        }
        return json.dumps(made).encode() + b"\n"


class Busy(Exception):
    """Somebody else is releasing or deleting it just now."""


class Missing(Exception):
    """There is no such message; it was released, deleted or never held."""


class HeldFolder:
    """The messages held in ``path``; ``broken`` takes files that can't be read."""

    def __init__(self, path: Path, broken: Path) -> None:
        self.path, self._broken = path, broken
        for each in (path, broken):
            disk.make(each)

    def hold(
        self, raw: bytes, seen: Sighting, mail_from: str, rcpt_to: tuple[str, ...], at: datetime
    ) -> bool:
        """Keep it; on return it is on the disk. False where the very same was held already."""
        path = self._file(seen.id)
        if path.exists():
            return False
        held = Held(seen, at, mail_from, rcpt_to, sha256(raw).hexdigest(), len(raw))
        disk.write(path, held.head(), raw)
        return True

    def has(self, name: str) -> bool:
        return self._file(name).exists()

    def all(self) -> Iterator[Held]:
        """Every message, the oldest first; a file that can't be read is set aside."""
        for path in disk.oldest(self.path, _ENDING):
            with suppress(Missing):
                yield self._read(path)

    def get(self, name: str) -> Held:
        return self._read(self._file(name))

    def raw(self, name: str) -> bytes:
        """The message as it came, or Missing."""
        path = self._file(name)
        held = self._read(path)
        with _opened(path) as file:
            file.readline(_MOST_HEAD)
            raw: bytes = file.read()
        if len(raw) != held.size or sha256(raw).hexdigest() != held.digest:
            self._set_aside(path)
            raise Missing(name)
        return raw

    def delete(self, name: str) -> None:
        """For good. Missing where it isn't there, Busy where it is being released."""
        with self._locked(name) as path:
            disk.remove(path)

    @contextmanager
    def releasing(self, name: str) -> Iterator[tuple[Held, bytes]]:
        """Hand the message on within; removed if nothing raises, else it stays, marked as perhaps sent."""
        with self._locked(name) as path:
            held, raw = self._read(path), self.raw(name)
            marked = Held(**{**_fields(held), "is_doubtful": True})
            disk.write(path, marked.head(), raw)
            try:
                yield held, raw
            except Exception:
                disk.write(path, held.head(), raw)
                raise
            disk.remove(path)

    def prune(self, before: datetime) -> int:
        """Delete what was held before that moment; how many."""
        n = 0
        for held in list(self.all()):
            if held.held_at < before:
                with suppress(Missing, Busy):
                    self.delete(held.id)
                    n += 1
        disk.sweep(self.path)
        return n

    def find(self, *, digest: str = "", message_id: str = "") -> Iterator[Held]:
        """Those with this SHA-256 or this Message-ID."""
        for held in self.all():
            same = digest and digest in {held.digest, held.sighting.sha256}
            if same or (message_id and held.sighting.message_id == message_id):
                yield held

    def _file(self, name: str) -> Path:
        try:
            return self.path / (shapes.identity({"id": name}, "id", "held") + _ENDING)
        except BadData as error:
            raise Missing(name) from error

    @contextmanager
    def _locked(self, name: str) -> Iterator[Path]:
        """Alone with a message. A lock of its own file, for the message's is written anew."""
        path = self._file(name)
        if not path.exists():
            raise Missing(name)
        lock = self.path / f".{name}.lock"
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise Busy(name) from error
            if not _is_same(handle, lock):  # its message went while we opened it
                raise Busy(name)
            try:
                if not path.exists():
                    raise Missing(name)
                yield path
            finally:
                if not path.exists():  # with the message goes its lock; else the next one takes it
                    lock.unlink(missing_ok=True)
        finally:
            os.close(handle)

    def _read(self, path: Path) -> Held:
        with _opened(path) as file:
            line = file.readline(_MOST_HEAD)
        try:
            return _held(json.loads(line), path.name)
        except (ValueError, RecursionError) as error:
            self._set_aside(path)
            raise Missing(path.stem) from error

    def _set_aside(self, path: Path) -> None:
        with suppress(FileNotFoundError):
            disk.move(path, self._broken / path.name)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise Missing(path.stem) from error
    with file:
        yield file


def _is_same(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _held(data: Any, where: str) -> Held:
    row = shapes.table(data, where)
    size = row.get("size")
    if not isinstance(size, int):
        raise BadData("{where}: {name}: a number is expected", where=where, name="size")
    return Held(
        sighting=sightings.from_json(row.get("sighting"), where),
        held_at=shapes.moment(row.get("held_at"), where),
        mail_from=shapes.text(row, "mail_from", where),
        rcpt_to=shapes.texts(row, "rcpt_to", where),
        digest=shapes.text(row, "digest", where),
        size=size,
        is_doubtful=row.get("is_doubtful") is True,
    )


def _fields(held: Held) -> dict[str, Any]:
    return {name: getattr(held, name) for name in Held.__slots__}


def days_ago(days: float, now: datetime) -> datetime:
    return now - timedelta(days=days)
