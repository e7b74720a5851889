"""Hash chains: proof that no line or row was changed, moved, added or removed since.

Needs the standard library alone, and is a program, too: on any machine with Python 3.9 or later,

    python3 chain.py REGISTER [ROWS] [--head HASH]

checks a register (a chain written out) and a CSV file of the rows that it seals.

A register holds one JSON object a line. The first is its header: ``chain``, the name; ``version``; where
rows are sealed, ``fields``, the columns of a row, its number first. Each link after it says ``n``, its place
from 1, and ``digest``: SHA-256 over the digest of the link before, a line feed, and the link without its
digest as canonical JSON (keys in order, no spaces, ASCII). The first link stands on the SHA-256 of the
canonical header, name and version alone. The last line, ``end``, says how far the chain goes.

A link with ``rows`` is a seal. It lists numbers and digests of rows, each SHA-256 over the canonical JSON
of salt and fields, all of them texts; ``gone`` lists rows that were erased since, with their salts.

Links with a ``strand`` are a chain for each strand; ``seen`` tells how far another one had come.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import Any

VERSION = 1
TOLD = 200  # faults that are told one by one
_PROOF = ("salt", "sha256", "seal")  # columns of a file of rows, besides its fields
_LONGEST_KEY = 18  # digits
_ODD = (ValueError, TypeError, KeyError, AttributeError, RecursionError)  # said by lines that are none
_UTC = timezone.utc  # noqa: UP017 - for Python 3.9
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def mark(text: str) -> str:
    """``text`` as it is: tells the collector that it is translated later."""
    return text


SAYS = {
    "format": mark("This isn't a register, or one of another version."),
    "line": mark("Line {line} is no line of a register."),
    "missing": mark("Line {line} is not in its place: lines before it are missing."),
    "changed": mark("Line {line} was changed, or one before it is missing."),
    "seen": mark("Line {line} names a time for what isn't there."),
    "end": mark(
        "Line {line}, the last, closes another register: lines before it were changed, left out or put in."
    ),
    "no_end": mark("The line that closes the register is missing after line {line}: its end was left out."),
    "cells": mark("Line {line} has a number, seal or salt that can't be read."),
    "digest": mark("Line {line} is not as it was sealed: its SHA-256 is another."),
    "seal": mark("Line {line} names a seal, and its seal does not hold it."),
    "open": mark(
        "Line {line} is not proven: no seal of the chain knows it. Take the chain again, it has to be the"
        " younger file."
    ),
    "twice": mark("Line {line} has a number that stands in the file twice."),
}


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON."""
    return _encode(value).encode()


def text(value: Any) -> str:
    """A value of a row as digests and files have it."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return moment(value)
    if value is True or value is False:
        return "yes" if value else "no"
    return str(value)


def moment(at: datetime) -> str:
    """In UTC, to the microsecond."""
    if at.tzinfo is not _UTC:
        at = at.astimezone(_UTC)
    return at.isoformat(timespec="microseconds")


def start(name: str) -> str:
    """The digest on which the first link of a chain stands."""
    return hashlib.sha256(canonical({"chain": name, "version": VERSION})).hexdigest()


def link(before: str, line: Mapping[str, Any]) -> str:
    """The digest of a link, over the one before."""
    return hashlib.sha256(before.encode() + b"\n" + canonical(line)).hexdigest()


def row_digest(salt: bytes, fields: Sequence[str]) -> bytes:
    """The digest of a row that is sealed; ``fields`` begin with its number."""
    content = ",".join(map(encode_basestring_ascii, fields))  # as canonical does, in a third
    return hashlib.sha256(f'["{salt.hex()}",{content}]'.encode()).digest()


class Strand:
    """The end of a chain that is written or read: how many links, and the digest of the last."""

    def __init__(self, head: str, n: int = 0) -> None:
        self.head, self.n = head, n

    def add(self, line: dict[str, Any]) -> dict[str, Any]:
        """Complete a new link with its place and digest."""
        self.n += 1
        line["n"] = self.n
        self.head = line["digest"] = link(self.head, line)
        return line

    def take(self, line: Mapping[str, Any], n: int, digest: str) -> list[str]:
        """Read the link that says it is the ``n``th; its faults: ``missing``, ``changed``, both or none."""
        wrong = [] if n == self.n + 1 else ["missing"]
        if link(self.head, line) != digest:
            wrong.append("changed")
        self.head, self.n = digest, n
        return wrong


def mismatch(
    told: Iterable[tuple[int, bytes]], found: Mapping[int, bytes], gone: Iterable[int]
) -> tuple[str, int] | None:
    """The first of the rows under a seal that is not as it ``told``: how, and its number.

    ``taken`` away without an erasure, ``erased`` and there, ``altered``, ``slipped`` in.
    """
    gone, left = set(gone), set(found)
    for key, digest in told:
        left.discard(key)
        if key not in found:
            if key not in gone:
                return "taken", key
        elif key in gone:
            return "erased", key
        elif found[key] != digest:
            return "altered", key
    return ("slipped", min(left)) if left else None


def header(name: str, **more: Any) -> dict[str, Any]:
    """The first line of a register."""
    return {"chain": name, "version": VERSION, **more}


def closing(name: str, strands: Mapping[str, tuple[int, str]], *, is_open: bool = False) -> dict[str, Any]:
    """The last line; ``is_open``: written before all was there. Its digest stands for all strands."""
    line: dict[str, Any] = {"end": {strand: list(end) for strand, end in strands.items()}}
    if is_open:
        line["open"] = True
    return {**line, "digest": link(start(name), line)}


def end_of(last: Mapping[str, Any]) -> str:
    """The hash that stands for a register: where its one chain ends, or that of the line that closes many."""
    ends = last["end"]
    return str(ends[""][1] if list(ends) == [""] else last["digest"])


class NoSuchFile(Exception):
    """It isn't what an export writes."""


@dataclass
class Found:
    """The result of a check: ``faults`` are (line, code of SAYS), the first so many."""

    n: int = 0
    n_faults: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)
    keys: set[int] = field(default_factory=set)  # of rows

    def blame(self, line: int, code: str) -> None:
        self.n_faults += 1
        if len(self.faults) < TOLD:
            self.faults.append((line, code))


@dataclass
class Register(Found):
    """A register as it was read. ``head`` is to be compared with the one that somebody kept."""

    name: str = ""  # empty: without a header
    fields: list[str] = field(default_factory=list)
    strands: dict[str, Strand] = field(default_factory=dict)
    head: str = ""
    is_open: bool = False
    is_closed: bool = False
    sealed: dict[int, tuple[int, str]] = field(default_factory=dict)  # row: its seal, its digest
    gone: set[int] = field(default_factory=set)
    ends: dict[tuple[str, int], str] = field(default_factory=dict)  # of many strands, after each link
    seen: list[tuple[int, tuple[str, int], str]] = field(default_factory=list)

    @property
    def is_register(self) -> bool:
        """Whether any line is of one."""
        return bool(self.name or self.strands)


def check(lines: Iterable[str], name: str = "") -> Register:
    """Read a register and hold each link against the one before; ``name``: the chain that it has to be of."""
    found = Register()
    for number, each in enumerate(lines, 1):
        found.n = number
        try:
            line = _object(each)
            if number == 1:
                _begin(found, line, name)
            elif found.is_closed:
                raise ValueError
            else:
                _take(found, line, number)
        except _ODD:
            found.blame(number, "line" if number > 1 else "format")
    for number, place, head in found.seen:
        if found.ends.get(place) != head:
            found.blame(number, "seen")
    if found.is_register and not found.is_closed:
        found.blame(found.n, "no_end")
    found.head = found.head or end_of(_closing(found))
    return found


def _object(line: str) -> dict[str, Any]:
    found = json.loads(line)
    if not isinstance(found, dict):
        raise TypeError
    return found


def _begin(found: Register, line: dict[str, Any], name: str) -> None:
    if line["version"] != VERSION or name not in {"", line["chain"]}:
        raise ValueError
    found.fields = list(map(str, line.get("fields", ())))
    found.name = str(line["chain"])


def _take(found: Register, line: dict[str, Any], number: int) -> None:
    """Read one line after the header. Where a kind of value is wrong, its digest is, too, or it raises."""
    if "end" in line:
        found.is_closed, found.is_open = True, line.get("open") is True
        right = _closing(found)
        found.head = end_of(right)
        if line != right:
            found.blame(number, "end")
        return
    name, digest, n = str(line.get("strand", "")), str(line.pop("digest")), int(line["n"])
    strand = found.strands.setdefault(name, Strand(start(found.name)))
    for code in strand.take(line, n, digest):
        found.blame(number, code)
    if name:
        found.ends[name, n] = digest
    found.seen += [(number, (other, int(n)), head) for other, (n, head) in line.get("seen", {}).items()]
    found.sealed.update({int(key): (strand.n, told) for key, told in line.get("rows", ())})
    found.gone.update(map(int, line.get("gone", ())))


def _closing(found: Register) -> dict[str, Any]:
    ends = {name: (strand.n, strand.head) for name, strand in found.strands.items()}
    return closing(found.name, ends or {"": (0, start(found.name))}, is_open=found.is_open)


def check_rows(lines: Iterable[str], fields: Sequence[str], register: Register | None = None) -> Found:
    """Hold each row of a CSV file against its own digest and, with a register, against its seal.

    Raises NoSuchFile where columns are missing.
    """
    found = Found()
    for at, row in _rows(lines, fields):
        found.n += 1
        key = _number(row[fields[0]])
        if code := "twice" if key in found.keys else _wrong(row, fields, register):
            found.blame(at, code)
        found.keys.add(key)
    return found


def _rows(lines: Iterable[str], fields: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    needed, reader = [*fields, *_PROOF], csv.DictReader(lines)
    try:
        names = [(name or "").lstrip("\ufeff") for name in reader.fieldnames or []]
        if not fields or not set(needed).issubset(names):
            raise NoSuchFile
        reader.fieldnames = names
        for row in reader:
            yield reader.line_num, {name: plain(row.get(name) or "") for name in needed}
    except csv.Error as bad:
        raise NoSuchFile from bad


_GUARDED = re.compile(r"((?:^|[;,|\t\r\n])[\s\"\x00-\x1f\u200b-\u200f\u2060\ufeff]*)'(?=[=+\-@＝＋－＠'])")


def plain(cell: str) -> str:
    """A cell without the apostrophes that keep spreadsheets from taking it for a formula."""
    return _GUARDED.sub(r"\1", cell[1:] if cell.startswith(("'\t", "'\r")) else cell)


def _number(cell: str) -> int:
    """A key, or -1 for what is none."""
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) <= _LONGEST_KEY else -1


def _wrong(row: dict[str, str], fields: Sequence[str], register: Register | None) -> str:
    key, seal = _number(row[fields[0]]), _number(row["seal"] or "0")
    try:
        salt = bytes.fromhex(row["salt"])
    except ValueError:
        return "cells"
    if key < 0 or seal < 0:
        return "cells"
    told = row_digest(salt, [row[name] for name in fields]).hex()
    if told != row["sha256"]:
        return "digest"
    if register is None:
        return ""
    if (sealed := register.sealed.get(key)) is None:  # whatever the line says of its seal itself
        return "seal" if seal else "open"
    return "" if sealed[1] == told and seal in {0, sealed[0]} else "seal"


def check_files(
    register: str | Path | None, rows: str | Path | None, fields: Sequence[str] = ()
) -> tuple[Register | None, Found | None]:
    """Check a register, or rows, or rows by the register; ``fields`` of rows where no register says them."""
    found = None
    if register:
        with Path(register).open(encoding="utf-8", errors="replace") as lines:
            found = check(lines)
    if not rows:
        return found, None
    try:
        with Path(rows).open(encoding="utf-8-sig", newline="") as lines:
            return found, check_rows(lines, found.fields if found else fields, found)
    except UnicodeDecodeError as bad:
        raise NoSuchFile from bad


def told(path: str | Path | None, found: Found | None, say: Callable[[str], str] = str) -> Iterator[str]:
    """Each line that is wrong, in words."""
    for line, code in found.faults if found else ():
        yield f"{path}:{line}: {say(SAYS[code]).format(line=line)}"


def main(words: Sequence[str] | None = None) -> int:
    """Check files that were exported; the status is 1 where something is wrong."""
    parser = argparse.ArgumentParser(
        description="Check a register, a chain written out, and a CSV file of the rows that it seals."
        " --head: the hash in which the chain has to end, as somebody kept it."
    )
    parser.add_argument("register")
    parser.add_argument("rows", nargs="?")
    parser.add_argument("--head", default="")
    asked = parser.parse_args(words)
    try:
        register, rows = check_files(asked.register, asked.rows)
    except NoSuchFile:
        sys.exit(f"That is no file of an export: {asked.rows}")
    except OSError as bad:
        sys.exit(str(bad))
    assert register is not None
    wrong = [*told(asked.register, register), *told(asked.rows, rows)]
    if asked.head.strip().lower() not in {"", register.head}:
        wrong.append(f"{asked.register}: it ends in {register.head}, and not where you say.")
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    if wrong:
        return 1
    n = sum(strand.n for strand in register.strands.values())
    says = f" and seals all {rows.n} rows of {asked.rows}" if rows else ""
    is_open = ", and was written before all was there" if register.is_open else ""
    sys.stdout.write(f"{register.name} has {n} links{says}; it ends in {register.head}{is_open}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
