"""Reasons why a gift is not taken, or its course not changed."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hustings.foundation.legal import Refused as ByLaw
from hustings.foundation.legal import gift_sentences
from hustings.foundation.lib.formats import money
from hustings.people.persons.refusals import Refused


class NotTaken(Refused):
    """The gift is not taken; the message says why."""


class FundClosed(NotTaken):
    """The fund takes no gifts any more."""


class PersonGone(NotTaken):
    """The record of the donor is gone."""


class AgainstLaw(NotTaken):
    """A rule of law forbids it. ``verdict`` has the code, the article and what may still be given."""

    def __init__(self, verdict: ByLaw) -> None:
        super().__init__(gift_sentences.refusal(verdict, get_language() or "en", money.shown))
        self.verdict = verdict

    def __reduce__(self) -> Any:
        return type(self), (self.verdict,)


class DonationGone(Refused):
    """The gift that was paid is there no more."""


class NotNow(Refused):
    """The gift is in no state for that."""


class TooMuch(Refused):
    """More than what is left of the gift."""


def not_now(state: Any) -> NotNow:
    return NotNow(_("Not possible: this donation is in the state “%s”.") % state)
