"""Status of a mailing that was sent, as its page shows it again and again."""

from collections.abc import Iterator
from math import ceil
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.outreach.abtests.panel import ANCHOR
from hustings.outreach.delivery import eta, hold_reasons, progress, timetable
from hustings.outreach.mailings.models import Mailing


def of(mailing: Mailing) -> dict[str, Any]:
    found = progress.of(mailing)
    return {
        "plan": timetable.sentences(mailing),
        "is_unbegun": timetable.is_unbegun(mailing),
        "seconds": seconds_left(mailing),
        "may_be_undone": mailing.may_be_undone and not found.total,
        "progress": found,
        "counts": list(_counts(mailing, found)),
        "poll": _poll(mailing, found),
        "outlook": eta.of(mailing, found),
        "waits": hold_reasons.of(mailing) if found.waiting else [],
        "left_out": hold_reasons.left_out(mailing) if found.skipped else [],
    }


def _counts(mailing: Mailing, found: progress.Progress) -> Iterator[tuple[str, int, str]]:
    """What letters are in each state, with the way to the people in it; no noughts of what is rare."""

    def listed(state: str) -> str:
        return reverse("dispatch:deliveries", args=[mailing.pk, state])

    yield pgettext("mails", "sent"), found.sent, listed("sent")
    if found.delivered:
        yield _("delivered (confirmed)"), found.delivered, listed("delivered")
    if found.hears_returns:
        yield pgettext("mails", "bounced"), found.bounced, reverse("bounces:returns", args=[mailing.pk])
    if found.complained:
        yield _("spam complaints"), found.complained, listed("complained")
    if found.held:
        url = f"{reverse('dispatch:mailing', args=[mailing.pk])}#{ANCHOR}"
        yield _("waiting for the winner"), found.held, url
    yield _("waiting"), found.waiting, ""
    yield pgettext("mails", "refused"), found.failed, listed("failed")
    yield pgettext("mails", "excluded"), found.skipped, listed("skipped")
    yield pgettext("mails", "unknown"), found.unsure, listed("unsure")
    yield pgettext("mails", "unsubscribed"), found.unsubscribed, ""


def _poll(mailing: Mailing, found: progress.Progress) -> str:
    """Soon while it can be undone or letters leave, else now and then."""
    if seconds_left(mailing):
        return "1s"
    return "2s" if found.waiting or not mailing.queued_at else "30s"


def seconds_left(mailing: Mailing) -> int:
    if not mailing.leaves_at or mailing.is_draft or mailing.is_over:
        return 0
    return max(0, ceil((mailing.leaves_at - timezone.now()).total_seconds()))
