"""Bounces in sentences, and automatic answers: messages without a part for machines."""

import re
import tomllib
from collections.abc import Iterable
from html import unescape
from pathlib import Path

from hustings.outreach.bounces import classification
from hustings.outreach.bounces.reports import Kind, Report
from hustings.outreach.delivery import return_paths
from hustings.outreach.delivery.models.reasons import Reason
from mailguard.message.mime import Node

READ = 20_000  # characters of a text
_TEXTS = {"text/plain", "text/html"}

_PHRASES = tomllib.loads((Path(__file__).parent / "phrases" / "bounces.toml").read_text())


def _any_of(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_PHRASES[name]), re.IGNORECASE)


_MAILERS = _any_of("mailers")
_SUBJECTS = _any_of("subjects")
_FAILURES = _any_of("failures")
_DELAYS = _any_of("delays")
_AWAY = _any_of("away")
_ROBOT_FIELDS = {"x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-vacation"}
_ADDRESS = re.compile(r"<?([^\s<>\"'(),:;]{1,64}@(?:[\w-]+\.)+[\w-]{2,})>?", re.UNICODE)
_SERVER = re.compile(r"(?<![\d.\w])(?:[45]\d\d[ -]|[#]?[45]\.\d\.\d{1,3})")
_COPY = re.compile(
    r"^(?:-{2,} ?(?:this is a copy|below this line|original message|forwarded|returned|undelivered)"
    r"|-{4,}|(?:received|return-path|dkim-signature|message-id): )",
    re.IGNORECASE | re.MULTILINE,
)
_TAG = re.compile(r"<(?:br|p|div|tr|td|li)\b[^>]{0,300}>|</(?:p|div|tr|td|li)>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[/!a-zA-Z][^>]{0,2000}>")


def read(root: Node, nodes: list[Node]) -> Report:
    """What a message without a machine-readable part is."""
    failed = _failed_recipients(root)
    told = _before_copy(_text(nodes))
    if failed or _is_from_mailer(root):
        subject = _subject(root)
        if _DELAYS.search(subject) or (_DELAYS.search(told) and not _SUBJECTS.search(subject)):
            return Report(Kind.DELAYED)
        if failed or _FAILURES.search(told) or _SUBJECTS.search(subject):
            return _bounce(told, failed, root)
    if _is_robot(root):
        return Report(Kind.MACHINE)
    return Report(Kind.OTHER)


def said_in(nodes: list[Node]) -> str:
    return _said(_before_copy(_text(nodes)))


def _bounce(told: str, failed: list[str], root: Node) -> Report:
    said = _said(told)
    if not failed:
        named = [match[1] for match in _ADDRESS.finditer(told)]
        failed = [each for each in named[:20] if return_paths.found_in([each]) is None]
    sender = _header(root, "from")
    found = _ADDRESS.search(sender)
    by = found[1].rpartition("@")[2].lower() if found else ""
    return Report(
        Kind.BOUNCE,
        recipient=failed[0][:254] if failed else "",
        status=classification.status_in(said),
        said=said,
        by=by,
    )


def _said(told: str) -> str:
    """The line with a server's code and what follows it; else the first that we understand."""
    lines = [" ".join(line.split()) for line in told.splitlines()]
    lines = [line for line in lines if line][:200]
    for at, line in enumerate(lines):
        if _SERVER.search(line):
            return " ".join(lines[at : at + 3])[: classification.READ]
    for at, line in enumerate(lines):
        if classification.judge("", line).reason != Reason.UNCLEAR:
            return " ".join(lines[at : at + 2])[: classification.READ]
    after = next((at for at, line in enumerate(lines) if _ADDRESS.search(line)), 0)
    return " ".join(lines[after : after + 4])[:300]


# --- Marks in headers ------------------------------------------------------------------------------
def _header(root: Node, name: str) -> str:
    found = root.block.first(name)
    return found.value[:2_000] if found else ""


def _subject(root: Node) -> str:
    return _header(root, "subject")[:300]


def _failed_recipients(root: Node) -> list[str]:
    return [match[1] for match in _ADDRESS.finditer(_header(root, "x-failed-recipients"))][:20]


def _is_from_mailer(root: Node) -> bool:
    """A mail server wrote it: by its name, or for the sender is nobody and the subject says so."""
    if _MAILERS.search(_header(root, "from")):
        return True
    path = root.block.first("return-path")
    is_from_nobody = path is not None and path.raw.strip() == "<>"
    return is_from_nobody and bool(_SUBJECTS.search(_subject(root)))


def _is_robot(root: Node) -> bool:
    """RFC 3834, and what came before it and beside it."""
    automatic = _header(root, "auto-submitted").partition(";")[0].strip().lower()
    if automatic and automatic != "no":
        return True
    precedence = _header(root, "precedence").strip().lower()
    names = {header.name for header in root.block.headers}
    is_bulk = precedence in {"bulk", "junk"} and "list-id" not in names  # else it is a mailing list's
    if is_bulk or precedence in {"auto_reply", "auto-reply"} or names & _ROBOT_FIELDS:
        return True
    path = root.block.first("return-path")
    is_from_nobody = path is not None and path.raw.strip() == "<>"
    return is_from_nobody or _is_from_mailer(root) or bool(_AWAY.match(_subject(root).strip()))


# --- Texts -----------------------------------------------------------------------------------------
def _text(nodes: Iterable[Node]) -> str:
    """The first plain text, else the first HTML without its tags. Not of the letter that came back."""
    found = [node for node in nodes if node.type in _TEXTS and node.content.strip()]
    plain = next((node for node in found if node.type == "text/plain"), None)
    node = plain or next(iter(found), None)
    if node is None:
        return ""
    words = node.content[: 3 * READ].decode(_charset(node), "replace")
    if node.type == "text/html":
        words = unescape(_ANY_TAG.sub(" ", _TAG.sub("\n", words)))
    return words[:READ]


def _charset(node: Node) -> str:
    name = node.charset.lower() or "utf-8"
    return name if name in {"utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"} else "utf-8"


def _before_copy(words: str) -> str:
    """What the server wrote itself: the copy of our letter below it may hold any words."""
    found = _COPY.search(words, 40)
    return words[: found.start()] if found and found.start() > 200 else words
