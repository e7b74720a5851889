"""Rules to begin with, each with where it comes from. Nothing here is active until somebody makes it so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.people.privacy.models import RetentionRule

Since = RetentionRule.Since


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule in words. ``is_confirmed``: read in the source named, on ``checked_on``."""

    key: str
    name: Any
    says: Any
    source: Any
    checked_on: date
    is_confirmed: bool
    values: Mapping[str, Any]


PROPOSALS = [
    Proposal(
        "election", _("After an election"),
        _("People added before election day who agreed to nothing are erased a month later."),
        _("CNIL, seven reflexes before an election, 30 January 2026: files made to canvass for one election"
          " are deleted after it; regular contacts and those who agreed may be kept."),
        date(2026, 11, 25), True,
        {"since": Since.DAY, "days": 30, "spares_consenting": True, "notice_days": 14},
    ),
    Proposal(
        "silence", _("Three years without activity"),
        _("People without activity for three years are erased, whatever they agreed to."),
        _("CNIL's reference on the management of commercial activities: prospects are kept for three years"
          " after their last contact. Campaigns follow it by analogy."),
        date(2026, 11, 25), False,
        {"since": Since.ACTIVE, "days": 1095, "spares_consenting": False, "notice_days": 30},
    ),
    Proposal(
        "unasked", _("Never agreed to anything"),
        _("People added a year ago who agreed to nothing are erased."),
        _("GDPR, article 5(1)(e): no longer than necessary. The period is the campaign's own " "choice."),
        date(2026, 11, 25), False,
        {"since": Since.KNOWN, "days": 365, "spares_consenting": True, "notice_days": 14},
    ),
]  # fmt: skip


def find(key: str) -> Proposal | None:
    return next((proposal for proposal in PROPOSALS if proposal.key == key), None)
