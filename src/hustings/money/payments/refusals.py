"""Reasons why a payment is not taken or not moved."""

from hustings.people.persons.refusals import Refused


class NoChannel(Refused):
    """No road is open for this payment just now."""


class NotPossible(Refused):
    """The payment is in no state for that."""


class TooMuch(Refused):
    """More than what is left of the payment."""
