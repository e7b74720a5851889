"""Tasks in the search of HQ."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.field.volunteers.models import Task
from hustings.field.volunteers.rights import ORGANISE
from hustings.foundation.accounts import access
from hustings.foundation.hq import search


def _seen(user: Any) -> QuerySet[Task] | None:
    return Task.objects.visible_to(user) if access.may(user, ORGANISE) else None


TASKS = search.Rows(_seen, "titles", "volunteers:task")
part = search.sources(search.Source("tasks", _("Tasks"), "tasks", 95, TASKS))
