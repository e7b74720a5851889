"""What a message wants of its reader, by its words in English and French. Words alone prove little."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import local
from typing import Any

from mailguard.data import FOLDER
from mailguard.facts import Facts
from mailguard.text import invisible

_ALL, _LURES = "intents", "lures"  # files of rules: read in every message, and where a stranger brings a link
_READ = 6_000  # characters from the beginning: a demand that comes later is not the point of the message
_FROM_FILES = 2_000
_LURE = 3_000  # a lure is told before that
_MOST_WORDS = 300  # octets of what said it
_PLAIN = dict(zip("’‘`´–—\u00a0œ€£", ("'", "'", "'", "'", "-", "-", " ", "oe", "$", "$"), strict=True))
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")  # those of Latin letters, which are nearly all
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_threads = local()  # a scanner may not be shared between them


@dataclass(frozen=True, slots=True)
class Want:
    """In how many different ways it was said, and the first words that said it, in their plain form."""

    n: int = 0
    words: str = ""

    @property
    def strength(self) -> float:
        """Once is weak, twice is as sure as words can be."""
        return min(1.0, 0.3 + 0.35 * self.n) if self.n else 0.0


_NOTHING = Want()


def names() -> list[str]:
    """All intents that are known."""
    return sorted({**_tables(_ALL), **_tables(_LURES)})


def wanted(facts: Facts, name: str) -> Want:
    """How much of an intent is in the subject, the body and the text of the files."""
    if getattr(_threads, "facts", None) is not facts:  # some twenty detectors ask about one message in a row
        files = " ".join(file.text[:_FROM_FILES] for file in facts.files[:3])
        _threads.said = scan(
            f"{invisible.without(facts.subject)}\n{facts.text[:_READ]}\n{files[:_FROM_FILES]}"
        )
        _threads.facts = facts
    said: Mapping[str, Want] = _threads.said
    return said.get(name, _NOTHING)


def lured(facts: Facts, name: str) -> Want:
    """How much of a lure is in the subject and the beginning of the body: sign_in, mail_system, bait."""
    text = f"{invisible.without(facts.subject)}\n{facts.text[:_LURE]}"
    return scan(text, _LURES, name).get(name, _NOTHING)


@lru_cache(16)
def scan(text: str, file: str = _ALL, only: str = "") -> Mapping[str, Want]:
    """Every intent of a file that ``text`` speaks of, or ``only`` that one, which is quicker."""
    folded = _folded(text)
    return {rule.identifier: _want(rule, folded) for rule in _scanner(file, only).scan(folded).matching_rules}


@lru_cache(4)
def _folded(text: str) -> bytes:
    return fold(text).encode()


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
    """The same for a text of Western Europe, octet by octet; None where a letter is not so simple."""
    try:
        octets = text.encode("latin-1")
    except UnicodeEncodeError:
        return None
    simple, bare = _latin_letters()
    return None if octets.translate(None, simple) else octets.translate(bare).decode("latin-1")


@cache
def _latin_letters() -> tuple[bytes, bytes]:
    """Those that become one letter of Latin-1 each, and what every octet becomes."""
    became = [_decomposed(chr(octet)) for octet in range(256)]
    simple = bytes(octet for octet, text in enumerate(became) if len(text) == 1 and text < "\u0100")
    return simple, bytes(ord(text) if octet in simple else 0 for octet, text in enumerate(became))


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
