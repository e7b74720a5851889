"""Lines of calendars and cards (RFC 5545 3.1, RFC 6350 3.2); libraries refuse a third of real ones."""

import re
from collections.abc import Iterator

from mailguard.files.kinds import decode

_MOST_LINES = 20_000
_MOST_BYTES = 2_000_000
_LINE = re.compile(r"([A-Za-z0-9.-]+)((?:;[^:;\"]*(?:\"[^\"]*\"[^:;\"]*)*)*):(.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\;,nN:])")


def content_lines(data: bytes) -> Iterator[tuple[str, str, str]]:
    """(name in upper case without group, parameters as written, value with escapes undone)."""
    text = decode(data[:_MOST_BYTES])
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    for number, line in enumerate(re.split(r"\r\n|\n|\r", unfolded)):
        if number > _MOST_LINES:
            return
        if match := _LINE.match(line[:20_000]):
            name = match[1].rpartition(".")[2].upper()
            yield name, match[2], _ESCAPED.sub(lambda found: _plain(found[1]), match[3]).strip()


def _plain(letter: str) -> str:
    return "\n" if letter in "nN" else letter
