"""Work that waits for moderators: reports, appeals, texts nobody has looked at yet; and to-dos of it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from hustings.deliberation.consultations.models import Consultation, Item
from hustings.deliberation.consultations.rights import MODERATE
from hustings.deliberation.moderation.models import Report, Ruling
from hustings.foundation.accounts import access
from hustings.foundation.lib import todos

LATE = timedelta(hours=24)  # a report that waits longer is a reason to hurry
MOST = 30  # consultations named among the to-dos


def reports() -> Any:
    """Reports on what is still shown that nobody decided about."""
    return Report.objects.filter(settled_at=None, item__hidden_at=None, item__withdrawn_at=None)


def counts(consultations: Sequence[int]) -> dict[int, int]:
    """Consultation -> reported items and appeals that wait."""
    of = {"item__consultation__in": consultations}
    found: dict[int, int] = {}
    reported = reports().filter(**of).order_by().values_list("item__consultation")
    appealed = Ruling.objects.appealed().filter(**of).order_by().values_list("item__consultation")
    for rows, column in ((reported, "item"), (appealed, "pk")):
        for pk, n in rows.annotate(n=Count(column, distinct=True)):
            found[pk] = found.get(pk, 0) + n
    return found


def unchecked(consultation: Consultation) -> Any:
    """Items that no moderator has looked at."""
    return Item.objects.to_check().filter(consultation=consultation)


def due(user: Any) -> Iterable[todos.Todo]:
    """For each consultation: reports that wait too long, reports, appeals that another moderator decides."""
    if not access.may(user, MODERATE):
        return
    mine = {each.pk: each for each in Consultation.objects.visible_to(user, MODERATE)[:MOST]}
    late = dict(_by(reports().filter(sent_at__lt=timezone.now() - LATE), mine, "item"))
    fresh = dict(_by(reports(), mine, "item"))
    appeals = dict(_by(Ruling.objects.appealed().exclude(user=user), mine, "pk"))
    for pk, consultation in mine.items():
        url = reverse("moderation_hq:queue", args=[pk])
        if n := late.get(pk):
            words = ngettext(
                "%(n)d report in “%(title)s” has been waiting for over a day",
                "%(n)d reports in “%(title)s” have been waiting for over a day", n,
            )  # fmt: skip
            yield todos.Todo(words % {"n": n, "title": consultation}, url, is_urgent=True)
        elif n := fresh.get(pk):
            words = ngettext(
                "%(n)d reported contribution in “%(title)s” to review",
                "%(n)d reported contributions in “%(title)s” to review", n,
            )  # fmt: skip
            yield todos.Todo(words % {"n": n, "title": consultation}, url)
        if n := appeals.get(pk):
            words = ngettext(
                "%(n)d appeal in “%(title)s” to decide", "%(n)d appeals in “%(title)s” to decide", n
            )
            yield todos.Todo(words % {"n": n, "title": consultation}, f"{url}?queue=appealed")


def _by(rows: Any, consultations: Iterable[int], column: str) -> Any:
    found = rows.filter(item__consultation__in=list(consultations)).order_by()
    return found.values_list("item__consultation").annotate(n=Count(column, distinct=True))
