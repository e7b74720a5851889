"""What is looked at before a mailing may leave, in words.

A check is a small function; the quick ones answer at once, the slow ones ask the world
outside in the background. See docs/reference/mailing-checks.md.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from hustings.campaigns.models import Campaign
from hustings.mailing import advertising, conditions, look
from hustings.mailing.audience import Reach
from hustings.mailing.checks import kept
from hustings.mailing.checks.desk import Desk, side_by_side
from hustings.mailing.checks.finding import Finding, Place, Weight, digest
from hustings.mailing.checks.registry import About, at_once, known, slow_ones, that_stop
from hustings.mailing.checks.sender import on_country, on_sender
from hustings.mailing.models import Mailing, Trial

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


def seen(mailing: Mailing, copied: Mapping[Any, Any] | None = None) -> str:
    """A fingerprint of what leaves and to whom, so that nothing else leaves than what was looked at.

    ``copied``: the conditions of its parts where they have been copied already.
    """
    return seen_of([mailing], {} if copied is None else {mailing.pk: copied})[mailing.pk]


def seen_of(
    mailings: Collection[Mailing], copied: Mapping[int, Mapping[Any, Any]] | None = None
) -> dict[int, str]:
    """The same of many, by their numbers; as many questions as of one."""
    campaign, worn = Campaign.current(), look.current()
    trials: dict[int, list[Any]] = defaultdict(list)
    for trial in Trial.objects.filter(mailing__in=[each.pk for each in mailings]):
        trials[trial.mailing_id].append(trial.set_up)
    held = copied or {}
    parts = {each.pk: conditions.named(each) for each in mailings if each.pk not in held}
    criteria = conditions.criteria({key for keys in parts.values() for key in keys})
    found = {}
    for each in mailings:
        said = [*_worn(each, worn, campaign), *each.ad_facts, *trials[each.pk]]
        with suppress(conditions.Gone):  # then it can't leave anyhow
            asked = held[each.pk] if each.pk in held else conditions.copied(parts[each.pk], criteria)
            said.append({str(key): asked[key] for key in asked})
        found[each.pk] = _digest([*_says(each), *said])
    return found


def _says(mailing: Mailing) -> list[Any]:
    asked = mailing.asks_for
    return [list(mailing.content.raw_data), mailing.purpose, asked, mailing.topic_id, mailing.says]


def _worn(mailing: Mailing, worn: look.Look, campaign: Campaign) -> Iterator[Any]:
    """Its look and its label; what left before those were kept has none."""
    if mailing.look or mailing.may_be_written:
        yield (look.read(mailing.look) if mailing.look else worn).kept()
    if mailing.label or mailing.may_be_written:
        label = advertising.of(mailing, campaign)
        if label:
            yield label.kept()


def _digest(parts: list[Any]) -> str:
    text = json.dumps(parts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def fingerprint(mailing: Mailing) -> str:
    """Of all that the slow checks look at."""
    return kept.fingerprint(mailing, seen(mailing))


def in_letters(
    mailings: Sequence[Mailing], user: Any, reached: Reach
) -> Iterator[tuple[Mailing, list[Finding]]]:
    """What is amiss with what was written, of each."""
    for desk in side_by_side(mailings, user, reached):
        yield desk.mailing, at_once(desk, [About.LETTERS])


def stops(mailing: Mailing, user: Any) -> list[Finding]:
    """What keeps it from leaving."""
    return that_stop(Desk(mailing, user, is_brief=True))
