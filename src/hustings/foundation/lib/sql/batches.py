"""Deeds whose traces are written at once, when the outermost block ends; one deed alone is a batch of one.

    class Steps(Batch):
        def write(self) -> None: ...

    with Steps.together() as steps:  # the batch that is open, or a new one
        steps.rows.append(row)

What is written goes in whole or not at all. A deed that fails takes the batch with it.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self

from django.db import transaction


class Batch(ABC):
    """Writes that deeds have left. Each kind has its own batch that is open, or none."""

    _open: ContextVar[Any]

    def __init_subclass__(cls) -> None:
        cls._open = ContextVar(cls.__qualname__, default=None)

    @abstractmethod
    def write(self) -> None:
        """Write it all; what posts or moves more while it does opens a batch anew."""

    @classmethod
    def current(cls) -> Self | None:
        """The one that is open, if any."""
        found: Self | None = cls._open.get()
        return found

    @classmethod
    @contextmanager
    def together(cls) -> Iterator[Self]:
        """Join the batch that is open, or begin one in a transaction and write it at the end."""
        if (found := cls.current()) is not None:
            yield found
            return
        made = cls()
        with transaction.atomic():
            token = cls._open.set(made)
            try:
                yield made
            finally:
                cls._open.reset(token)
            made.write()
