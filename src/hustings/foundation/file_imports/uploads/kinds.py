"""Kinds of large files: each app contributes one ``Kind`` for each of its tables of files."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import IO, Any, Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from hustings.foundation.contributions import Registry
from hustings.foundation.file_imports.uploads import sheets
from hustings.foundation.file_imports.uploads.models import UploadedFile

F = TypeVar("F", bound=UploadedFile)
Told = Callable[[int], object]


class Kind(Generic[F]):
    """A kind of files: how one is looked at, checked, written and taken back. It keeps nothing about one."""

    name: str  # also the folder in the private storage
    model: type[F]
    last_read = UploadedFile.State.READING  # the state behind which the file itself is needed no more

    # HQ: who may do it, where it is, and its words
    guard: Callable[[Any], Any]  # a static method
    sight: Callable[[Any], Any] | None = None  # a static method: those who may only look, too
    space: str  # of the names of addresses
    folder = "imports"  # of the addresses
    icon = "upload"
    rows_label: Promise  # what is written: buildings, results
    line_label: Any = gettext_lazy("Line")
    undo_words: Promise

    def is_known(self, heading: str) -> bool:
        """Whether a heading is that of a column which we know."""
        raise NotImplementedError

    def measure(self, file: F, opened: IO[bytes]) -> None:
        """Note how a file is written, its columns, how many lines it has."""
        file.shape, file.columns = sheets.look(opened, self.is_known)
        file.n_lines = max(file.shape["n_lines"] - file.shape["n_above"] - 1, 0)

    def look(self, file: F) -> None:
        """Tell by its columns what a file is; Unreadable where some are missing."""
        raise NotImplementedError

    def read(self, file: F, told: Told) -> None:
        """Check a file; killed, it begins anew."""
        raise NotImplementedError

    def write(self, file: F, told: Told) -> None:
        """Write what is left of a file."""
        raise NotImplementedError

    def undo(self, file: F, told: Told) -> None:
        """Take back what is left of a file's run."""
        raise NotImplementedError

    def may_change(self, user: Any) -> bool:
        """Whether someone who may look may do more."""
        return True

    def may_forget(self, file: F) -> bool:
        """Whether nothing that was written needs the file any more."""
        return True

    def above(self, file: F) -> list[tuple[str, str]]:
        """Address and words of the pages above; once a file is deleted the last one is shown."""
        raise NotImplementedError

    def facts(self, file: F) -> Iterable[tuple[Any, Any]]:
        """Labels and figures of the page of a file that was checked."""
        raise NotImplementedError


kinds = Registry[Kind[Any]]("file_imports.kinds", key=attrgetter("name"))
