"""Values with parameters: Content-Type and Content-Disposition (RFC 2045 5.1, RFC 2231)."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from mailguard.message.encodings import charsets, encoded_words

_PARAMETER = re.compile(
    r"""[\s;]*+([^\s=;"]{1,80}+)\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"?|([^;]*+))([^;]*+);?""", re.DOTALL
)
_LONGEST = 32_000  # characters
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
_COMMENT = re.compile(r"\([^()]*\)")
_FIRST_COMMENTS = re.compile(r"\s*+(?:\((?:[^()\\]|\\.)*+\)\s*+)++", re.DOTALL)
_OF_FILES = ("name", "filename")
# Before the first parameter: a value and no semicolon behind it, or no value.
_GLUED = re.compile(r"(?:[^\s;,=]*+[\s,]++)?(?=[^\s;,=\"]{1,80}+\s*+=)")
_MOST = 100
_MOST_OTHERS = 8  # of one parameter
TOO_MANY = "declared_too_often"  # a problem: what was not read may be what counts

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Value:
    """``main`` and parameters in lower case; ``others`` are what other programs take for a value."""

    main: str
    parameters: dict[str, str]
    problems: tuple[str, ...] = ()
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read(raw: str) -> Value:
    """The value of a header as it came, comments dropped, continuations and encodings undone."""
    raw = raw[:_LONGEST]
    if raw[:1] == "(" and (comments := _FIRST_COMMENTS.match(raw)):
        raw = raw[comments.end() :]
    main, rest = _parted(raw)
    if "(" in main:
        main = _COMMENT.sub("", main).partition("(")[0]
    found: dict[str, str] = {}
    again: list[Pair] = []  # a name that was met before, or what stands behind a closing quote
    triples, is_whole = _triples(rest)
    problems = [] if is_whole else [TOO_MANY]
    for name, value, other in triples:
        if name in found:
            problems.append("parameter_twice")
            again.append((name, value))
        else:
            found[name] = value
        if other:
            again.append((name, other))
    others: dict[str, dict[str, None]] = {}
    if again or any("*" in name for name in found):
        found, others = _all(found, again)
    if any(len(values) > _MOST_OTHERS for values in others.values()):
        problems.append(TOO_MANY)
    for name in _OF_FILES:
        if "=?" in found.get(name, ""):  # forbidden, and what most programs write
            found[name] = encoded_words.decode(found[name])[0]
    return Value(
        main.strip().lower(),
        found,
        tuple(dict.fromkeys(problems)),
        {name: tuple(values)[:_MOST_OTHERS] for name, values in others.items()},
    )


def _parted(raw: str) -> tuple[str, str]:
    main, _, rest = raw.partition(";")
    glued = _GLUED.match(raw) if "=" in main else None
    return main, raw[glued.end() :] if glued else rest


def _triples(rest: str) -> tuple[list[tuple[str, str, str]], bool]:
    """Names, values and what a file may be called instead; whether it ends before the bound."""
    found: list[tuple[str, str, str]] = []
    at = 0
    for _ in range(_MOST):
        match = _PARAMETER.match(rest, at)
        if match:
            at = match.end()
            found.append(_triple(match))
        else:
            at = rest.find(";", at) + 1
            if not at:
                return found, True
    return found, not rest[at:].strip("; ")


def _triple(match: re.Match[str]) -> tuple[str, str, str]:
    """Programs may add what stands behind a closing quote, and end a bare value at a blank."""
    name = match[1].lower()
    if match[2] is None:
        value = match[3].strip()
        first, blank, _ = value.partition(" ")
        other = first if blank else ""
    else:
        value, junk = _QUOTED_PAIR.sub(r"\1", match[2]), match[4].strip()
        other = value + junk if junk and junk[0] != "(" else ""
    return name, value, other if name in _OF_FILES else ""


def _all(found: dict[str, str], again: list[Pair]) -> tuple[dict[str, str], dict[str, dict[str, None]]]:
    chosen = _joined(found)
    others: dict[str, dict[str, None]] = {}
    last = {**found, **dict(again)}
    others_of_all = [_joined(last), _unbroken(found), _unbroken(last)]
    others_of_all += [{name: value} for name, value in (*found.items(), *again) if "*" not in name]
    others_of_all += [_joined({name: value}) for name, value in found.items() if name.endswith("*")]
    for each in others_of_all:
        for name, value in each.items():
            if value != chosen.get(name):
                others.setdefault(name, {})[value] = None
    return chosen, others


def _unbroken(found: dict[str, str]) -> dict[str, str]:
    """As read by a program that ends a continued value where a number is missing."""
    kept: dict[str, str] = {}
    for base in {name.partition("*")[0] for name in found if "*" in name}:
        for number in range(_MOST):
            names = [name for name in (f"{base}*{number}", f"{base}*{number}*") if name in found]
            if not names:
                break
            kept[names[0]] = found[names[0]]
    return _joined(kept)


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
        content = text.encode("utf-8", "replace")
        data += unquote_to_bytes(content) if is_escaped else content
    return charsets.decode(data, charset or "utf-8")[0]
