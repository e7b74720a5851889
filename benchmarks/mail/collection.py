"""Real mail from a folder: its index, and fair samples of it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Item:
    """One message: ``label`` is phish, spam or ham; near-duplicates share a ``cluster``."""

    label: str
    source: str
    cluster: str
    path: Path

    def raw(self) -> bytes:
        """Its bytes."""
        return self.path.read_bytes()


def read(folder: Path, split: str) -> list[Item]:
    """All messages of a split, in the order of the index."""
    rows = (line.split("\t") for line in (folder / "index.tsv").read_text().splitlines()[1:])
    return [
        Item(label, source, f"{source}/{cluster}", folder / path)
        for which, label, source, _, cluster, path in rows
        if which == split
    ]


def sample(items: Sequence[Item], n: int) -> list[Item]:
    """At most ``n`` of them, each source by its share, always the same ones; in no order that tells."""
    by_source: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in shuffled(items):
        by_source[item.label, item.source].append(item)
    if n >= len(items):
        return shuffled(items)
    chosen: list[Item] = []
    for group in by_source.values():
        chosen += group[: max(1, round(n * len(group) / len(items)))]
    return shuffled(chosen)


def shuffled(items: Iterable[Item]) -> list[Item]:
    """By a hash of the path: without order, the same on every machine."""
    return sorted(items, key=lambda item: hashlib.sha256(item.path.name.encode()).digest())
