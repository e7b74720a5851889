"""Reasons why a deed on an expense is not done."""

from typing import Any

from django.utils.translation import gettext as _

from hustings.people.persons.refusals import Refused


class NotDone(Refused):
    """The expense stays as it is; the message says why."""


class NotNow(NotDone):
    """The expense is in no state for that."""


class OwnClaim(NotDone):
    """Nobody decides on money that they get."""


class NotApproved(NotDone):
    """Nobody, or too few, approved it yet."""


class AboveApproved(NotDone):
    """More than what was approved would be refunded."""


class ApprovedAlready(NotDone):
    """The same person can't be both of two."""


class AboveCeiling(NotDone):
    """Money spent and committed would pass the spending limit."""


class InvoiceKnown(NotDone):
    """This payee's invoice is recorded already."""


class TooMuch(NotDone):
    """More than what is left to pay."""


class NoAccount(NotDone):
    """The books have no account for it."""


class TooManyFiles(NotDone):
    """The expense has as many files as it may."""


class PayeeKnown(NotDone):
    """The books have a supplier of this name."""


def not_now(state: Any) -> NotNow:
    return NotNow(_("Not possible: this expense is in the state “%s”.") % state)
