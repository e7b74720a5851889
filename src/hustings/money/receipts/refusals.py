"""Reasons why a deed on receipts is not done."""

from hustings.people.persons.refusals import Refused


class NumbersTaken(Refused):
    """A range overlaps another of the same books."""


class SeriesClosed(Refused):
    """No receipt is made out in this series any more, or another one is open."""


class IsVoid(Refused):
    """The receipt is void."""


class NothingDue(Refused):
    """No receipt is due: the message says why."""
