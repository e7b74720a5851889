"""Mailings that wait for somebody's second look."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.outreach.review.approvals import rules
from hustings.outreach.review.models import Approval

_MOST = 50


def on(user: Any) -> list[Approval]:
    """Those that ``user`` may say yes or no to, the oldest first."""
    if not access.may(user, SEND_MAILINGS):
        return []
    found = Approval.objects.open().select_related("mailing", "asked_by").order_by("pk")[:_MOST]
    asked = {each.mailing_id: each for each in found if each.asked_by}
    mailings = [each.mailing for each in asked.values()]
    senders = {pk: each.asked_by for pk, each in asked.items() if each.asked_by}
    may = rules.may_review(user, mailings, senders) if mailings else set()
    return [each for pk, each in asked.items() if pk in may]


def deeds_of(user: Any) -> Iterator[Todo]:
    for each in on(user):
        words = _("%(who)s asks you to approve “%(name)s”")
        told = words % {"name": each.mailing.name, "who": each.asked_by}
        yield Todo(told, reverse("review:approval", args=[each.mailing_id]), is_urgent=True)
