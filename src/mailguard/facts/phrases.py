"""Phrases in English and French that say what a text wants of its reader. Words alone prove little."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from threading import local
from typing import Any

from mailguard.data import FOLDER

ALL, LURES = "intents", "lures"  # files of rules: read in every message, and where a stranger brings a link
_MOST_WORDS = 300  # bytes of what said it
_PLAIN = dict(zip("’‘`´–—\u00a0œ€£", ("'", "'", "'", "'", "-", "-", " ", "oe", "$", "$"), strict=True))
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")  # those of Latin letters, which are nearly all
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_threads = local()  # compiled scanners, which yara-x lets no two threads share


@dataclass(frozen=True, slots=True)
class Want:
    """In how many different ways it was said, and the first words that said it, in their plain form."""

    n: int = 0
    words: str = ""

    @property
    def strength(self) -> float:
        """Once is weak, twice is as sure as words can be."""
        return min(1.0, 0.3 + 0.35 * self.n) if self.n else 0.0


NOTHING = Want()


def names() -> list[str]:
    return sorted({**_tables(ALL), **_tables(LURES)})


def scan(text: str, file: str = ALL, only: str = "") -> Mapping[str, Want]:
    """Every intent of a file that ``text`` speaks of, or ``only`` that one, which is quicker."""
    return scan_folded(fold(text).encode(), file, only)


def scan_folded(folded: bytes, file: str = ALL, only: str = "") -> Mapping[str, Want]:
    """The same of a text that went through ``fold`` already."""
    return {rule.identifier: _want(rule, folded) for rule in _scanner(file, only).scan(folded).matching_rules}


def _want(rule: Any, text: bytes) -> Want:
    starts = [
        (pattern.matches[0].offset, pattern.matches[0].length) for pattern in rule.patterns if pattern.matches
    ]
    offset, length = min(starts)
    words = text[offset : offset + min(length, _MOST_WORDS)].decode("utf-8", "ignore")
    return Want(len(starts), " ".join(words.split()))


def fold(text: str) -> str:
    """Lower case without accents, typographic marks made plain, runs of blanks made one."""
    text = text.replace("`", "'").lower() if text.isascii() else _without_accents(text)
    text = text.replace("\t", " ").replace("\r", " ")
    while "  " in text:  # each turn halves the runs, in C
        text = text.replace("  ", " ")
    return text


def _without_accents(text: str) -> str:
    for mark, plain in _PLAIN.items():  # a table for str.translate takes three times as long
        text = text.replace(mark, plain)
    text = text.lower()
    latin = _latin(text)
    return _decomposed(text) if latin is None else latin


def _latin(text: str) -> str | None:
    """The same for a text of Western Europe, byte by byte; None where a letter is not so simple."""
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        return None
    simple, bare = _latin_letters()
    return None if raw.translate(None, simple) else raw.translate(bare).decode("latin-1")


@cache
def _latin_letters() -> tuple[bytes, bytes]:
    """Those that become one letter of Latin-1 each, and what every byte becomes."""
    became = [_decomposed(chr(byte)) for byte in range(256)]
    simple = bytes(byte for byte, text in enumerate(became) if len(text) == 1 and text < "\u0100")
    return simple, bytes(ord(text) if byte in simple else 0 for byte, text in enumerate(became))


def _decomposed(text: str) -> str:
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return text if text.isascii() else _FOREIGN.sub(_bare, text)


def _bare(match: re.Match[str]) -> str:
    return "".join(each for each in match[0] if not unicodedata.combining(each))


def _scanner(file: str, only: str) -> Any:
    scanners: dict[tuple[str, str], Any] = _threads.__dict__.setdefault("scanners", {})
    if (file, only) not in scanners:
        import yara_x

        scanners[file, only] = yara_x.Scanner(_rules(file, only))
    return scanners[file, only]


@cache
def _rules(file: str, only: str) -> Any:
    import yara_x

    compiler = yara_x.Compiler()
    for name, table in _tables(file).items():
        if only and name != only:
            continue
        strings = "\n".join(f"$p{number} = /{pattern}/" for number, pattern in enumerate(_patterns(table)))
        compiler.add_source(f"rule {name} {{ strings: {strings} condition: any of them }}")
    return compiler.build()


def _patterns(table: Mapping[str, list[str]]) -> Iterator[str]:
    for phrase in table["phrases"]:
        yield _written(phrase)
    if "object" in table:
        thing, act = "|".join(table["object"]), "|".join(table["act"])
        yield _written(rf"(?:{thing})\W+(?:\w+\W+){{0,9}}(?:{act})")
        yield _written(rf"(?:{act})\W+(?:\w+\W+){{0,9}}(?:{thing})")


def _written(pattern: str) -> str:
    return rf"\b(?:{pattern})\b".replace(" ", r"\s").replace("/", r"\/")


@cache
def _tables(file: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))
