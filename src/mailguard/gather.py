"""Bytes to facts: the only place that may look outside (name servers, earlier mail, a virus scanner)."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from mailguard import authentication, files
from mailguard.authentication.dns import Resolver
from mailguard.facts import Envelope, Facts, File, Part, Relation, Scan
from mailguard.message.parse import Parsed, parse
from mailguard.profile import Profile


class Past(Protocol):
    """What is asked of a memory of earlier mail."""

    def relation(self, facts: Facts) -> Relation: ...


class Scans(Protocol):
    """What is asked of a virus scanner."""

    def scan(self, raw: bytes, pieces: Iterable[tuple[str, bytes]] = ()) -> Scan:
        """What it says of a message, and of its attachments by name."""
        ...


def gather(
    raw: bytes,
    envelope: Envelope | None = None,
    *,
    profile: Profile | None = None,
    past: Past | None = None,
    resolver: Resolver | None = None,
    scanner: Scans | None = None,
) -> Facts:
    """All facts about one message. Never raises for what the message holds."""
    parsed = parse(raw, envelope or Envelope())
    facts = parsed.facts.but(profile=profile or Profile(), files=_files(parsed))
    if scanner:
        facts = facts.but(scan=scanner.scan(raw, _pieces(parsed)))
    facts = facts.but(authentication=authentication.authenticate(raw, facts, resolver, parsed.is_crlf))
    return facts.but(relation=past.relation(facts)) if past else facts


def _pieces(parsed: Parsed) -> Iterator[tuple[str, bytes]]:
    """What is attached, as our reading unpacked it: others read odd letters otherwise."""
    names = {part.path: part.name for part in parsed.facts.parts}
    return ((names.get(path) or path, data) for path, data in parsed.payloads.items())


def _files(parsed: Parsed) -> tuple[File, ...]:
    """What the parts that are no body text hold, after what reading found already."""
    found = list(parsed.facts.files)
    by_path = {part.path: part for part in parsed.facts.parts}
    budget = files.Budget()
    for path, data in parsed.payloads.items():
        part = by_path.get(path) or Part(path, "image/*", "picture", "inline")
        inline = part.disposition == "inline" or bool(part.content_id)
        words = f"{parsed.facts.subject}\n{parsed.facts.text}"
        for each, name in ((path, part.name), *_otherwise(path, part.name, parsed)):
            found += files.examine(each, name, part.type, data, is_inline=inline, words=words, budget=budget)
    for path, given in parsed.absent.items():
        for name in files.harmful(given, ""):
            found += files.examine(
                f"{path}~{files.extension(name)}", name, by_path[path].type, None, budget=budget
            )
    return tuple(found)


def _otherwise(path: str, chosen: str, parsed: Parsed) -> Iterator[tuple[str, str]]:
    """Paths and names under which another program may save the same file, to its reader's harm."""
    for name in files.harmful(parsed.names.get(path, ()), chosen):
        yield f"{path}~{files.extension(name)}", name
