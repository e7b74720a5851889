"""Files of other tools, whichever they are: packed or not, JSON lines of Cap Collectif or CSV of Decidim."""

import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from hustings.deliberation.open_data.files import cap_collectif, decidim
from hustings.deliberation.open_data.files.records import BadLine, Record

LARGEST = 50_000_000  # bytes of the file as it comes
UNPACKED = 300_000_000  # bytes of what is packed in it
_XZ, _GZIP = b"\xfd7zXZ\x00", b"\x1f\x8b"


def records(file: IO[bytes]) -> Iterator[Record]:
    """The records of a file, found out by its first character. Raises BadLine."""
    try:
        content = _unpacked(file)
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        line = bad.object[: bad.start].count(b"\n") + 1
        raise BadLine(line, _("This line is not in UTF-8. Save the file as UTF-8.")) from bad
    if "\0" in text:
        raise BadLine(1, _("This is no text. Choose a file of JSON lines, or CSV."))
    read = cap_collectif.read if text.lstrip().startswith("{") else decidim.read
    # From the bytes: a StringIO would hold four of them for each letter.
    return read(io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline=""))


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
        raise BadLine(1, _("The file is damaged. Download it again.")) from broken
    if len(content) > UNPACKED:
        raise BadLine(1, _("The file holds more than 300 MB. Split it."))
    return content
