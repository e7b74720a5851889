"""Progress on the terminal: one bar for each thing counted."""

import sys
from contextlib import ExitStack
from typing import Any, Self

import click


class Bars:
    """Called with what is counted, how much more of it there is, and how much there will be."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet or not sys.stderr.isatty()
        self._what = ""
        self._open = ExitStack()
        self._bar: Any = None

    def __call__(self, what: str, more: int, total: int) -> None:
        if self._quiet:
            return
        if what != self._what:
            self._open.close()
            self._what = what
            bar: Any = click.progressbar(length=max(total, 1), label=what.capitalize(), file=sys.stderr)
            self._bar = self._open.enter_context(bar)
        self._bar.update(more)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._open.close()
