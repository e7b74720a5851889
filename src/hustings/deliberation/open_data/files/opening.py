"""Files of other tools, whichever they are: packed or not, JSON lines of Cap Collectif or CSV of Decidim."""

import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext_noop as _

from hustings.deliberation.open_data.files import cap_collectif, decidim
from hustings.deliberation.open_data.files.records import BadLine, Record
from hustings.foundation.lib.text.said import say

LARGEST = 50_000_000  # bytes of the file as it comes
UNPACKED = 300_000_000  # bytes of what is packed in it
STEP = 100  # lines
_XZ, _GZIP = b"\xfd7zXZ\x00", b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Opened:
    """Contents of a file that is text: of which tool, its first character says."""

    content: bytes
    is_json: bool

    @property
    def n_lines(self) -> int:
        return self.content.count(b"\n") + (not self.content.endswith(b"\n"))

    def records(self, told: Callable[[int], None] | None = None) -> Iterator[Record]:
        """Its records; ``told`` hears of lines as they are read. Raises BadLine."""
        # From the bytes: a StringIO would hold four of them for each letter.
        lines: Iterable[str] = io.TextIOWrapper(io.BytesIO(self.content), "utf-8-sig", newline="")
        read = cap_collectif.read if self.is_json else decidim.read
        return read(_counted(lines, told) if told else lines)


def _counted(lines: Iterable[str], told: Callable[[int], None]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        yield line
        if not number % STEP:
            told(number)


def records(file: IO[bytes]) -> Iterator[Record]:
    """The records of a file. Raises BadLine."""
    return opened(file).records()


def opened(file: IO[bytes]) -> Opened:
    """The contents of a file, once they are known to be whole, and text. Raises BadLine."""
    try:
        content = _unpacked(file)
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        line = bad.object[: bad.start].count(b"\n") + 1
        raise BadLine(line, say(_("This line is not in UTF-8. Save the file as UTF-8."))) from bad
    if "\0" in text:
        raise BadLine(1, say(_("This is no text. Choose a file of JSON lines, or CSV.")))
    return Opened(content, text.lstrip().startswith("{"))


def _unpacked(file: IO[bytes]) -> bytes:
    start = file.read(6)
    file.seek(0)
    packed: IO[bytes] = file
    if start == _XZ:
        packed = lzma.open(file)  # noqa: SIM115 - it ends with the file
    elif start[:2] == _GZIP:
        packed = gzip.GzipFile(fileobj=file)  # type: ignore[assignment]
    try:
        content = packed.read(UNPACKED + 1)
    except (lzma.LZMAError, EOFError, OSError, zlib.error) as broken:
        raise BadLine(1, say(_("The file is damaged. Download it again."))) from broken
    if len(content) > UNPACKED:
        raise BadLine(1, say(_("The file holds more than 300 MB. Split it.")))
    return content
