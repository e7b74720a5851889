"""What must hold before anything starts."""

import errno
import shutil
from pathlib import Path

import pytest
from django.db import OperationalError

from hustings.shells.cli.processes import preconditions
from hustings.shells.cli.terminal import failures


def test_a_disk_without_room_is_refused(tmp_path: Path) -> None:
    preconditions.roomy(tmp_path, needed=1)
    with pytest.raises(preconditions.NotReady, match="is full"):
        preconditions.roomy(tmp_path, needed=2**60)


def test_a_disk_that_fills_up_meanwhile_is_told_in_one_sentence() -> None:
    assert "The disk is full" in failures.sentence(OSError(errno.ENOSPC, "No space left on device"))


def test_a_database_without_room_is_told_in_the_same_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "The disk is full"
    for words in ("database or disk is full", 'could not extend file "base/1": No space left on device'):
        assert said in failures.sentence(OperationalError(words))
    monkeypatch.setenv("HUSTINGS_VAR", str(tmp_path))
    assert said not in failures.sentence(OperationalError("disk I/O error"))  # this disk has room
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=4096))
    assert said in failures.sentence(OperationalError("disk I/O error"))
    assert said not in failures.sentence(OperationalError("connection refused"))


def test_two_starts_in_one_folder_do_not_meet(tmp_path: Path) -> None:
    with (
        preconditions.alone(tmp_path / "lock", ""),
        pytest.raises(preconditions.NotReady, match=r"process \d+"),
        preconditions.alone(tmp_path / "lock", "held by process {pid}"),
    ):
        pass
    with preconditions.alone(tmp_path / "lock", ""):
        pass
