"""Passwords that a message tells, so that a locked file is read as its victim would read it."""

import re

_TOLD = re.compile(
    r"(?:\b(?:password|passwort|passcode|passphrase|pass|pwd|pw|pin|code|key)\b"
    r"|\bmots? de passe\b|\bmdp\b|\bcl[eé]\b|contrase[nñ]a|\bsenha\b)"
    r"[^\w\n\"'«“]{0,4}(?:(?:is|est|for the \w{1,12} is|to open(?: it)? is|du \w{1,12} est)\b)?"
    r"[\s:=\-–→]{0,6}[\"'«“‘]?\s{0,2}([^\s\"'«»“”’<>]{3,40})",
    re.IGNORECASE,
)
_COMMON = ("infected", "1234", "123456", "12345", "password", "0000", "2024", "2025", "2026")
_STOP = frozenset(
    "the and for your you our is are was with has not will that this protected reset below here expires "
    "expired expire expiry has been change changed est sont votre pour dans les des une qui que sera vous "
    "postal promo civil source review".split()
)


def told(words: str) -> tuple[str, ...]:
    """What follows words such as “password:”, at most eight, in the order of the text."""
    found: dict[str, None] = {}
    for match in _TOLD.finditer(words[:50_000]):
        token = match[1]
        if token.lower().rstrip(".,;:!?") in _STOP:
            continue
        for each in (token.rstrip(".,;:!?)]*_"), token):
            if len(each) >= 3:
                found.setdefault(each)
        if len(found) >= 8:
            break
    return tuple(found)[:8]


def candidates(words: str) -> tuple[tuple[str, ...], int]:
    """Passwords to try, those of the message first, and how many those are."""
    first = told(words)
    return (*first, *(each for each in _COMMON if each not in first)), len(first)
