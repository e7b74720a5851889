"""Hold a file of signatures against its own proof, and against the chain of seals. Pure: files alone."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hustings.lib import csvs
from hustings.petitions import digests

_SAID = ["email", "given_name", "family_name", "postcode", "signed_at", "confirmed_at"]
NEEDED = frozenset({"number", "salt", "sha256", "seal", *_SAID})
LONGEST = 200  # faults told one by one


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
        """One thing is wrong."""
        self.n_faults += 1
        if len(self.faults) < LONGEST:
            self.faults.append((where, why))


def check(signatures: Iterable[str], chain: Iterable[str] | None = None) -> Found:
    """Each line of the export, by itself and, with the file of the chain, by what was sealed.

    Faults are named by ``line``, ``digest``, ``seal``, ``chain`` or ``twice``. Raises NoSuchFile.
    """
    found, sealed, gone = Found(), dict[int, tuple[int, str]](), set[int]()
    if chain is not None:
        _walk(chain, found, sealed, gone)
    seen = set[int]()
    for at, row in _rows(signatures):
        found.n += 1
        why = _wrong(row, sealed if chain is not None else None)
        number = int(row["number"]) if row["number"].isdecimal() else -1
        if number in seen:
            why = "twice"
        seen.add(number)
        if why:
            found.blame(at, why)
    found.n_elsewhere = len(sealed.keys() - seen - gone)
    return found


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(lines)
    if not NEEDED.issubset((name or "").lstrip(csvs.BOM) for name in reader.fieldnames or []):
        raise NoSuchFile
    reader.fieldnames = [name.lstrip(csvs.BOM) for name in reader.fieldnames or []]
    for row in reader:
        yield reader.line_num, {name: csvs.unsafe(row.get(name) or "") for name in NEEDED}


def _wrong(row: dict[str, str], sealed: dict[int, tuple[int, str]] | None) -> str:
    try:
        salt, number = bytes.fromhex(row["salt"]), int(row["number"])
    except ValueError:
        return "line"
    told = digests.of_signature(salt, row["number"], *(row[name] for name in _SAID)).hex()
    if told != row["sha256"]:
        return "digest"
    if sealed is not None and row["seal"] and sealed.get(number) != (int(row["seal"]), told):
        return "seal"
    return ""


def _walk(chain: Iterable[str], found: Found, sealed: dict[int, tuple[int, str]], gone: set[int]) -> None:
    head = digests.START
    for line in chain:
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            rows = [(int(number), bytes.fromhex(told)) for number, told in one["rows"]]
            position, said = int(one["position"]), bytes.fromhex(one["digest"])
            away, at = [int(number) for number in one["gone"]], str(one["sealed_at"])
        except (ValueError, KeyError, TypeError) as bad:
            raise NoSuchFile from bad
        found.n_seals += 1
        content = b"".join(digests.ROW.pack(*row) for row in rows)
        head = digests.of_seal(head, found.n_seals, content, away, at)
        if position != found.n_seals or head != said:
            found.blame(position, "chain")
            head = said
        sealed.update({number: (position, told.hex()) for number, told in rows})
        gone.update(away)
    found.head = head.hex()
