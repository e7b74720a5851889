"""Contact data, hidden from those of some territory until they unlock it; looks are kept (``looking``)."""

import re
from typing import Any

from hustings.foundation.accounts import access
from hustings.people.persons.models import Email, Phone, PostalAddress, Unlock
from hustings.people.persons.rights import VIEW_PEOPLE

DOTS = "•••"
_EMAIL = re.compile(r"[^\s@<>“”«»\"(),;:]+@[^\s@<>“”«»\"(),;:]+\.[^\s@<>“”«»\"(),;:]+")
_NUMBER = re.compile(r"(?<![\w-])\+?\d(?:[ .\u00a0\u202f]?\d){7,14}(?![\w-])")
_QUOTED = re.compile(r"“[^”]*\d[^”]*”|«[^»]*\d[^»]*»")
_PLACE = re.compile(r",|\b\d{5}\b")  # a street and a town, or a postcode: tags and files have neither


def hides(user: Any) -> bool:
    """Whether contact data is hidden from ``user`` now."""
    return not access.everywhere(user, VIEW_PEOPLE) and unlocked(user) is None


def unlocked(user: Any) -> Unlock | None:
    """What lets ``user`` see contact data at the moment, and until when. Asked once in a request."""
    if not getattr(user, "is_of_request", False):
        return _live(user)
    if not hasattr(user, "_unlocked"):
        user._unlocked = _live(user)
    found: Unlock | None = user._unlocked
    return found


def _live(user: Any) -> Unlock | None:
    return Unlock.objects.live(user).order_by("-ends_at").first()


def plain(value: Any) -> str:
    """An e-mail, phone or address as people write it."""
    return value.shown if isinstance(value, Phone) else str(value)


def for_user(user: Any, value: Any) -> str:
    """An e-mail, phone or address as ``user`` may see it."""
    return of(value) if hides(user) else plain(value)


def of(value: Email | Phone | PostalAddress | str) -> str:
    """The same with only so much of it as tells one from another."""
    if isinstance(value, Phone):
        return number(value.number)
    if isinstance(value, PostalAddress):
        return place(value)
    return email(str(value))


def email(address: str) -> str:
    """``charlie@example.org`` becomes ``c•••@e•••.org``."""
    local, _at, domain = address.rpartition("@")
    name, dot, suffix = domain.rpartition(".")
    return f"{local[:1]}{DOTS}@{name[:1]}{DOTS}{dot}{suffix}"


def number(digits: str) -> str:
    """``+33612345678`` becomes ``••• 78``."""
    return f"{DOTS} {digits[-2:]}"


def place(address: PostalAddress) -> str:
    """The town alone, as the user sees it anyhow: a British postcode may be that of a few houses."""
    return f"{DOTS} {address.city}".strip()


def text(words: str) -> str:
    """A sentence without the addresses and numbers in it; of a quoted street only dots stay."""
    words = _EMAIL.sub(lambda found: email(found[0]), words)
    words = _QUOTED.sub(_place_hidden, words)
    return _NUMBER.sub(lambda found: number(found[0]), words)


def _place_hidden(found: re.Match[str]) -> str:
    return found[0][0] + DOTS + found[0][-1] if _PLACE.search(found[0]) else found[0]
