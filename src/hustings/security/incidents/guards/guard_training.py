"""Training of guards: made anew of the lessons that stand, whenever they have changed."""

import logging
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from django.db import transaction

from hustings.security.incidents.models import Lesson, Opinion, ShieldSettings, Teaching
from mailguard.feedback import Reviews

log = logging.getLogger(__name__)
KEPT = 100  # versions
MOST = 1_000  # lessons that count: as many as the engine learns from


def for_guards() -> dict[str, Any]:
    """As it stands in the profile, empty where nothing is taught."""
    newest = Teaching.current()
    return {**newest.numbers, "version": newest.pk} if newest and newest.n else {}


def teach() -> Teaching | None:
    """A new version where the lessons changed, else None. Learning takes seconds and holds nothing up."""
    from mailguard.policy import feedback_training

    lessons = _lessons()
    key = _key(lessons)
    newest = Teaching.current()
    if key == (newest.key if newest else _key([])):
        return None
    examples = [
        feedback_training.Example(
            each.odds, tuple(sorted(each.signals.items())), tuple(each.words), each.is_attack
        )
        for each in lessons
    ]
    taught = feedback_training.teach(examples, 0) if examples else Reviews()
    said = asdict(feedback_training.figures(examples, taught))
    with transaction.atomic():
        ShieldSettings.objects.get_or_create(pk=1)
        ShieldSettings.objects.select_for_update().get(pk=1)
        if _key(_lessons()) != key:
            return None
        made = Teaching.objects.create(key=key, numbers=taught.to_json(), **said)
        kept = Teaching.objects.order_by("-pk").values_list("pk", flat=True)[:KEPT]
        Teaching.objects.exclude(pk__in=list(kept)).delete()
    log.info(
        "incidents.taught version=%d examples=%d right=%d, %d", made.pk, made.n, made.n_before, made.n_after
    )
    return made


def forget(incident: int) -> bool:
    """Drop the lesson of an incident that no accepted opinion stands behind any more; whether it had one."""
    if Opinion.objects.filter(incident=incident, decision=Opinion.Decision.ACCEPTED).exists():
        return False
    return bool(Lesson.objects.filter(incident=incident).delete()[0])


def _lessons() -> list[Lesson]:
    return list(Lesson.objects.order_by("-made_at", "-pk")[:MOST])[::-1]


def _key(lessons: list[Lesson]) -> str:
    said = [f"{each.pk} {each.is_attack} {each.odds} {each.made_at.timestamp()}" for each in lessons]
    return sha256("\n".join(said).encode()).hexdigest()
