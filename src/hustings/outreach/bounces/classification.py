"""Meaning of a mail server's words, before its code: servers give 5.1.1 to spammers, too.

What nobody understands counts as passing, so no address is lost on a riddle.
"""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from hustings.outreach.delivery.models.reasons import Reason, Severity, severity_of


class Judgement(NamedTuple):
    severity: Severity
    reason: Reason


READ = 1_000  # characters of a server's words that are read


_FILE = Path(__file__).with_name("words.toml")


def _read() -> list[tuple[Reason, re.Pattern[str]]]:
    """Reasons in the order in which they count, each with the phrases that tell it."""
    phrases = tomllib.loads(_FILE.read_text())
    return [(Reason(name), re.compile("|".join(words))) for name, words in phrases.items()]


_WORDS = _read()

# RFC 3463 and the registry of RFC 5248: subject and detail.
_CODES: dict[str, Reason] = {
    "1.1": Reason.UNKNOWN, "1.3": Reason.UNKNOWN, "1.6": Reason.CLOSED, "1.0": Reason.UNKNOWN,
    "1.2": Reason.NO_DOMAIN, "1.10": Reason.NO_DOMAIN, "1.8": Reason.UNPROVEN, "1.7": Reason.UNPROVEN,
    "2.1": Reason.CLOSED, "2.2": Reason.FULL, "2.3": Reason.TOO_LARGE, "2.4": Reason.UNKNOWN,
    "3.1": Reason.BUSY, "3.2": Reason.BUSY, "3.4": Reason.TOO_LARGE, "3.5": Reason.LOOP,
    "4.1": Reason.SILENT, "4.2": Reason.SILENT, "4.3": Reason.SILENT, "4.4": Reason.NO_DOMAIN,
    "4.5": Reason.BUSY, "4.6": Reason.LOOP, "4.7": Reason.SILENT,
    "7.0": Reason.POLICY, "7.1": Reason.POLICY, "7.2": Reason.POLICY, "7.13": Reason.CLOSED,
    "7.17": Reason.CLOSED, "7.20": Reason.UNPROVEN, "7.23": Reason.UNPROVEN, "7.24": Reason.UNPROVEN,
    "7.25": Reason.UNPROVEN, "7.26": Reason.UNPROVEN, "7.27": Reason.NO_DOMAIN, "7.28": Reason.TOO_MANY,
}  # fmt: skip
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.\w#-])([245][0-5]\d)(?:[ -]|$)")


def status_in(text: str) -> str:
    """The enhanced code in a server's words ("5.1.1"), else an empty text."""
    found = _STATUS.search(text[:READ])
    return found[0] if found else ""


def judge(status: str, said: str) -> Judgement:
    """Of the code and the words that a bounce gives. ``status`` may be empty."""
    said = " ".join(said[:READ].split())
    lower = said.lower()
    spoken = status_in(said)
    if not status or status.endswith(".0.0"):
        status = spoken or status
    reason = next((reason for reason, words in _WORDS if words.search(lower)), None)
    if reason in {None, Reason.BUSY, Reason.POLICY, Reason.SILENT}:
        reason = _by_code(status, is_said=reason is not None) or _by_code(spoken, is_said=False) or reason
    if reason is None:
        return Judgement(Severity.SOFT, Reason.UNCLEAR)
    severity = severity_of(reason)
    if severity == Severity.HARD and _is_passing(status, said):
        return Judgement(Severity.SOFT, reason)
    return Judgement(severity, reason)


def _by_code(status: str, *, is_said: bool) -> Reason | None:
    """``is_said``: the words were understood, so a code that says little adds nothing."""
    _class, _dot, rest = status.partition(".")
    reason = _CODES.get(rest)
    return None if is_said and reason in {Reason.POLICY, Reason.BUSY, Reason.SILENT} else reason


def _is_passing(status: str, said: str) -> bool:
    """Whether the server itself said "not now": its reply counts before the code of whoever reports it."""
    reply = _REPLY.search(said)
    return (reply[1] if reply else status)[:1] == "4"
