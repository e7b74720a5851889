"""What must hold before anything starts."""

import errno
from pathlib import Path

import pytest

from hustings.cli import failures, ground


def test_a_disk_without_room_is_refused(tmp_path: Path) -> None:
    ground.roomy(tmp_path, needed=1)
    with pytest.raises(ground.NotReady, match="is full"):
        ground.roomy(tmp_path, needed=2**60)


def test_a_disk_that_fills_up_meanwhile_is_told_in_one_sentence() -> None:
    assert "no room is left on the disk" in failures.sentence(
        OSError(errno.ENOSPC, "No space left on device")
    )


def test_two_starts_in_one_folder_do_not_meet(tmp_path: Path) -> None:
    with (
        ground.alone(tmp_path / "lock", ""),
        pytest.raises(ground.NotReady, match=r"process \d+"),
        ground.alone(tmp_path / "lock", "held by process {pid}"),
    ):
        pass
    with ground.alone(tmp_path / "lock", ""):
        pass
