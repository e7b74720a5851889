"""To-dos of rules of retention, for the dashboard."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.todos import Todo
from hustings.people.privacy.models import Retirement

URGENT = dt.timedelta(days=3)


def due(user: Any) -> Iterator[Todo]:
    if not access.may(user, CHANGE_SETTINGS):
        return
    open_ = Retirement.objects.filter(operation=None, held_at=None).select_related("rule")
    for retirement in open_.order_by("due_on", "pk")[:5]:
        words = ngettext(
            "“%(rule)s” will erase %(n)s person on %(day)s",
            "“%(rule)s” will erase %(n)s people on %(day)s",
            retirement.n_people,
        )
        words %= {"rule": retirement.rule, "n": retirement.n_people, "day": date_format(retirement.due_on)}
        is_soon = retirement.due_on <= timezone.localdate() + URGENT
        yield Todo(words, reverse("privacy:retention"), is_soon)
