"""To-dos of whoever keeps the decoys."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo
from hustings.security.decoys.models import Alarm
from hustings.security.decoys.rights import KEEP_DECOYS


def deeds_of(user: Any) -> Iterator[Todo]:
    if not access.may(user, KEEP_DECOYS):
        return
    if n := Alarm.objects.unanswered().count():
        words = ngettext(
            "Decoy triggered: someone may have got in",
            "%(n)d decoys triggered: someone may have got in",
            n,
        )
        yield Todo(words % {"n": n}, reverse("decoys:index"), is_urgent=True)
