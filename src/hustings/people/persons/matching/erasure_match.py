"""Whether somebody who is added by hand was erased: asked by all that an import would know them by."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hustings.people.persons import phones
from hustings.people.persons.matching import key_owners, match_keys
from hustings.people.persons.models import Erasure
from hustings.people.persons.models.persons import name_keys
from mailguard.identifiers import addresses


@dataclass(slots=True)
class _Typed:
    plain: dict[str, Any]
    uid: str = ""
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    name_key: str = ""


def keys_of(words: dict[str, Any]) -> list[str]:
    """The keys of somebody as a form has them, the surest first, also with the names swapped."""
    typed = _Typed({name: words[name] for name in ("external_id", "born_on") if words.get(name)})
    typed.name_key, _given_key = name_keys(words.get("given_name", ""), words.get("family_name", ""))
    if words.get("email"):
        typed.emails.append(addresses.read(words["email"]).key)
    if words.get("phone"):
        typed.phones.append(phones.read(words["phone"]))
    return match_keys.of_erased(typed)


def told_by(asked: Iterable[str]) -> dict[str, datetime | None]:
    """Keys by which somebody erased was known, and when; none that somebody here has, too."""
    erased = Erasure.objects.days(asked)
    here = key_owners.owners(erased) if erased else {}
    return {key: day for key, day in erased.items() if key not in here}


def is_shared(key: str) -> bool:
    """Whether others may have the same: it may be somebody else."""
    return key[0] in match_keys.SHARED


def words(key: str) -> str:
    return match_keys.labels()[match_keys.KINDS[key[0]]]
