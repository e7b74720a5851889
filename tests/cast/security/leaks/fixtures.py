"""A dump on the server, with what it is read against."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import leak_factory, leak_writing
from hustings.foundation.accounts.roles import Role
from hustings.security.leaks import actions
from hustings.security.leaks.models import Case
from mailguard.forensics import copies
from tests.conftest import user


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Written and indexed once."""
    folder = tmp_path_factory.mktemp("leaks")
    leak_writing.write(leak_factory.Dump(90), folder, n_older=60)
    (folder / "known").mkdir()
    copies.index([f"{folder}/ours"], folder / "known" / "ours.sqlite3", folder)
    (folder / "keys.zone").rename(folder / "known" / "keys.zone")
    (folder / "decoys.json").rename(folder / "known" / "decoys.json")
    return folder


@pytest.fixture
def room(settings: Any, tmp_path: Path, written: Path) -> Path:
    """The folder of the leak room, with a dump called ``evening``."""
    settings.LEAKS_FOLDER = tmp_path / "leaks"
    shutil.copytree(written / "known", tmp_path / "leaks" / "known")
    shutil.copytree(written / "dump", tmp_path / "leaks" / "dumps" / "evening")
    return tmp_path / "leaks"


@pytest.fixture
def sam(db: None) -> Any:
    """Leads security."""
    return user("sam", Role.SECURITY)


@pytest.fixture
def case(room: Path, sam: Any, run_tasks: Callable[[], int]) -> Case:
    """Read to its end."""
    made = actions.start(
        name="Evening", dump="evening", sent=None, domains=[leak_factory.OURS], signs=False, user=sam
    )
    run_tasks()
    made.refresh_from_db()
    return made
