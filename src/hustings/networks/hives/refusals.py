"""Reasons why something about a sale is not done."""

from collections.abc import Mapping

from hustings.people.persons.refusals import Refused


class NotDone(Refused):
    """The message says why, and what to do."""


class SaleShut(NotDone):
    """The sale takes no orders."""


class SoldOut(NotDone):
    """Less is left than was asked for; ``short``: key of an offer -> what is to be said beside it."""

    def __init__(self, short: Mapping[int, str]) -> None:
        super().__init__(" ".join(short.values()))
        self.short = short


class NotOffered(NotDone):
    """A good is not, or no longer, in the sale; or not in this quantity."""


class NotReady(NotDone):
    """The hive has too few members or producers to open."""


class NotAMember(NotDone):
    """Only members order."""


class NotPayable(NotDone):
    """Nothing is to be paid."""
