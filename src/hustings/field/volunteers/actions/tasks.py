"""Tasks: entered, changed, closed."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.volunteers.models import Task
from hustings.foundation.accounts.models import User
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)


class FewerThanTaken(Refused):
    """More people have it than it would need."""


@transaction.atomic
def save_task(*, task: Task | None = None, values: Mapping[str, Any], user: User | None) -> Task:
    """Write a task down, new or changed."""
    said = dict(values)
    skills = said.pop("skills", None)
    found = Task.objects.select_for_update(of=("self",)).get(pk=task.pk) if task else Task(owner=user)
    for name, value in said.items():
        setattr(found, name, value)
    if found.needed < found.taken:
        words = _("%(n)s people already have this task: hand some places back first.")
        raise FewerThanTaken(words % {"n": found.taken})
    found.save()
    if skills is not None:
        found.skills.set(skills)
    log.info("task saved id=%s user=%s", found.pk, user and user.pk)
    return found


def close_task(*, task: Task) -> bool:
    """Nobody can take it up any more; who has it keeps it."""
    return bool(Task.objects.filter(pk=task.pk, closed_at=None).update(closed_at=timezone.now()))


def reopen_task(*, task: Task) -> bool:
    return bool(Task.objects.filter(pk=task.pk).exclude(closed_at=None).update(closed_at=None))
