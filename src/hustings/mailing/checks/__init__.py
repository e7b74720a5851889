"""What is looked at before a mailing may leave, in words.

A check is a small function; the quick ones answer at once, the slow ones ask the world
outside in the background. See docs/reference/mailing-checks.md.
"""

from hustings.mailing.checks.desk import Desk
from hustings.mailing.checks.finding import Finding, Place, Weight, digest
from hustings.mailing.checks.fingerprints import seen, seen_of
from hustings.mailing.checks.registry import About, at_once, known, slow_ones
from hustings.mailing.checks.results import fingerprint, in_letters, stops
from hustings.mailing.checks.sender import on_country, on_sender

__all__ = [
    "About",
    "Desk",
    "Finding",
    "Place",
    "Weight",
    "at_once",
    "digest",
    "fingerprint",
    "in_letters",
    "known",
    "on_country",
    "on_sender",
    "seen",
    "seen_of",
    "slow_ones",
    "stops",
]
