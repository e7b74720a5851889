"""What is written down of where somebody comes from, in words: the apps above know what an address means."""

from collections.abc import Callable

OWN_PAGE = "own-page"  # source of every answer that was given on the own page
Names = Callable[[str], str]
_registered: list[Names] = []


def register(names: Names) -> None:
    """Have ``names(source)`` say what a source means; an empty answer leaves it to the others."""
    if names not in _registered:
        _registered.append(names)


def named(source: str) -> str:
    """In words where an app knows them, else as it is written."""
    return next((words for names in _registered if (words := names(source))), source)
