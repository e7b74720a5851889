"""Names of files as they are kept and shown: printable whatever bytes they are, and none is lost.

A system's names are bytes. Those that are no UTF-8 come from it as half characters, which no file, table
or page takes: they are kept as ``\\xe9``. Where those four characters stand in a name themselves, the
backslash is kept as ``\\x5c``; all other names stay as they are.
"""

import re

_KEPT = re.compile(r"\\x([0-9a-f]{2})")
_HALF = re.compile("[\ud800-\udfff]")


def kept(path: str) -> str:
    """As it is stored and shown."""
    if "\\" in path:
        path = _KEPT.sub(r"\\x5cx\1", path)
    return path if path.isascii() else _HALF.sub(lambda found: _bytes(found[0]), path)


def real(path: str) -> str:
    """What the system knows it by, from what is kept."""
    if "\\" not in path:
        return path
    return _KEPT.sub(lambda found: _character(int(found[1], 16)), path)


def _bytes(half: str) -> str:
    try:
        raw = half.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # from elsewhere than the system
        raw = half.encode("utf-8", "surrogatepass")
    return "".join(f"\\x{each:02x}" for each in raw)


def _character(byte: int) -> str:
    return chr(byte) if byte < 0x80 else chr(0xDC00 + byte)
