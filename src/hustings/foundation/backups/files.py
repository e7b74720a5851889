"""Swap the campaign's folders for those of a backup, so that a kill at any point leaves the old or the new.

New folders are laid beside the old ones. A note in ``var/restoring.json`` names them. Whether they are to be
taken is told by the database: its transaction writes a ``Restoration`` of the same name, or never happened.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from hustings.foundation.backups.reader import Kept
from hustings.foundation.backups.refusals import Refused
from hustings.foundation.lib.process.cli_language import gettext as _

ROOM = 64 << 20  # bytes that stay free


def demand_room(folder: Path, n: int) -> None:
    free = shutil.disk_usage(folder).free
    if n + ROOM > free:
        raise Refused(
            _(
                "There isn’t enough disk space in {folder}: {needed} MB are needed, {free} MB are"
                " free. Nothing was changed."
            ).format(folder=folder, free=free >> 20, needed=(n + ROOM) >> 20)
        )


class Staging:
    def __init__(self, var: Path, name: str, roots: Mapping[str, Path]) -> None:
        self.note = var / "restoring.json"
        self.name = name
        self.roots = dict(roots)

    @classmethod
    def left(cls, var: Path, roots: Mapping[str, Path]) -> "Staging | None":
        """Remains of a killed restoration, if there are any."""
        note = var / "restoring.json"
        return cls(var, json.loads(note.read_text())["name"], roots) if note.exists() else None

    def begin(self) -> None:
        for root in self.roots.values():
            if root.is_symlink() or root.is_mount():
                raise Refused(
                    _(
                        "{folder} is a link or a mount point and can’t be replaced. Nothing was"
                        " changed. Put the whole HUSTINGS_VAR folder there instead."
                    ).format(folder=root)
                )
        part = self.note.with_suffix(".part")
        part.write_text(json.dumps({"name": self.name}))
        part.rename(self.note)
        for root in self.roots.values():
            self._new(root).mkdir(parents=True, mode=0o750)

    def take(self, kept: Kept) -> None:
        target = self._new(self.roots[kept.root]) / kept.place
        target.parent.mkdir(parents=True, exist_ok=True)
        demand_room(target.parent, kept.size)
        with target.open("xb") as file:
            shutil.copyfileobj(kept.file, file, 1 << 20)
            os.fchmod(file.fileno(), kept.mode)
        os.utime(target, (kept.mtime, kept.mtime))

    def swap(self) -> None:
        """Take the new folders; safe to run again wherever it was stopped."""
        for root in self.roots.values():
            new, old = self._new(root), self._old(root)
            if new.exists():
                if root.exists() and not old.exists():
                    root.rename(old)
                new.rename(root)

    def forget(self) -> None:
        """All is done: remove the old folders and the note."""
        for root in self.roots.values():
            shutil.rmtree(self._old(root), ignore_errors=True)
        self.note.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove the new folders: the old ones stay."""
        for root in self.roots.values():
            shutil.rmtree(self._new(root), ignore_errors=True)
        self.note.unlink(missing_ok=True)

    def _new(self, root: Path) -> Path:
        return root.with_name(f"{root.name}.new-{self.name}")

    def _old(self, root: Path) -> Path:
        return root.with_name(f"{root.name}.old-{self.name}")


@contextmanager
def alone(var: Path) -> Iterator[None]:
    """Only one restoration at a time; the lock goes with the process that holds it."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "restoring.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(_("A backup is already being restored. Wait until it has finished.")) from None
        yield
