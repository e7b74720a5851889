"""Mentions: the people whom a comment may be for, and their names in it."""

import re
from collections import Counter
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.rights import MailingPolicy

MOST = 500  # that a page offers


def who_see(most: int | None = MOST) -> list[User]:
    """Those who may see mailings, by name."""
    found = MailingPolicy(Mailing).users_with_any_permission(["view"])
    return list(found.order_by("first_name", "last_name", "email")[:most])


def is_gone(user: User | None) -> bool:
    """Whether somebody who said something is no longer in the team, or sees no mailings any more."""
    return user is None or not user.is_active or not access.may(user, VIEW_MAILINGS)


def named(text: str, among: Iterable[User]) -> set[User]:
    """Those of whom ``@name`` stands in a text; two of one name are both meant."""
    names = _names(among)
    said = {found.casefold() for found in _pattern(names).findall(text)} if names else set()
    return {user for name in said for user in names.get(name, ())}  # İ folds otherwise


def marked(text: str, users: Iterable[User]) -> SafeString:
    """A text as HTML: escaped, its lines kept, and the names of those whom it is for told apart."""
    names = _names(users)
    parts = re.split(f"(@(?:{_among(names)}))(?!\\w)", text, flags=re.IGNORECASE) if names else [text]
    made = [
        format_html('<strong class="hq-mention">{}</strong>', part) if number % 2 else _lines(part)
        for number, part in enumerate(parts)
    ]
    return format_html_join("", "{}", ((part,) for part in made))


def _lines(text: str) -> SafeString:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def _names(users: Iterable[User]) -> dict[str, list[User]]:
    kept = list(users)
    given = Counter(user.first_name.casefold() for user in kept)
    found: dict[str, list[User]] = {}
    for user in kept:
        short = user.first_name.casefold()
        for name in {str(user).casefold(), short if given[short] == 1 else ""} - {""}:
            found.setdefault(name, []).append(user)
    return found


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"@({_among(names)})(?!\\w)", re.IGNORECASE)


def _among(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
