"""Origins of people in words: the apps above know what an address means."""

from collections.abc import Callable

from hustings.foundation.contributions import Registry

OWN_PAGE = "own-page"  # source of every answer that was given on the own page
Names = Callable[[str], str]
# Each says what a source means: ``names(source)``; an empty answer leaves it to the others.
namers = Registry[Names]("persons.origins.namers")


def named(source: str) -> str:
    """In words where an app knows them, else as it is written."""
    return next((words for names in namers.all() if (words := names(source))), source)
