"""What is looked at before a mailing may leave, in words.

A check is a small function that is registered; the quick ones answer at once, the slow ones ask the world
outside in the background. See docs/reference/mailing-checks.md.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from hustings.mailing import conditions, letter, look
from hustings.mailing.audience import Reach
from hustings.mailing.checks import (  # noqa: F401 - importing registers them
    assassin,
    comments,
    guard,
    kept,
    lawful,
    letters,
    links,
    posture,
    readers,
    sender,
    websites,
    weight,
    words,
)
from hustings.mailing.checks.desk import Desk
from hustings.mailing.checks.finding import Finding, Place, Weight, digest
from hustings.mailing.checks.registry import CHECKS, About, at_once, slow_ones, that_stop
from hustings.mailing.checks.sender import on_country, on_sender
from hustings.mailing.merge import BadMerge
from hustings.mailing.models import Mailing, Trial

__all__ = [
    "CHECKS",
    "About",
    "Desk",
    "Finding",
    "Place",
    "Weight",
    "at_once",
    "digest",
    "fingerprint",
    "in_letters",
    "on_country",
    "on_sender",
    "seen",
    "slow_ones",
    "stops",
]


def seen(mailing: Mailing, copied: Mapping[Any, Any] | None = None) -> str:
    """A fingerprint of what leaves and to whom, so that nothing else leaves than what was looked at.

    ``copied``: the conditions of its parts where they have been copied already.
    """
    parts: list[Any] = [list(mailing.content.raw_data), mailing.purpose, mailing.asks_for, mailing.topic_id]
    parts.append(mailing.says)
    if mailing.look or mailing.may_be_written:  # what left before looks were kept has none
        parts.append(look.of(mailing).kept())
    parts += mailing.ad_facts
    parts += [trial.set_up for trial in Trial.objects.filter(mailing=mailing)]
    with suppress(BadMerge, conditions.Gone):  # then it can't leave anyhow
        asked = conditions.of(letter.survey(mailing).segments) if copied is None else copied
        parts.append({str(key): asked[key] for key in asked})
    text = json.dumps(parts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def fingerprint(mailing: Mailing) -> str:
    """Of all that the slow checks look at."""
    return kept.fingerprint(mailing, seen(mailing))


def in_letters(mailing: Mailing, user: Any, reached: Reach) -> list[Finding]:
    """What is amiss with what was written."""
    return at_once(Desk(mailing, user, reached), [About.LETTERS])


def stops(mailing: Mailing, user: Any) -> list[Finding]:
    """What keeps it from leaving."""
    return that_stop(Desk(mailing, user, is_brief=True))
