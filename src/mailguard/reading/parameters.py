"""Values with parameters: Content-Type and Content-Disposition (RFC 2045 5.1, RFC 2231)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from mailguard.reading import charsets, encoded_words

_PARAMETER = re.compile(
    r"""[\s;]*+([^\s=;"]{1,80}+)\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"?|([^;]*+))[^;]*+;?""", re.DOTALL
)
_LONGEST = 8_000  # characters
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
_MOST = 100


@dataclass(frozen=True, slots=True)
class Value:
    """``main`` in lower case ("text/html", "attachment"), the parameters by lower-case name."""

    main: str
    parameters: dict[str, str]
    problems: tuple[str, ...] = ()


def read(raw: str) -> Value:
    """The value of a header as it came, comments dropped, continuations and encodings undone."""
    main, _, rest = raw[:_LONGEST].partition(";")
    main = main.partition("(")[0]
    found: dict[str, str] = {}
    problems: list[str] = []
    for name, value in _pairs(rest):
        if name in found:
            problems.append("parameter_twice")
        else:
            found[name] = value
    if any("*" in name for name in found):
        found = _joined(found)
    for name in ("name", "filename"):
        if "=?" in found.get(name, ""):  # forbidden, and what most programs write
            found[name] = encoded_words.decode(found[name])[0]
    return Value(main.strip().lower(), found, tuple(dict.fromkeys(problems)))


def _pairs(rest: str) -> Iterator[tuple[str, str]]:
    at = 0
    for _ in range(_MOST):
        match = _PARAMETER.match(rest, at)
        if match:
            at = match.end()
            value = match[3].strip() if match[2] is None else _QUOTED_PAIR.sub(r"\1", match[2])
            yield match[1].lower(), value
        else:
            at = rest.find(";", at) + 1
            if not at:
                return


def _joined(found: dict[str, str]) -> dict[str, str]:
    """RFC 2231: ``name*0*=utf-8''a%20; name*1=b`` is ``name="a b"``."""
    plain = {name: value for name, value in found.items() if "*" not in name}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, value in found.items():
        base, star, rest = name.partition("*")
        if star:
            number = rest.rstrip("*")
            is_escaped = rest.endswith("*") or not rest
            pieces.setdefault(base, []).append(
                (int(number) if number.isdecimal() and len(number) < 4 else 0, is_escaped, value)
            )
    for base, parts in pieces.items():
        plain[base] = _decoded(sorted(parts))
    return plain


def _decoded(parts: list[tuple[int, bool, str]]) -> str:
    charset = ""
    data = b""
    for number, (_, is_escaped, text) in enumerate(parts):
        if number == 0 and is_escaped and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        octets = text.encode("utf-8", "replace")
        data += unquote_to_bytes(octets) if is_escaped else octets
    return charsets.decode(data, charset or "utf-8")[0]
