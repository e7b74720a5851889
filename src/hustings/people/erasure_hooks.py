"""Hooks that erase what does not fall with a person's record. They run in the erasing transaction."""

from collections.abc import Callable, Sequence

Eraser = Callable[[Sequence[int], Sequence[str]], None]
_erasers: list[Eraser] = []


def register(eraser: Eraser) -> Eraser:
    """Have ``eraser(keys of people, keys of their addresses)`` called in the erasing transaction."""
    if eraser not in _erasers:
        _erasers.append(eraser)
    return eraser


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Call them all."""
    for eraser in _erasers:
        eraser(people, keys)
