"""Keys as runs: what one statement wrote has them nearly in a row."""

from collections.abc import Iterable, Iterator


def packed(keys: Iterable[int]) -> list[list[int]]:
    """``[[first, last], ...]`` of keys, in order."""
    runs: list[list[int]] = []
    for key in sorted(keys):
        if runs and key == runs[-1][1] + 1:
            runs[-1][1] = key
        else:
            runs.append([key, key])
    return runs


def unpacked(runs: Iterable[Iterable[int]]) -> Iterator[int]:
    """The same keys, one by one."""
    for first, last in runs:
        yield from range(first, last + 1)
