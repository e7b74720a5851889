"""Whether somebody who is added by hand was erased: asked by all that an import would know them by."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hustings.people import phones
from hustings.people.importing import directory, keys
from hustings.people.importing.rows import Row
from hustings.people.models import Erasure
from mailguard import addresses


def keys_of(words: dict[str, Any]) -> list[str]:
    """The keys of somebody as a form has them, the surest first, also with the names swapped."""
    row = Row(0, [], plain={name: words[name] for name in ("external_id", "born_on") if words.get(name)})
    row.plain |= {name: words.get(name, "") for name in ("given_name", "family_name")}
    row.name_key, row.given_key = row.names()
    if words.get("email"):
        row.emails[addresses.read(words["email"]).key] = (words["email"], "")
    if words.get("phone"):
        row.phones.append(phones.read(words["phone"]))
    return keys.of_erased(row)


def told_by(asked: Iterable[str]) -> dict[str, datetime | None]:
    """Those keys by which somebody was known who was erased, and when.

    What somebody here has, too, tells nothing.
    """
    erased = Erasure.objects.days(asked)
    here = directory.owners(erased) if erased else {}
    return {key: day for key, day in erased.items() if key not in here}


def is_shared(key: str) -> bool:
    """Whether others may have the same: it may be somebody else."""
    return key[0] in keys.SHARED


def words(key: str) -> str:
    """What kind of key it is, in words."""
    return keys.labels()[keys.KINDS[key[0]]]
