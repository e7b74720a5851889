"""A date that does not fit."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

_AHEAD, _BEHIND = timedelta(hours=6), timedelta(days=4)


@detector
def date_odd(facts: Facts) -> Iterator[Evidence]:
    """Its date is missing, or far from the day it arrived."""
    came = facts.envelope.received_at or next((hop.at for hop in facts.hops if hop.at), None)
    if facts.sent_at is None:
        if not facts.is_head_cut:
            yield found("It has no valid date.", 0.6)
    elif came is not None and came - facts.sent_at > _BEHIND and not facts.bulk.is_list:
        yield found("It is dated {n} days before it arrived.", 0.7, n=_days(came, facts.sent_at))
    elif came is not None and facts.sent_at - came > _AHEAD:
        yield found("It is dated after it arrived.", 0.9)


def _days(came: datetime, sent: datetime) -> int:
    return (came - sent).days
