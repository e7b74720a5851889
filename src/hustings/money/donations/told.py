"""Lines of the timeline that gifts write."""

from hustings.foundation.accounts.models import User
from hustings.money.donations.models import Donation
from hustings.people.persons.models import Activity

SETTLED, REFUNDED, LOST = "donations.settled", "donations.refunded", "donations.lost"
REFUND_FAILED, UNSETTLED = "donations.refund_failed", "donations.unsettled"
PLAN_STARTED, PLAN_CHANGED, PLAN_ENDED = (
    "donations.plan_started",
    "donations.plan_changed",
    "donations.plan_ended",
)


def line(row: Donation, kind: str, amount: int, user: User | None = None) -> Activity:
    """One line for the donor's timeline, not yet written."""
    data = {"amount": amount, "currency": row.currency, "fund": row.fund.names, "donation": row.pk}
    return Activity(person=row.person, kind=kind, data=data, user=user)
