"""To-dos of those who run calls: applications to check."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo
from hustings.networks.initiatives.models import Application, Round, State
from hustings.networks.initiatives.rights import RUN_CALLS


def deeds_of(user: Any) -> Iterator[Todo]:
    """Rounds whose deadline is over and that have applications to check."""
    if not access.may(user, RUN_CALLS):
        return
    closed = Round.objects.of(user, RUN_CALLS).filter(closes_at__lt=timezone.now(), announced_at=None)
    waiting = Application.objects.sent().filter(round__in=closed, state=State.SENT).order_by()
    counts = dict(waiting.values_list("round").annotate(n=Count("pk")))
    for row in closed.select_related("call").filter(pk__in=counts):
        n = counts[row.pk]
        words = ngettext("%(call)s: %(n)d application to check", "%(call)s: %(n)d applications to check", n)
        url = f"{reverse('initiatives_hq:applications', args=[row.pk])}?state={State.SENT}"
        yield Todo(words % {"call": row.call, "n": n}, url)
