"""Hold a file of signatures against its own proof, and against the chain of seals. Pure: files alone."""

import csv
import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hustings.foundation.lib.text import csvs
from hustings.site.petitions import digests

_SAID = ["email", "given_name", "family_name", "postcode", "signed_at", "confirmed_at"]
NEEDED = frozenset({"number", "salt", "sha256", "seal", *_SAID})
LONGEST = 200  # faults told one by one
_LONGEST_KEY = 18  # digits


class NoSuchFile(Exception):
    """It isn't what an export writes."""


@dataclass
class Found:
    """What a check says: how many lines, which are not as they were signed, and where the chain ends."""

    n: int = 0
    n_seals: int = 0
    head: str = ""
    n_faults: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)  # line or seal, and why
    n_elsewhere: int = 0  # sealed, and neither in the file nor said to be gone

    def blame(self, where: int, why: str) -> None:
        self.n_faults += 1
        if len(self.faults) < LONGEST:
            self.faults.append((where, why))


def check(signatures: Iterable[str], chain: Iterable[str] | None = None) -> Found:
    """Each line of the export, by itself and, with the file of the chain, by what was sealed.

    Faults are named by ``line``, ``digest``, ``seal``, ``open``, ``chain`` or ``twice``. Raises NoSuchFile.
    """
    found, sealed, gone = Found(), dict[int, tuple[int, str]](), set[int]()
    if chain is not None:
        _walk(chain, found, sealed, gone)
    seen = set[int]()
    for at, row in _rows(signatures):
        found.n += 1
        why = _wrong(row, sealed if chain is not None else None)
        number = _number(row["number"])
        if number in seen:
            why = "twice"
        seen.add(number)
        if why:
            found.blame(at, why)
    found.n_elsewhere = len(sealed.keys() - seen - gone)
    return found


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(lines)
    try:
        yield from _named(reader)
    except csv.Error as bad:
        raise NoSuchFile from bad


def _named(reader: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    if not NEEDED.issubset((name or "").lstrip(csvs.BOM) for name in reader.fieldnames or []):
        raise NoSuchFile
    reader.fieldnames = [name.lstrip(csvs.BOM) for name in reader.fieldnames or []]
    for row in reader:
        yield reader.line_num, {name: csvs.unsafe(row.get(name) or "") for name in NEEDED}


def _number(text: str) -> int:
    """A key, or -1 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_KEY else -1


def _wrong(row: dict[str, str], sealed: dict[int, tuple[int, str]] | None) -> str:
    number, seal = _number(row["number"]), _number(row["seal"]) if row["seal"] else 0
    try:
        salt = bytes.fromhex(row["salt"])
    except ValueError:
        return "line"
    if number < 0 or seal < 0:
        return "line"
    told = digests.of_signature(salt, row["number"], *(row[name] for name in _SAID)).hex()
    if told != row["sha256"]:
        return "digest"
    return "" if sealed is None else _unsealed(sealed.get(number), seal, told)


def _unsealed(sealed: tuple[int, str] | None, seal: int, told: str) -> str:
    """What a line's number tells, whatever the line says of its seal itself: that can be left out."""
    if sealed is None:
        return "seal" if seal else "open"
    return "" if sealed[1] == told and seal in {0, sealed[0]} else "seal"


def _walk(chain: Iterable[str], found: Found, sealed: dict[int, tuple[int, str]], gone: set[int]) -> None:
    head = digests.START
    for line in chain:
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            rows = [(int(number), bytes.fromhex(told)) for number, told in one["rows"]]
            content = b"".join(digests.ROW.pack(*row) for row in rows)
            position, said = int(one["position"]), bytes.fromhex(one["digest"])
            away, at = [int(number) for number in one["gone"]], str(one["sealed_at"])
        except (ValueError, KeyError, TypeError, RecursionError, struct.error) as bad:
            raise NoSuchFile from bad
        found.n_seals += 1
        head = digests.of_seal(head, found.n_seals, content, away, at)
        if position != found.n_seals or head != said:
            found.blame(position, "chain")
            head = said
        sealed.update({number: (position, told.hex()) for number, told in rows})
        gone.update(away)
    found.head = head.hex()
