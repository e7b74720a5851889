"""Declarations of one part in its headers, in every way that some mail program reads them."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from mailguard.message import limits, parameters
from mailguard.message.encodings import transfer
from mailguard.message.headers import Block, Header

TEXTS = {"text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html"}
NESTED = {"message/rfc822", "message/global", "message/news"}
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_LENIENT = re.compile(r"([a-z0-9!#$&^_.+-]+)\s*/\s*([a-z0-9!#$&^_.+-]+)")
_TOKEN = re.compile(r"[^\s;,:\"'()]+")
_MOST_HEADERS = 8  # of one name
_MOST_WAYS = 6
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Way:
    """One reading of the headers: the media type with its parameters, and the encoding."""

    type: str
    encoding: str = ""
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def charset(self) -> str:
        return self.parameters.get("charset", "")[:60]

    @property
    def effect(self) -> tuple[str, str, str]:
        encoding = "" if self.encoding in transfer.PLAIN else self.encoding
        if self.type.startswith("multipart/"):
            return "multipart", self.parameters.get("boundary", ""), encoding
        if self.type in TEXTS:
            return self.type, self.charset.lower(), encoding
        return self.type if self.type in NESTED else "file", "", encoding


@dataclass(frozen=True, slots=True)
class Declared:
    """``ways`` in order, ``names`` with the chosen first; ``is_torn`` between attachment and inline."""

    ways: tuple[Way, ...]
    names: tuple[str, ...] = ()
    disposition: str = ""
    is_torn: bool = False
    content_id: str = ""
    problems: tuple[str, ...] = ()


def read(block: Block, default: str) -> Declared:
    """All that the headers of a part declare; ``default`` is its type where they name none."""
    problems: dict[str, None] = {}
    types = _values(block.all("content-type"), "type_twice", problems)
    dispositions = _values(block.all("content-disposition"), "disposition_twice", problems)
    encodings = _encodings(block.all("content-transfer-encoding"), problems)
    kinds = _kinds(types, default, problems)
    ways = _ways(kinds, encodings)
    if len(ways) > _MOST_WAYS:
        problems["parts_too_many"] = None
    said = [each.main if each.main in {"inline", "attachment", ""} else "attachment" for each in dispositions]
    is_attached = "attachment" in said
    identifier = block.first("content-id")
    return Declared(
        tuple(_ends(ways, _MOST_WAYS)),
        _names(types, dispositions, problems),
        "attachment" if is_attached else said[0] if said else "",
        is_attached and len(set(said)) > 1,
        identifier.raw.strip(" <>")[:200] if identifier else "",
        tuple(problems),
    )


def _values(found: tuple[Header, ...], twice: str, problems: dict[str, None]) -> list[parameters.Value]:
    if len(found) > 1:
        problems[twice] = None
    different = list(dict.fromkeys(header.raw for header in found))
    if len(different) > _MOST_HEADERS:
        problems[parameters.TOO_MANY] = None
    values = [_value(raw) for raw in _ends(different, _MOST_HEADERS)]
    for value in values:
        problems.update(dict.fromkeys(value.problems))
    return values


def _ends(found: list[_T], most: int) -> list[_T]:
    """The first ones and the last, which some programs prefer."""
    return found if len(found) <= most else [*found[: most - 1], found[-1]]


def _value(raw: str) -> parameters.Value:
    if "\0" in raw:
        return _ended(raw)
    return _cached(raw) if len(raw) <= limits.CACHED else parameters.read(raw)


def _ended(raw: str) -> parameters.Value:
    """A value with NUL bytes: blanks for some programs, the end of a name for others."""
    value, strict = parameters.read(raw.replace("\0", " ")), parameters.read(raw)
    others = dict(value.others)
    for name in ("name", "filename"):
        texts = (strict.parameters.get(name, ""), *strict.others.get(name, ()))
        others[name] = (*others.get(name, ()), *(text.partition("\0")[0] for text in texts))
    return replace(value, others=others)


@lru_cache(1_024)
def _cached(raw: str) -> parameters.Value:
    return parameters.read(raw)


def _kinds(
    types: list[parameters.Value], default: str, problems: dict[str, None]
) -> list[tuple[str, dict[str, str]]]:
    """Media types with their parameters; each boundary and each character set once."""
    kinds: list[tuple[str, dict[str, str]]] = []
    for value in types:
        mains = [value.main]
        if not _TYPE.fullmatch(value.main):
            problems["type_bad"] = None
            close = _LENIENT.search(value.main)
            mains = [default, f"{close[1]}/{close[2]}"] if close else [default]
        for main in mains:
            kinds.append((main, value.parameters))
            for name in ("boundary", "charset") if value.others else ():
                kinds += [(main, {**value.parameters, name: each}) for each in value.others.get(name, ())]
    return kinds or [(default, {})]


def _encodings(found: tuple[Header, ...], problems: dict[str, None]) -> list[str]:
    """Encodings in order, in lower case; of a value that makes no sense, each that it resembles.

    All headers are read: few encodings exist, and of others the first will do.
    """
    if len(found) > 1:
        problems["encoding_twice"] = None
    encodings: dict[str, None] = {}
    for raw in dict.fromkeys(header.raw.lower() for header in found):
        encoding = raw.partition("(")[0].strip(" \t;\"'")[:60]
        is_known = transfer.is_known(encoding)
        if is_known or all(map(transfer.is_known, encodings)):
            encodings[encoding] = None
        if not is_known or "(" in raw:
            words = map(transfer.closest, dict.fromkeys(_TOKEN.findall(raw)))
            encodings.update(dict.fromkeys(filter(None, words)))
    return list(encodings) or [""]


def _ways(kinds: list[tuple[str, dict[str, str]]], encodings: list[str]) -> list[Way]:
    """Each combination that leads to content of its own, the first of those that don't differ."""
    if len(kinds) == len(encodings) == 1:
        return [Way(kinds[0][0], encodings[0], kinds[0][1])]
    firsts: dict[tuple[str, str, str], Way] = {}
    for main, found in kinds:
        for encoding in encodings:
            way = Way(main, encoding, found)
            firsts.setdefault(way.effect, way)
    return list(firsts.values())


def _names(
    types: list[parameters.Value], dispositions: list[parameters.Value], problems: dict[str, None]
) -> tuple[str, ...]:
    """Names of the file in the order in which programs prefer them."""
    if not types and not dispositions:
        return ()
    filenames = [each.parameters.get("filename", "") for each in dispositions]
    plain = [each.parameters.get("name", "") for each in types]
    if any(filenames) and any(plain) and next(filter(None, filenames)) != next(filter(None, plain)):
        problems["name_differs"] = None
    found = [*filenames, *plain]
    for values, name in ((dispositions, "filename"), (types, "name")):
        for each in values:
            found += each.others.get(name, ())
    return tuple(dict.fromkeys(filter(None, map(_cleaned, found))))


def _cleaned(name: str) -> str:
    return " ".join(name.split())
