"""Match keys: what tells that a line of a file or a form is about somebody, the surest first.

A letter for the kind and the text; but ``UNIQUE`` ones they tell only where one person has them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

UID, EXTERNAL, EMAIL, PHONE, BIRTH = "uid", "external_id", "email", "phone", "name_birth"
ALL = [UID, EXTERNAL, EMAIL, PHONE, BIRTH]
USUAL = [UID, EXTERNAL, EMAIL, PHONE]
LETTERS = {UID: "u", EXTERNAL: "x", EMAIL: "e", PHONE: "p", BIRTH: "n"}
KINDS = {letter: kind for kind, letter in LETTERS.items()}
UNIQUE = "uxe"
SHARED = "pn"
NOBODY = ","  # the key of somebody without a name


class Keyed(Protocol):
    @property
    def uid(self) -> str:
        """Number given by Hustings."""

    @property
    def emails(self) -> Collection[str]:
        """Keys of addresses."""

    @property
    def phones(self) -> Sequence[str]:
        """Numbers in E.164."""

    @property
    def plain(self) -> Mapping[str, Any]:
        """Columns of Person."""

    @property
    def name_key(self) -> str:
        """Family and given name, folded, as ``persons.name_keys`` has them."""


def labels() -> dict[str, str]:
    """What people call each kind."""
    return {
        UID: _("Hustings number"),
        EXTERNAL: _("external ID"),
        EMAIL: _("e-mail"),
        PHONE: _("phone and name"),
        BIRTH: _("name and birth date"),
    }


def of(row: Keyed, order: Sequence[str] = ALL) -> list[str]:
    """What the row may be known by, the kinds in this order."""
    found: list[str] = []
    for kind in order:
        if kind == EMAIL:
            found += [f"e{key}" for key in row.emails]
        elif kind == EXTERNAL:
            if number := row.plain.get("external_id"):
                found.append(f"x{number}")
        elif kind == PHONE:
            if row.name_key != NOBODY:
                found += [f"p{number} {row.name_key}" for number in row.phones]
        elif kind == UID:
            if row.uid:
                found.append(f"u{row.uid}")
        elif (born := row.plain.get("born_on")) and is_full(row.name_key):
            found.append(f"n{born.isoformat()} {row.name_key}")
    return found


def of_erased(row: Keyed) -> list[str]:
    """Keys of somebody erased, the surest first, also with swapped names: nothing tells their columns."""
    return list(dict.fromkeys([*of(row), *swapped(row)]))


def swapped(row: Keyed) -> list[str]:
    """The shared keys that the row has with its given and family names the other way round."""
    family, _comma, given = row.name_key.partition(",")
    around = f"{given},{family}"
    if around in {row.name_key, NOBODY}:
        return []
    found = [f"p{number} {around}" for number in row.phones]
    if (born := row.plain.get("born_on")) and is_full(around):
        found.append(f"n{born.isoformat()} {around}")
    return found


def is_full(name_key: str) -> bool:
    """Whether there is a given and a family name: one alone and a birth date say nothing."""
    return not (name_key.startswith(",") or name_key.endswith(","))


def is_enough(targets: Iterable[str], order: Sequence[str]) -> bool:
    """Whether the columns of a file hold one of the keys that are asked for."""
    there = {target.partition(".")[0] for target in targets}
    if "name" in there:
        there |= {"given_name", "family_name"}
    needs = {
        UID: {"uid"}, EXTERNAL: {"external_id"}, EMAIL: {"email"}, PHONE: {"phone"},
        BIRTH: {"given_name", "family_name", "born_on"},
    }  # fmt: skip
    return any(needs[kind] <= there for kind in order)
