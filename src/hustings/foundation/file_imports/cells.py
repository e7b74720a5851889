"""Cells of people's tables: texts, addresses, links. Faults in them are said in words."""

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_noop as _

from hustings.foundation.file_imports.models import words
from hustings.foundation.lib import trap_addresses

YES = {"yes", "oui", "x", "1", "true", "vrai"}  # as compared
_IN_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")


class Wrong(ValueError):
    """A line that can't be taken: a message of the program, untranslated, and what fills its places."""

    def __init__(self, reason: str, **said: Any) -> None:
        self.reason, self.said = reason, {name: str(value) for name, value in said.items()}
        super().__init__(reason)

    def __str__(self) -> str:
        return words(self.reason, self.said)


def short(text: str, most: int) -> str:
    """The text, which is not too long."""
    if len(text) > most:
        raise Wrong(
            _("“%(text)s…” is longer than %(most)s characters. Shorten it."), text=text[:30], most=most
        )
    return text


def one_line(text: str, most: int) -> str:
    """The text without breaks of lines."""
    return short(" ".join(text.split()), most)


def by_language(texts: Mapping[str, str], name: str, most: int) -> dict[str, str]:
    """The texts of ``name_fr`` and ``name_en``, by language."""
    return {code: short(texts[f"{name}_{code}"], most) for code in ("fr", "en") if f"{name}_{code}" in texts}


def email(text: str) -> str:
    """An address of a mailbox."""
    try:
        validate_email(text)
    except ValidationError as error:
        raise Wrong(
            _("“%(text)s” is not a complete e-mail address, like name@example.org."), text=text
        ) from error
    return text


def somebodys(email: str, nobodys: Collection[str], *, where: str) -> None:
    """Wrong where a cell holds one of the addresses that no person has; who keeps them hears of it."""
    if trap_addresses.is_among(email, nobodys, where=where):
        raise Wrong(trap_addresses.REFUSAL, text=email)


def links(text: str) -> list[str]:
    """Addresses set apart by spaces, commas or bars."""
    found = []
    for word in re.split(r"[\s,;|]+", text.strip()):
        whole = word if "://" in word else f"https://{word}"
        try:
            parts = urlsplit(whole)
            good = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
            good = good and len(whole) <= 300 and not _IN_NO_ADDRESS.search(whole)
        except ValueError:
            good = False
        if not good:
            raise Wrong(_("“%(text)s” is not a web address, like https://example.org."), text=word)
        found.append(whole)
    return found[:10]


def point(texts: Mapping[str, str]) -> dict[str, float]:
    """Latitude and longitude, both or none."""
    names = {"latitude": 90, "longitude": 180}
    if not names.keys() & texts.keys():
        return {}
    found = {}
    for name, most in names.items():
        text = texts.get(name, "").replace(",", ".")
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?", text) or abs(float(text)) > most:
            raise Wrong(_("Enter both latitude and longitude in degrees, like 45.75, or neither."))
        found[name] = float(text)
    return found
