"""Address headers (RFC 5322 3.4): mailboxes, groups, comments, and what is written instead of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from mailguard.facts import Mailbox
from mailguard.identifiers import domain_names
from mailguard.message import limits
from mailguard.message.encodings import encoded_words
from mailguard.text import invisible

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)"?|<([^<>]*)>?|([(),:;])|([^"<>(),:;]+)|>', re.DOTALL)
_ANYWHERE = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PAREN = re.compile(r"[()\\]")
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
_DOMAIN = re.compile(r"\[[0-9a-fA-FvIPx:.]+\]|[^\s@\[\]\"(),:;<>\\/?#%!|]{1,253}")


def read(raw: str) -> tuple[tuple[Mailbox, ...], tuple[str, ...]]:
    """The mailboxes of one header value as it came (encoded words not yet read), and problem names."""
    return _cached(raw) if len(raw) <= limits.CACHED else _whole(raw)


@lru_cache(2_048)
def _cached(raw: str) -> tuple[tuple[Mailbox, ...], tuple[str, ...]]:
    return _whole(raw)


def _whole(raw: str) -> tuple[tuple[Mailbox, ...], tuple[str, ...]]:
    found, is_bad = _read(raw)
    odd: dict[str, None] = {}
    if is_bad and "=?" in raw and not any(mailbox.address for mailbox in found):
        # a whole mailbox inside an encoded word is none, but many programs read it
        again, _ = _read(encoded_words.decode(raw)[0])
        found = again if any(mailbox.address for mailbox in again) else found
    if is_bad and not any(mailbox.address for mailbox in found) and (hit := _ANYWHERE.search(raw)):
        # inside a comment, without a comma, with a bracket too many: what a person would take for it
        found = [*found, Mailbox("", address)] if (address := _address(hit[0])) else found
    if any(not mailbox.name.isascii() for mailbox in found):
        found = [_bared(mailbox, odd) for mailbox in found]
    return tuple(found), (*(("address_bad",) if is_bad else ()), *odd)


def _bared(mailbox: Mailbox, problems: dict[str, None]) -> Mailbox:
    name, met = invisible.in_name(mailbox.name)
    problems.update(dict.fromkeys(met))
    return mailbox if name == mailbox.name else Mailbox(name, mailbox.address)


@dataclass(slots=True)
class _Draft:
    words: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    angle: str | None = None
    has_two: bool = False


def _read(raw: str) -> tuple[list[Mailbox], bool]:
    found: list[Mailbox] = []
    is_bad = False
    draft = _Draft()
    for kind, text in _tokens(raw):
        if kind in {",", ";", ""}:
            if kind != "," or not _goes_on(draft):
                mailbox, is_wrong = _finished(draft)
                is_bad |= is_wrong
                if mailbox is not None:
                    found.append(mailbox)
                draft = _Draft()
                if len(found) == limits.MAILBOXES:
                    break
            else:
                draft.words.append(",")  # Last, First <address> without its quotes
        else:
            _take(draft, kind, text)
    return found, is_bad


def _goes_on(draft: _Draft) -> bool:
    return draft.angle is None and bool(draft.words) and not any("@" in word for word in draft.words)


def _take(draft: _Draft, kind: str, text: str) -> None:
    if kind == ":":
        if draft.angle is None and not any("@" in word for word in draft.words):
            draft.words.clear()  # the name of a group
        else:
            draft.words.append(":")
    elif kind == "(":
        draft.comments.append(text)
    elif kind == "<":
        if draft.angle is not None:
            draft.has_two = True
            draft.words.append(draft.angle)
        draft.angle = text
    else:
        draft.words.append(text)


def _tokens(raw: str) -> Iterator[tuple[str, str]]:
    """(kind, text): "," ";" ":" as they are, "(" comment, "<" angle, "w" word, and "" at the end."""
    at = 0
    while match := _TOKEN.match(raw, at):
        at = match.end()
        quoted, angle, mark, word = match.groups()
        if quoted is not None:
            yield "w", _unquoted(quoted)
        elif angle is not None:
            yield "<", angle
        elif mark == "(":
            at = _comment_end(raw, at)
            yield "(", raw[match.end() : at - 1]
        elif mark and mark != ")":
            yield mark, mark
        elif word is not None and word.strip():
            yield "w", word
    yield "", ""


def _unquoted(text: str) -> str:
    return _QUOTED_PAIR.sub(r"\1", text) if "\\" in text else text


def _comment_end(raw: str, at: int) -> int:
    """After the parenthesis that closes the comment which starts before ``at``."""
    depth = 1
    while found := _PAREN.search(raw, at):
        at = found.end()
        if found[0] == "\\":
            at += 1
        else:
            depth += 1 if found[0] == "(" else -1
            if depth == 0:
                return at
    return len(raw) + 1


def _finished(draft: _Draft) -> tuple[Mailbox | None, bool]:
    words = " ".join(word.strip() for word in draft.words).replace(" ,", ",").strip(" ,")
    if draft.angle is None:
        if not words and not draft.comments:
            return None, False
        address = _address("".join(word.strip() for word in draft.words)) if "@" in words else ""
        name = _said(" ".join(draft.comments)) if address else _said(words)
        return Mailbox(name, address), not address
    address = _address(draft.angle)
    name = _said(words or " ".join(draft.comments))
    if not address and not name:
        name = _said(draft.angle)
        return (Mailbox(name) if name else None), bool(name)
    return Mailbox(name, address), draft.has_two or not address


def _said(text: str) -> str:
    if "=?" in text:
        text = encoded_words.decode(text)[0]
    return " ".join(text.split())[:500].strip("'\" ") or " ".join(text.split())[:500]


def _address(text: str) -> str:
    """``local@domain``, or "" where it makes no sense. A source route (RFC 5322 4.4) is dropped."""
    if len(text) > 2_000:
        return ""
    text = "".join(text.split())
    if text.startswith("@") and ":" in text:
        text = text.rpartition(":")[2]
    text = text.removeprefix("mailto:")
    local, at, domain = text.rpartition("@")
    if not at or not local or len(local) > 320 or not _DOMAIN.fullmatch(domain):
        return ""
    return f"{local}@{domain_names.ascii_form(domain)}"


def one(raw: str) -> str:
    return next((mailbox.address for mailbox in read(raw)[0] if mailbox.address), "")
