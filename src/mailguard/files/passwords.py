"""Passwords that a message tells, so that a locked file is read as its victim would read it."""

import re
from functools import lru_cache

# Where one of the words may begin: a set of letters first, for that is looked for ten times as fast.
_BEGINS = re.compile(r"[PpCcMmKkSs](?i:ass|wd|w|in|ode|l[eé]|ots? de passe|dp|ontrase|enha|ey)")
_WORD = (
    r"(?:\b(?:password|passwort|passcode|passphrase|pass|pwd|pw|pin|code|key)\b"
    r"|\bmots? de passe\b|\bmdp\b|\bcl[eé]\b|contrase[nñ]a|\bsenha\b)"
)
_FOLLOWS = r"[\"'«“‘]?\s{0,2}([^\s\"'«»“”’<>:=]{3,40})"
# "Password to open the file: 123" before "the password is 123" and "password 123".
_TOLD = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _WORD + r"[^\n:=]{0,40}[:=]\s{0,6}" + _FOLLOWS,
        _WORD + r"[^\w\n]{0,4}(?:is|est)\s{1,4}" + _FOLLOWS,
        _WORD + r"[\s\-–→]{1,6}" + _FOLLOWS,
    )
)
_COMMON = ("infected", "1234", "123456", "12345", "password", "0000", "2024", "2025", "2026")
_STOP = frozenset(
    "the and for your you our is are was with has not will that this protected reset below here expires "
    "expired expire expiry has been change changed est sont votre pour dans les des une qui que sera vous "
    "postal promo civil source review".split()
)


@lru_cache(4)  # one message, several files
def told(words: str) -> tuple[str, ...]:
    """What follows words such as “password:”, at most eight, in the order of the text."""
    words = words[:50_000]
    starts = [match.start() for match in _BEGINS.finditer(words)]
    found: dict[str, None] = {}
    for pattern in _TOLD:
        for match in filter(None, (pattern.match(words, start) for start in starts)):
            token = match[1]
            plain = token.rstrip(".,;!?)]*_")
            if plain.lower() not in _STOP and len(plain) >= 3:
                found.setdefault(plain)
                found.setdefault(token)
            if len(found) >= 8:
                return tuple(found)[:8]
    return tuple(found)


def candidates(words: str) -> tuple[tuple[str, ...], int]:
    first = told(words)
    return (*first, *(each for each in _COMMON if each not in first)), len(first)
