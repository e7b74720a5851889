"""To-dos: groups to approve, hand-overs, groups without a host, newcomers whom nobody welcomed."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from hustings.field.groups.hosts import welcomes
from hustings.field.groups.models import Founding, Handover, LocalGroup, Vacancy
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo


def due(user: Any) -> Iterable[Todo]:
    """All of it, in the user's territories."""
    if not access.may(user, CHANGE_GROUPS):
        return
    groups = LocalGroup.objects.visible_to(user).filter(closed_at=None).order_by()
    yield from _foundings(user)
    yield from _handovers(groups)
    yield from _vacancies(groups)
    yield from _newcomers(groups)


def _foundings(user: Any) -> Iterator[Todo]:
    if n := Founding.objects.waiting().visible_to(user).count():
        words = ngettext("%(n)d new group to approve", "%(n)d new groups to approve", n)
        yield Todo(words % {"n": n}, reverse("groups:foundings"))


def _handovers(groups: Any) -> Iterator[Todo]:
    rows = Handover.objects.to_approve().filter(group__in=groups)
    if n := rows.count():
        words = ngettext("%(n)d hand-over of a group to approve", "%(n)d hand-overs of groups to approve", n)
        first = rows.order_by("accepted_at")[0]
        yield Todo(words % {"n": n}, reverse("groups:people", args=[first.group_id]))


def _vacancies(groups: Any) -> Iterator[Todo]:
    rows = Vacancy.objects.filter(ended_at=None, group__in=groups)
    if n := rows.count():
        words = ngettext("%(n)d group without a host", "%(n)d groups without a host", n)
        first = rows.order_by("due_at")[0]
        yield Todo(words % {"n": n}, reverse("groups:people", args=[first.group_id]), is_urgent=True)


def _newcomers(groups: Any) -> Iterator[Todo]:
    rows = welcomes.overdue().filter(membership__group__in=groups)
    n = rows.count()
    if not n:
        return
    days = max(1, (timezone.now() - rows.aggregate(first=Min("membership__since"))["first"]).days)
    newcomers = ngettext("%(n)d newcomer", "%(n)d newcomers", n) % {"n": n}
    words = ngettext(
        "%(newcomers)s unanswered for %(days)d day", "%(newcomers)s unanswered for %(days)d days", days
    )
    first = rows.order_by("due_at").values_list("membership__group", flat=True)[0]
    yield Todo(words % {"newcomers": newcomers, "days": days}, reverse("groups:people", args=[first]))
