"""Make a backup: manifest, tables, files, sums; written beside its place and then renamed."""

import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from hustings.foundation.backups import ages, content, snapshot
from hustings.foundation.backups.container import BLOCK, MOST_ROW, Sealed
from hustings.foundation.backups.refusals import Refused
from hustings.foundation.lib.process.cli_language import gettext as _


@dataclass
class Sums:
    rows: int = 0
    files: int = 0
    file_bytes: int = 0
    bytes: int = 0


Progress = Callable[[str, int, int], object]  # what, how much more, of how much


def make(
    connection: BaseDatabaseWrapper,
    target: Path,
    roots: Mapping[str, Path],
    progress: Progress = lambda what, more, total: None,
) -> Sums:
    """Write everything to ``target``, which appears only when it is whole. Others may go on working."""
    ages.check_is_ours(connection)
    if target.exists():
        raise Refused(_("{file} already exists and wasn’t changed. Choose another name.").format(file=target))
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    moment = snapshot.of(connection)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            sealed = Sealed(file)
            try:
                sums = _fill(sealed, moment, roots, progress)
                sealed.close()
            finally:
                sealed.abandon()
            sums.bytes = file.tell()
        part.rename(target)
        _sync(target.parent)
    finally:
        moment.close()
        part.unlink(missing_ok=True)
    return sums


def _fill(
    sealed: Sealed,
    moment: snapshot.Sqlite | snapshot.Postgres,
    roots: Mapping[str, Path],
    progress: Progress,
) -> Sums:
    sums = Sums()
    vendor = "postgresql" if isinstance(moment, snapshot.Postgres) else "sqlite"
    tables = [replace(table, sequence=moment.sequence(table)) for table in content.tables()]
    target: Any = sealed  # tarfile asks for no more than its write()
    with tarfile.open(None, "w|", target, BLOCK, format=tarfile.PAX_FORMAT) as tar:
        manifest = content.Manifest(tables, moment.migrations, vendor, content.key_fingerprint())
        _add(tar, "manifest.json", json.dumps(manifest.as_json(), indent=1).encode())
        total = sum(moment.count(table) for table in tables)
        for table in tables:
            for number, (n, chunk) in enumerate(moment.chunks(table)):
                _demand_room(table.name, chunk)
                _add(tar, f"tables/{table.name}/{number:06}.tsv", chunk)
                sums.rows += n
                progress(_("rows"), n, total)
        _add_files(tar, roots, sums, progress)
        _add(tar, "sums.json", json.dumps({"rows": sums.rows, "files": sums.files}).encode())
    return sums


def _demand_room(table: str, chunk: bytes) -> None:
    """Refuse a row that would not be read back."""
    if len(chunk) > MOST_ROW:
        raise Refused(
            _(
                "A row of {table} is larger than {most} MB and can’t be backed up. Nothing was written."
            ).format(table=table, most=MOST_ROW >> 20)
        )


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o600
    tar.addfile(entry, io.BytesIO(data))
    tar.members.clear()  # type: ignore[attr-defined]  # it would remember them all


def _add_files(tar: tarfile.TarFile, roots: Mapping[str, Path], sums: Sums, progress: Progress) -> None:
    found = [(name, root, path) for name, root in roots.items() for path in _files(root)]
    total = sum(size for _, _, path in found if (size := _size(path)))
    for name, root, path in found:
        try:
            file = path.open("rb")
        except FileNotFoundError:
            continue  # deleted since: whatever pointed to it in our moment did so without need
        with file:
            state = os.fstat(file.fileno())
            entry = tarfile.TarInfo(f"files/{name}/{path.relative_to(root)}")
            entry.size, entry.mtime, entry.mode = state.st_size, state.st_mtime, state.st_mode & 0o666
            tar.addfile(entry, file)
            tar.members.clear()  # type: ignore[attr-defined]
        sums.files += 1
        sums.file_bytes += state.st_size
        progress(_("bytes of files"), state.st_size, total)


def _files(root: Path) -> Iterator[Path]:
    return (path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
