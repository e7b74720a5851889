"""Answers of many people on topics of mail, and where they stand by them, in a few statements."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from hustings.foundation.lib.sql import bulk
from hustings.people.persons.models import TopicAnswer, TopicStand

_ANSWER = ["id", "person", "topic", "is_in", "source", "user", "given_at", "recorded_at"]
_STAND = ["person", "topic", "is_in", "answer"]


class Said(NamedTuple):
    """What somebody (by key) wants of a topic (by key), and since when."""

    person: int
    topic: int
    is_in: bool
    given_at: datetime


def write(
    said: Sequence[Said],
    *,
    source: str,
    user: int | None,
    now: datetime,
    stood: Collection[tuple[int, int]],
) -> list[int]:
    """Write them, and return their keys. ``stood`` are the person and topic of stands that these replace."""
    keys = bulk.reserve_ids(TopicAnswer, len(said))
    bulk.insert(
        TopicAnswer,
        _ANSWER,
        [
            (key, one.person, one.topic, one.is_in, source, user, one.given_at, now)
            for key, one in zip(keys, said, strict=True)
        ],
    )
    replaced: dict[int, list[int]] = defaultdict(list)
    for person, topic in stood:
        replaced[topic].append(person)
    for topic, people in replaced.items():
        TopicStand.objects.filter(topic=topic, person__in=people).delete()
    bulk.insert(
        TopicStand,
        _STAND,
        [(one.person, one.topic, one.is_in, key) for key, one in zip(keys, said, strict=True)],
    )
    return list(keys)
