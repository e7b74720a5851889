"""Call lists: saved, started, closed."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.outreach.calls.models import CallList
from hustings.outreach.calls.tasks import fill_list

log = logging.getLogger(__name__)


@transaction.atomic
def save_list(*, call_list: CallList | None = None, values: Mapping[str, Any], user: User | None) -> CallList:
    """Write a list down, new or changed; one that is called is filled anew."""
    found = (
        CallList.objects.select_for_update(of=("self",)).get(pk=call_list.pk)
        if call_list
        else CallList(user=user)
    )
    for name, value in values.items():
        setattr(found, name, value)
    found.save()
    fill_list.enqueue(found.pk)
    log.info("call list saved id=%s user=%s", found.pk, user and user.pk)
    return found


def start_list(*, call_list: CallList) -> bool:
    """Let callers call it, from its first day on."""
    return bool(CallList.objects.filter(pk=call_list.pk, started_at=None).update(started_at=timezone.now()))


def close_list(*, call_list: CallList) -> bool:
    """Hand out nobody any more; calls under way may still be noted."""
    return bool(CallList.objects.filter(pk=call_list.pk, closed_at=None).update(closed_at=timezone.now()))


@transaction.atomic
def reopen_list(*, call_list: CallList) -> bool:
    n = CallList.objects.filter(pk=call_list.pk).exclude(closed_at=None).update(closed_at=None)
    if n:
        fill_list.enqueue(call_list.pk)
    return bool(n)
