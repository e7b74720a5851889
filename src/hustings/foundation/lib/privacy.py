"""Registry of what apps say in the privacy notice, while they are in use here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from hustings.foundation.contributions import Registry


class Part(StrEnum):
    """The headings, in their order."""

    WHY = "reason"
    WHENCE = "whence"
    HOW_LONG = "how_long"
    WHO = "who"
    VISITS = "visits"


@dataclass(frozen=True, slots=True)
class Use:
    """Something that is in use where ``rows()`` has any. ``is_handed_on``: outsiders see data."""

    name: str
    rows: Callable[[], QuerySet[Any]]
    is_handed_on: bool = False


class InUse(dict[str, bool]):
    """Uses there are, and the row of the campaign that was read with them."""

    campaign: Any = None


Told = tuple[Part, str]
Teller = Callable[[InUse], Iterable[Told]]  # in the language of the moment
uses = Registry[Use]("lib.privacy.uses", key=attrgetter("name"))
tellers = Registry[Teller]("lib.privacy.tellers")  # each is told which uses there are
