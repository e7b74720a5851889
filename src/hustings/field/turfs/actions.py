"""Deeds on plans."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from hustings.field.turfs.models import Plan
from hustings.field.turfs.tasks import cut_plan
from hustings.foundation.accounts.models import User

log = logging.getLogger(__name__)


@transaction.atomic
def save_plan(*, plan: Plan | None = None, values: Mapping[str, Any], user: User) -> Plan:
    """Write a plan down, new or changed, and have it cut."""
    found = Plan.objects.select_for_update().get(pk=plan.pk) if plan else Plan(user=user)
    for name, value in values.items():
        setattr(found, name, value)
    found.cut_at, found.problem = None, ""
    found.save()
    cut_plan.enqueue(found.pk)
    log.info("turfs.plan plan=%s user=%s", found.pk, user.pk)
    return found


@transaction.atomic
def delete_plan(*, plan: Plan, user: User) -> None:
    """Throw a plan and its turfs away."""
    log.info("turfs.delete plan=%s user=%s", plan.pk, user.pk)
    plan.delete()
