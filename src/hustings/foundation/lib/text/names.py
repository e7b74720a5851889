"""Names of people as they are typed: what no name holds, and how the rest is written down."""

import re
import unicodedata
from enum import Enum

from mailguard.identifiers import domain_names

_JOINERS = "\u200c\u200d"  # invisible letters that Persian and Indic names are written with
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # Unicode's categories of what can't be seen
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:/|//|\bwww\.|@", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
_UNREADABLE = "\ufffd"  # what stands for bytes that are no letters


class Fault(Enum):
    """Why a text is no name."""

    UNREADABLE = "bytes that are no letters"
    HIDDEN = "line breaks, control characters, letters that can't be seen"
    ADDRESS = "a web or e-mail address"


def tidy(text: str) -> str:
    """One line without what can't be seen, its spaces single: as names are kept, whoever typed them."""
    kept = "".join(" " if _is_hidden(sign) or sign == _UNREADABLE else sign for sign in text)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def fault(text: str) -> Fault | None:
    """Fault by which this is no name; None where it is one."""
    if _UNREADABLE in text:
        return Fault.UNREADABLE
    if any(_is_hidden(sign) for sign in text):
        return Fault.HIDDEN
    return Fault.ADDRESS if _has_address(text) else None


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in _HIDDEN and sign not in _JOINERS


def _has_address(text: str) -> bool:
    """As a mail program would see one: with a scheme, or ending as a domain may (not "St.John")."""
    text = unicodedata.normalize("NFKC", text).replace("。", ".")
    if _SCHEME.search(text):
        return True
    hosts = (found.group().lower() for found in _HOST.finditer(text))
    return any(domain_names.is_known_suffix(domain_names.ascii_form(host)) for host in hosts)
