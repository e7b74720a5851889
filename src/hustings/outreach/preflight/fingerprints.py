"""Fingerprints of mailings: nothing else leaves than what was looked at."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.emails import advertising, conditions, look
from hustings.outreach.mailings.models import Mailing


def seen(mailing: Mailing, copied: Mapping[Any, Any] | None = None) -> str:
    """A fingerprint of letters and readers, so that nothing else leaves than what was looked at."""
    return seen_of([mailing], {} if copied is None else {mailing.pk: copied})[mailing.pk]


def seen_of(
    mailings: Collection[Mailing], copied: Mapping[int, Mapping[Any, Any]] | None = None
) -> dict[int, str]:
    """The same of many, by their numbers; as many questions as of one."""
    campaign, worn = Campaign.current(), look.current()
    trials: dict[int, list[Any]] = defaultdict(list)
    for trial in ABTest.objects.filter(mailing__in=[each.pk for each in mailings]):
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
