"""Results of the checks that answer at once, for those who send."""

from collections.abc import Iterator, Sequence
from typing import Any

from hustings.outreach.mailings.audience import Reach
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import kept_results
from hustings.outreach.preflight.desk import Desk, side_by_side
from hustings.outreach.preflight.findings import Finding
from hustings.outreach.preflight.fingerprints import seen
from hustings.outreach.preflight.registry import About, at_once, that_stop


def fingerprint(mailing: Mailing) -> str:
    return kept_results.fingerprint(mailing, seen(mailing))


def in_letters(
    mailings: Sequence[Mailing], user: Any, reached: Reach
) -> Iterator[tuple[Mailing, list[Finding]]]:
    """What is amiss with what was written, of each."""
    for desk in side_by_side(mailings, user, reached):
        yield desk.mailing, at_once(desk, [About.LETTERS])


def stops(mailing: Mailing, user: Any) -> list[Finding]:
    """What keeps it from leaving."""
    return that_stop(Desk(mailing, user, is_brief=True))
