"""Cells of people's tables: a territory, an address, links. Faults in them are said in words."""

import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from hustings.foundation.lib import trap_addresses
from hustings.foundation.territories.models import Kind, Zone, key

_IN_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")


class Wrong(ValueError):
    """One line is wrong; the text says what to do."""


def zones(kind: str) -> dict[str, list[int]]:
    """Territories of a kind: keys by code and by name; several where namesakes are."""
    found: dict[str, list[int]] = {}
    for pk, code, name in Zone.objects.of_kind(kind).values_list("pk", "code", "name_key"):
        names = {_code(code, kind), name}
        for each in names:
            found.setdefault(each, []).append(pk)
    return found


def _code(text: str, kind: str) -> str:
    """``3103``, ``31-3``, ``031-03`` as ``31-3``; an INSEE code in five digits."""
    plain = text.strip().upper()
    if kind == Kind.COMMUNE:
        return plain.rjust(5, "0") if plain.isdigit() else plain
    if kind == Kind.DEPARTMENT:
        return plain.lstrip("0")
    if kind != Kind.CONSTITUENCY:
        return plain
    department, dash, number = plain.partition("-")
    if not dash and len(plain) > 2:
        department, number = plain[:-2], plain[-2:]
    digits = re.match(r"\d+", number)
    return f"{department.lstrip('0')}-{int(digits[0])}" if digits else plain


def zone(texts: Mapping[str, str], kind: str, known: Mapping[str, list[int]]) -> int:
    """The territory that a line names. ``known``: what ``zones`` found of the kind."""
    text, department = texts.get("zone", ""), texts.get("department", "")
    if not text:
        raise Wrong(_("The territory is missing. Write its code, such as 31-03."))
    number = re.match(r"0*(\d{1,2})\D*$", text)
    if kind == Kind.CONSTITUENCY and department and number:
        text = f"{department}-{number[1]}"
    found = known.get(_code(text, kind)) or known.get(key(text)) or []
    if not found:
        raise Wrong(
            _("No %(kind)s is called “%(text)s”. Check the code, or the kind chosen for the file.")
            % {"kind": Kind(kind).label, "text": text}
        )
    if len(found) > 1:
        raise Wrong(_("Several territories are called “%(text)s”. Write the code.") % {"text": text})
    return found[0]


def short(text: str, most: int) -> str:
    """The text, which is not too long."""
    if len(text) > most:
        words = _("“%(text)s…” is longer than %(most)s characters. Shorten it.")
        raise Wrong(words % {"text": text[:30], "most": most})
    return text


def email(text: str) -> str:
    """An address of a mailbox."""
    try:
        validate_email(text)
    except ValidationError as error:
        raise Wrong(_("“%(text)s” is no e-mail address. Correct it.") % {"text": text}) from error
    return text


def somebodys(email: str, nobodys: Collection[str], *, where: str) -> None:
    """Wrong where a cell holds one of the addresses that no person has; who keeps them hears of it."""
    if trap_addresses.is_among(email, nobodys, where=where):
        raise Wrong(trap_addresses.refusal(email))


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
            raise Wrong(_("“%(text)s” is no address of a page. Write it as https://…") % {"text": word})
        found.append(whole)
    return found[:10]
