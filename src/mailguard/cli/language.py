"""The language of the person at the terminal."""

import os

import click

from mailguard.words import mark, of_terminal, translate

# What the system says when a file can't be read.
_OF_THE_SYSTEM = (
    mark("No such file or directory"),
    mark("Permission denied"),
    mark("Is a directory"),
    mark("Not a directory"),
    mark("Input/output error"),
    mark("Too many levels of symbolic links"),
    mark("File name too long"),
    mark("File exists"),
    mark("Address already in use"),
    mark("No space left on device"),
    mark("Read-only file system"),
    mark("Name or service not known"),
    mark("Cannot assign requested address"),
)


def chosen() -> str:
    """As ``--language`` says, else that of the terminal."""
    context = click.get_current_context(silent=True)
    if context and (named := context.meta.get("mailguard.language")):
        return str(named)
    return of_terminal(os.environ)


def spoken(text: str, **values: object) -> str:
    """The sentence in that language, with its values."""
    return translate(text, chosen()).format_map(values)
