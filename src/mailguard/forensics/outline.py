"""What is kept of a mail of ours so that a changed one can be told from it: hashes alone, no word of it."""

import hashlib
import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from mailguard.forensics import markup, sketch
from mailguard.forensics.reading import Mail

# What an author writes into the head, and the names by which differences are told.
HEADERS = (
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "reply-to",
    "sender",
    "in-reply-to",
    "references",
)
_FOLDED = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|tr|rép?)\s*:\s*)+", re.I)
_NEAR = 0x4E << 32  # apart from all other keys but by an accident in four milliards
_SMALL = 200  # bytes of a file that says little: the logo of every signature is longer


@dataclass(frozen=True, slots=True)
class Outline:
    """Hashes of 64 bits. ``head`` of what an author writes, ``lines`` and ``page`` of each line."""

    author: int
    addressees: int
    subject: int
    sent_at: int | None
    words: int
    n_words: int
    head: dict[str, int]
    lines: tuple[int, ...]
    page: tuple[int, ...]
    files: tuple[tuple[str, str], ...]  # name, SHA-256
    near: tuple[int, ...]

    def pack(self) -> bytes:
        says = [
            self.author, self.addressees, self.subject, self.sent_at, self.words, self.n_words,
            self.head, self.lines, self.page, self.files, self.near,
        ]  # fmt: skip
        return zlib.compress(json.dumps(says, separators=(",", ":")).encode(), 1)


def unpack(data: bytes) -> Outline:
    says = json.loads(zlib.decompress(data))
    author, addressees, subject, sent_at, words, n_words, fields, lines, page, files, near = says
    return Outline(
        author, addressees, subject, sent_at, words, n_words, fields,
        tuple(lines), tuple(page), tuple((name, sha256) for name, sha256 in files), tuple(near),
    )  # fmt: skip


def hashed(text: str) -> int:
    """64 bits, as SQLite's integers have a sign."""
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def bare_subject(subject: str) -> str:
    """Without Re: and Fwd:."""
    return _FOLDED.sub("", subject).casefold()


def head(mail: Mail) -> dict[str, str]:
    """What its author wrote into the head, as it is compared and shown."""
    facts = mail.facts
    found = {
        "from": ", ".join(map(str, facts.from_)),
        "to": ", ".join(sorted(map(str, facts.to))),
        "cc": ", ".join(sorted(map(str, facts.cc))),
        "subject": mail.subject,
        "date": facts.sent_at.isoformat() if facts.sent_at else facts.header("date"),
        "message-id": facts.message_id,
        "reply-to": ", ".join(sorted(map(str, facts.reply_to))),
        "sender": str(facts.sender or ""),
        "in-reply-to": " ".join(facts.header("in-reply-to").split()),
        "references": " ".join(facts.header("references").split()),
    }
    return {name: value for name, value in found.items() if value}


def compared(name: str, value: str, mail: Mail) -> str:
    """A field of the head so that two spellings of the same are the same."""
    if name == "date":
        return str(mail.sent_at)
    if name in {"from", "to", "cc", "reply-to", "sender"}:
        return " ".join(value.casefold().replace('"', "").split())
    return value


def outline(mail: Mail) -> Outline:
    own = mail.own
    return Outline(
        hashed(mail.author),
        hashed(",".join(mail.addressees)),
        hashed(bare_subject(mail.subject)),
        mail.sent_at,
        hashed(mail.words),
        sketch.n_words(own),
        {name: hashed(compared(name, value, mail)) for name, value in head(mail).items()},
        tuple(map(hashed, mail.lines)),
        tuple(map(hashed, mail.page)),
        tuple((each.name, each.sha256) for each in mail.files),
        sketch.smallest(sketch.shingles(own)),
    )


def keys(mail: Mail, made: Outline) -> list[int]:
    """What a changed copy has in common with it: the Message-ID, the second, a file."""
    found = []
    if mail.facts.message_id:
        found.append(hashed(f"i{mail.facts.message_id}"))
    if made.sent_at is not None:
        found.append(hashed(f"d{made.sent_at}"))
    found += [hashed(f"f{each.sha256}") for each in mail.files if each.size >= _SMALL]
    return list(dict.fromkeys(found))


def near_keys(made: Outline) -> list[int]:
    return [_NEAR | each for each in made.near]


def overlap(one: Iterable[int], other: Iterable[int]) -> float:
    left, right = set(one), set(other)
    return len(left & right) / max(len(left | right), 1)


def likeness(one: Outline, other: Outline) -> float:
    """0 to 1: by words in a row, or by lines, whichever says more."""
    if one.words == other.words and one.n_words:
        return 1.0
    if not one.near or not other.near:
        return 0.0
    return max(
        sketch.likeness(one.near, other.near), overlap(one.lines or one.page, other.lines or other.page)
    )


def bare_page(mail: Mail) -> tuple[str, ...]:
    """The lines of the page without addresses of links."""
    return markup.bare(mail.page)
