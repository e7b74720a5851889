"""Signatures in mail that is years old, with keys that are still there or were kept.

A key file has lines ``name TXT "v=DKIM1; …"``; a name may repeat, and one fitting key proves.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mailguard.authentication import dkim
from mailguard.authentication.dns import Answer, Resolver
from mailguard.authentication.message_bytes import MessageBytes
from mailguard.facts import Signature
from mailguard.forensics.reading import Mail
from mailguard.i18n import Complaint

_LINE = re.compile(r"(\S{1,255})\s+(?:\d{1,9}\s+)?(?:IN\s+)?TXT\s+(.+)", re.IGNORECASE)
_BARE = re.compile(r"(\S{1,255}\._domainkey\.\S{1,255})\s*[\t=:, ]\s*(\S.*)", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_MOST = 20_000_000  # bytes of a file of keys
_ONCE = (b"from", b"subject", b"date", b"to", b"cc", b"message-id")
_SHOWN = ("from", "to", "cc", "subject", "date")  # what a reader takes to be proven


class BadKeys(Complaint):
    """The file holds no keys."""


@dataclass(frozen=True)
class Proof:
    """Proof by signatures; ``result`` is the best: pass, fail, unknown, none, or weak.

    ``by``: the domain; ``unsigned`` left out of the head; ``is_authors``: the author's own.
    """

    result: str = "none"
    by: str = ""
    detail: str = ""
    unsigned: tuple[str, ...] = ()
    is_authors: bool = False
    failed: tuple[str, ...] = ()  # organisations whose signature is there and wrong


class Archive:
    """Keys that were kept, then those that a resolver, if there is one, still finds."""

    def __init__(self, kept: dict[str, list[bytes]], live: Resolver | None = None) -> None:
        self._kept, self._live = kept, live
        self.depth = max((len(each) for each in kept.values()), default=0) + (live is not None)

    def at(self, nth: int) -> "Resolver":
        """The resolver that answers with each name's ``nth`` key."""
        return _Nth(self._kept, nth, self._live)


@dataclass(frozen=True)
class _Nth:
    kept: dict[str, list[bytes]]
    nth: int
    live: Resolver | None

    def lookup(self, name: str, kind: str) -> Answer:
        known = self.kept.get(name.lower().rstrip("."), [])
        if kind == "TXT" and self.nth < len(known):
            return Answer("ok", (known[self.nth],))
        if self.live is not None and self.nth == len(known):
            return self.live.lookup(name, kind)
        return Answer("unknown")


def load(paths: Iterable[Path]) -> dict[str, list[bytes]]:
    """Every key in the files, or BadKeys (OSError where there is no file)."""
    kept: dict[str, list[bytes]] = {}
    for path in paths:
        with path.open("rb") as file:
            text = file.read(_MOST).decode("utf-8-sig", "replace")
        found = _of_json(text) if text.lstrip().startswith("{") else _of_lines(text)
        if not found:
            raise BadKeys(
                "{path} holds no keys: write a line for each, such as “news._domainkey.example.org TXT"
                ' "v=DKIM1; p=…"”.',
                path=path,
            )
        for name, record in found:
            records = kept.setdefault(name.lower().rstrip("."), [])
            if record not in records:
                records.append(record)
    return kept


def _of_json(text: str) -> list[tuple[str, bytes]]:
    try:
        data = json.loads(text)
    except ValueError:
        return []
    found = []
    for name, records in data.items() if isinstance(data, dict) else ():
        for record in [records] if isinstance(records, str) else records if isinstance(records, list) else ():
            if isinstance(record, str) and "p=" in record:
                found.append((str(name), record.encode()))
    return found


def _of_lines(text: str) -> list[tuple[str, bytes]]:
    found = []
    for line in text.splitlines():
        line = line.strip()
        if not line or line[0] in "#;" or "p=" not in line:
            continue
        match = _LINE.fullmatch(line) or _BARE.fullmatch(line)
        if match:
            pieces = _QUOTED.findall(match[2])
            record = "".join(pieces) if pieces else match[2].split(" ;")[0]
            found.append((match[1], record.replace("\\;", ";").encode()))
    return found


def prove(raw: bytes, mail: Mail, archive: Archive) -> Proof:
    message = MessageBytes(raw)
    if not message.named(b"dkim-signature"):
        return Proof()
    author = mail.facts.author.domain
    if mail.is_beyond:  # what was signed is not there to be checked
        return Proof("unknown", mail.facts.author.organisation, "it is longer than what is read")
    if any(len(message.named(name)) > 1 for name in _ONCE):
        # a program may show the one that isn't signed
        return Proof("weak", detail="a field that may stand there once stands there twice")
    best = [Signature("temperror")]
    for nth in range(max(archive.depth, 1)):
        found = dkim.verify_all(message, archive.at(nth), author, None)
        better = [_judged(each, mail) for each in found if each.result == "pass"]
        if better:
            return min(better, key=lambda each: (not each.is_authors, each.result != "pass"))
        best = list(found) if nth == 0 else [*best, *found]
    failed = tuple(dict.fromkeys(each.domain for each in best if each.result == "fail"))
    known = next((each for each in best if each.result == "fail"), best[0] if best else Signature("none"))
    result = "fail" if failed else "unknown"
    return Proof(result, known.domain, known.detail, failed=failed)


def _judged(signature: Signature, mail: Mail) -> Proof:
    from mailguard.identifiers import domain_names

    is_authors = bool(mail.facts.author.organisation) and (
        domain_names.organisation(signature.domain) == mail.facts.author.organisation
    )
    present = {name for name, _ in mail.facts.headers}
    unsigned = tuple(name for name in _SHOWN if name in present and name not in signature.headers)
    result, detail = "pass", signature.detail
    if signature.is_partial:
        result, detail = "weak", "text was added below what is signed"
    elif not is_authors:
        result, detail = "weak", "somebody else than the author signed"
    return Proof(result, signature.domain, detail, unsigned, is_authors)
