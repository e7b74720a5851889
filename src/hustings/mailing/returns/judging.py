"""What a mail server's words mean: the mailbox is gone, it is not now, or it is us whom they don't want.

The words decide before the code: servers give 5.1.1 to spammers and 5.7.1 to people who left. What nobody
understands counts as passing, so no address is lost on a riddle.
"""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class Severity(models.TextChoices):
    """What a bounce says of the address."""

    HARD = "hard", _("lasting")  # it will not work tomorrow either
    SOFT = "soft", _("passing")  # it may work tomorrow
    BLOCK = "block", _("blocked")  # it is about us, not about the person


class Reason(models.TextChoices):
    """Why a letter came back, or who complained."""

    UNKNOWN = "unknown", _("There is no such mailbox")
    CLOSED = "closed", _("The mailbox is closed or no longer used")
    NO_DOMAIN = "no_domain", _("The domain does not exist or takes no mail")
    FULL = "full", _("The mailbox is full")
    SILENT = "silent", _("The mail server can’t be reached")
    BUSY = "busy", _("The mail server has no time or a fault")
    LOOP = "loop", _("The mail goes in circles: an address is forwarded wrongly")
    TOO_LARGE = "too_large", _("The letter is too large for them")
    LISTED = "listed", _("Our mail server is on a blocklist or has a bad name with them")
    SPAM = "spam", _("They take the letter for spam")
    UNPROVEN = "unproven", _("They miss proof that we are the sender (SPF, DKIM, DMARC)")
    TOO_MANY = "too_many", _("They want fewer letters at a time")
    POLICY = "policy", _("A rule of theirs forbids it")
    UNCLEAR = "unclear", _("They don’t say why")
    COMPLAINT = "complaint", _("The reader complained of spam")


def words_of(reason: Reason) -> str:
    """In the words of the source, as deliveries keep it: pages translate them."""
    with translation.override("en"):
        return str(reason.label)


class Judgement(NamedTuple):
    """What became of it, and why."""

    severity: Severity
    reason: Reason


_BLOCKS = {
    Reason.LISTED, Reason.SPAM, Reason.UNPROVEN, Reason.TOO_MANY, Reason.POLICY, Reason.TOO_LARGE,
}  # fmt: skip
# Where they say so for good; a 4xx of the kind means that the receiver has a fault, not the mailbox.
_HARD = {Reason.UNKNOWN, Reason.CLOSED, Reason.NO_DOMAIN}
READ = 1_000  # characters of a server's words that are read


def severity_of(reason: Reason) -> Severity:
    """How lasting a reason is."""
    if reason in _BLOCKS:
        return Severity.BLOCK
    return Severity.HARD if reason in _HARD else Severity.SOFT


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
    if reason in _HARD and _is_passing(status, said):
        return Judgement(Severity.SOFT, reason)
    return Judgement(severity_of(reason), reason)


def _by_code(status: str, *, is_said: bool) -> Reason | None:
    """``is_said``: the words were understood, so a code that says little adds nothing."""
    _class, _dot, rest = status.partition(".")
    reason = _CODES.get(rest)
    return None if is_said and reason in {Reason.POLICY, Reason.BUSY, Reason.SILENT} else reason


def _is_passing(status: str, said: str) -> bool:
    """Whether the server itself said "not now": its reply counts before the code of whoever reports it."""
    reply = _REPLY.search(said)
    return (reply[1] if reply else status)[:1] == "4"
