"""A small dump of every class, and what it is read against."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks import leak_factory, leak_writing
from mailguard.forensics import case, copies
from mailguard.forensics.judging import Order
from mailguard.forensics.store import Row, Store

N = 240


@dataclass
class World:
    """Where everything lies, and what is true of each mail by its SHA-256."""

    folder: Path
    truth: dict[str, str]
    order: Order

    def read(self, name: str, *paths: str, jobs: int = 1, **changes: Any) -> Path:
        """A case of these paths, else of the dump."""
        target = self.folder / name
        order = replace(self.order, **changes)
        case.begin(target, paths or (str(self.folder / "dump"),), order)
        assert case.run(target, order, jobs)
        return target

    def rows(self, name: str) -> list[Row]:
        """The mails of a case."""
        with closing(Store(self.folder / name)) as store:
            return list(store.rows("ORDER BY id"))


@pytest.fixture(scope="session")
def leaked(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Written, indexed and read once."""
    folder = tmp_path_factory.mktemp("leaks")
    truth = leak_writing.write(leak_factory.Dump(N), folder, n_older=180)
    copies.index([f"{folder}/ours"], folder / "index.sqlite3", folder)
    order = Order(
        datetime(2027, 6, 1, tzinfo=UTC),
        folder / "index.sqlite3",
        (folder / "keys.zone",),
        folder / "decoys.json",
        (leak_factory.OURS,),
    )
    world = World(folder, truth, order)
    world.read("case")
    return world


@pytest.fixture
def one(leaked: World, tmp_path: Path) -> Iterator[Callable[..., tuple[Row, dict[str, Any]]]]:
    """Judge a single mail: ``one(raw)`` gives its row and details."""
    made: list[Path] = []

    def judge(raw: bytes, **changes: Any) -> tuple[Row, dict[str, Any]]:
        file = tmp_path / f"{len(made)}.eml"
        file.write_bytes(raw)
        made.append(leaked.folder / f"one-{tmp_path.name}-{len(made)}")
        leaked.read(made[-1].name, str(file), **changes)
        with closing(Store(made[-1])) as store:
            row = next(store.rows())
            return row, store.details(row.id)

    yield judge
    for target in made:
        shutil.rmtree(target)
