"""To-dos: events and groups that the site doesn't show yet."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from hustings.field.events.models import Event
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.lib.todos import Todo


def due(user: Any) -> Iterator[Todo]:
    if not access.everywhere(user, PUBLISH_SITE):
        return
    rows = Event.objects.upcoming().filter(shown_at=None, cancelled_at=None).order_by()
    n = rows.filter(series=None).count() + rows.values("series").exclude(series=None).distinct().count()
    if n:
        words = ngettext("%(n)s event to approve", "%(n)s events to approve", n)
        yield Todo(words % {"n": n}, f"{reverse('events:events')}?state=waiting")
    n = LocalGroup.objects.filter(shown_at=None, closed_at=None).count()
    if n:
        words = ngettext("%(n)s local group to approve", "%(n)s local groups to approve", n)
        yield Todo(words % {"n": n}, f"{reverse('groups:groups')}?state=waiting")
