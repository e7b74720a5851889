"""To-dos: volunteers without a first task, tasks that lack people soon."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.field.volunteers.models import Task, Volunteer, VolunteerLimits
from hustings.field.volunteers.rights import ORGANISE
from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo
from hustings.people.persons.rights import VIEW_PEOPLE

SOON = dt.timedelta(days=3)


def due(user: Any) -> Iterator[Todo]:
    if access.may(user, ORGANISE) and access.may(user, VIEW_PEOPLE):
        yield from _first_tasks(user)
    if access.may(user, ORGANISE):
        yield from _lacking(user)


def _first_tasks(user: Any) -> Iterator[Todo]:
    """First tasks to find for the user's own volunteers and nobody's; each within some days of the offer."""
    rows = Volunteer.objects.visible_to(user).visible_to(user, ORGANISE).without_task()
    rows = rows.filter(Q(owner=None) | Q(owner=user.pk))
    n = rows.count()
    if not n:
        return
    since = timezone.now() - dt.timedelta(days=VolunteerLimits.load().first_task_days)
    late = rows.filter(offered_at__lt=since).count()
    words = ngettext("%(n)s volunteer without a first task", "%(n)s volunteers without a first task", n)
    said = words % {"n": n}
    if late:
        said = _("%(what)s, %(late)s overdue") % {"what": said, "late": late}
    yield Todo(said, f"{reverse('volunteers:volunteers')}?state=new", is_urgent=bool(late))


def _lacking(user: Any) -> Iterator[Todo]:
    soon, day = timezone.now() + SOON, timezone.localdate() + SOON
    near = Q(starts_at__lt=soon) | Q(due_on__lte=day)
    n = Task.objects.visible_to(user).open().filter(near).count()
    if n:
        words = ngettext(
            "%(n)s task in the next three days lacks people",
            "%(n)s tasks in the next three days lack people", n,
        )  # fmt: skip
        yield Todo(words % {"n": n}, f"{reverse('volunteers:tasks')}?state=open")
