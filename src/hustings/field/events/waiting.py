"""To-dos: events and groups that the site doesn't show yet."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from hustings.field.events.models import Event, EventChange
from hustings.field.events.rights import CHANGE_EVENTS
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.lib.todos import Todo


def due(user: Any) -> Iterator[Todo]:
    is_publisher = access.everywhere(user, PUBLISH_SITE)
    if not (is_publisher or access.may(user, CHANGE_EVENTS)):
        return
    rows = Event.objects.upcoming().filter(shown_at=None, cancelled_at=None).order_by()
    if not is_publisher:  # what hosts of groups of their territories propose
        rows = access.within(rows.filter(is_proposed=True), user, CHANGE_EVENTS)
    n = rows.filter(series=None).count() + rows.values("series").exclude(series=None).distinct().count()
    if n:
        words = ngettext("%(n)s event to approve", "%(n)s events to approve", n)
        yield Todo(words % {"n": n}, f"{reverse('events:events')}?state=waiting")
    n = EventChange.objects.due().decided_by(user).count()
    if n:
        words = ngettext("%(n)s change of an event to approve", "%(n)s changes of events to approve", n)
        yield Todo(words % {"n": n}, f"{reverse('events:events')}?state=changes")
    if not is_publisher:
        return
    n = LocalGroup.objects.filter(shown_at=None, closed_at=None).count()
    if n:
        words = ngettext("%(n)s local group to approve", "%(n)s local groups to approve", n)
        yield Todo(words % {"n": n}, f"{reverse('groups:groups')}?state=waiting")
