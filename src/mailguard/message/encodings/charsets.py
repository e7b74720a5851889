"""Bytes to text: what is declared, then UTF-8, then Windows-1252, and what was wrong is said."""

import codecs
from functools import lru_cache

# Python knows codecs that no mail uses, some of them slow on input made for it.
_REFUSED = {"idna", "punycode", "unicode-escape", "unicode_escape", "raw-unicode-escape", "undefined"}
_ODD = {"utf-7", "hz", "cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"}
# What browsers and mail programs read under another name (WHATWG Encoding 4.2).
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
}


@lru_cache(512)
def known(name: str) -> str:
    name = name.strip().strip("\"'").lower()
    if not name or len(name) > 40 or not name.isascii():
        return ""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError, SyntaxError):
        return ""
    if info.name in _REFUSED or not getattr(info, "_is_text_encoding", True):
        return ""
    return info.name


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text, and problem names from ``meanings.PROBLEMS``."""
    if (
        data.isascii()
        and b"\x1b" not in data
        and not declared.lower().startswith(("utf-7", "utf7", "utf-16", "hz"))
    ):
        name = known(declared) if declared else "ascii"
        if not _is_odd(name):
            return data.decode("ascii"), () if name else ("charset_unknown",)
    name = known(declared)
    problems: list[str] = []
    if not name:
        problems.append("charset_unknown" if declared else "charset_missing")
    elif _is_odd(name):
        problems.append("charset_odd")
    text = _strictly(data, name)
    if text is None:
        if name:
            problems.append("charset_wrong")
        text = _somehow(data, name)
    return text, tuple(problems)


def _is_odd(name: str) -> bool:
    return name in _ODD or name.startswith(("utf-16", "utf-32"))


def _strictly(data: bytes, name: str) -> str | None:
    if name == "ascii" and not data.isascii():
        return None
    try:
        return data.decode(_READ_AS.get(name, name)) if name else None
    except (ValueError, LookupError):
        return None


def _somehow(data: bytes, name: str) -> str:
    """UTF-8 if it is, or was before somebody cut it; else Windows-1252."""
    text = data.decode("utf-8", "replace")
    n_bad = text.count("\ufffd")
    n_good = len(data) - len(text)  # each longer sequence saves a byte
    if n_bad == 0 or n_good > 4 * n_bad:
        return text
    if name and name not in {"utf-8", "ascii"}:
        try:
            return data.decode(_READ_AS.get(name, name), "replace")
        except (ValueError, LookupError):
            pass
    return data.decode("cp1252", "replace")
