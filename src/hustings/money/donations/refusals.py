"""Reasons why a gift is not taken, or its course not changed."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hustings.foundation.legal import Refused as ByLaw
from hustings.foundation.legal import gift_sentences, gifts
from hustings.foundation.legal.rules import GiftTest
from hustings.foundation.lib.formats import money
from hustings.people.persons.refusals import Refused


class NotTaken(Refused):
    """The gift is not taken; the message says why."""


class FundClosed(NotTaken):
    """The fund takes no gifts any more."""


class PersonGone(NotTaken):
    """The record of the donor is gone."""


class AgainstLaw(NotTaken):
    """A rule of law forbids it. ``verdict`` has the code, the article and what may still be given.

    ``waiting``: minor units that were promised by transfer or cheque, and count.
    """

    def __init__(self, verdict: ByLaw, donor: gifts.Donor, waiting: int = 0) -> None:
        super().__init__(f"{sentence(verdict, donor)} {_waits(waiting, verdict.currency)}".strip())
        self.verdict, self.donor, self.waiting = verdict, donor, waiting

    def __reduce__(self) -> Any:
        return type(self), (self.verdict, self.donor, self.waiting)


def sentence(verdict: ByLaw, donor: gifts.Donor) -> str:
    """The law’s answer in the reader’s language, and the facts of the donor that it lacks."""
    said = gift_sentences.refusal(verdict, get_language() or "en", money.shown)
    if verdict.code == GiftTest.DONOR_ABOVE and not (donor.nationality or donor.residence):
        return _("The nationality and the country of the donor are missing. %s") % said
    return said


def _waits(amount: int, currency: str) -> str:
    if not amount:
        return ""
    return _(
        "This counts %s promised by transfer or cheque and not yet received: it can be given up on the page"
        " that we e-mailed about it."
    ) % money.shown(amount, currency)


class DonationGone(Refused):
    """The gift that was paid is there no more."""


class NotNow(Refused):
    """The gift is in no state for that."""


class TooMuch(Refused):
    """More than what is left of the gift."""


def not_now(state: Any) -> NotNow:
    return NotNow(_("Not possible: this donation is in the state “%s”.") % state)
