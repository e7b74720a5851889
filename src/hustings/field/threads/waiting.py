"""To-dos: reported messages and reviews that writers asked for."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from hustings.field.threads.models import Bulletin, Message, Report
from hustings.field.threads.rights import MODERATE, approves
from hustings.foundation.accounts import access
from hustings.foundation.lib import todos

MOST = 500  # that a to-do counts


def to_review(rows: QuerySet[Message]) -> QuerySet[Message]:
    """Those of them that wait for a decision: reported, or hidden and to be looked at again."""
    reported = Exists(Report.objects.open().filter(message=OuterRef("pk")))
    appealed = Q(appealed_at__isnull=False, appeal_decided_at=None, hidden_at__isnull=False)
    return rows.filter((Q(hidden_at=None) & reported) | appealed, erased_at=None)


def due(user: Any) -> Iterable[todos.Todo]:
    """One for all messages to moderate, one for all messages to members that wait for approval."""
    if access.may(user, MODERATE) and (n := to_review(Message.objects.visible_to(user))[:MOST].count()):
        words = ngettext("%(n)d message to moderate", "%(n)d messages to moderate", n)
        yield todos.Todo(words % {"n": n}, reverse("threads_hq:reports"))
    if approves(user) and (n := Bulletin.objects.visible_to(user).waiting()[:MOST].count()):
        words = ngettext("%(n)d message to members to approve", "%(n)d messages to members to approve", n)
        yield todos.Todo(words % {"n": n}, reverse("threads_hq:bulletins"))
