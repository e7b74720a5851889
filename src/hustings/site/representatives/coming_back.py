"""Letters to representatives that come back: noted at the letter, and held until the address is mended."""

import logging
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hustings.outreach.bounces import classification, other_apps
from hustings.outreach.bounces.reports import Kind, Report
from hustings.outreach.delivery.models.reasons import Reason, Severity
from hustings.site.representatives.models import ContactAttempt, Representative

log = logging.getLogger(__name__)


def sender_of(approach: ContactAttempt, otherwise: str) -> str:
    """The envelope sender by which a letter is known again."""
    return TAKER.sender_of(approach.pk, otherwise)


@transaction.atomic
def take_in(reports: Sequence[tuple[int, Report]]) -> None:
    """Note which came back and why; one for good stops those to the same address. Twice is like once."""
    bounces = {pk: report for pk, report in reports if report.kind == Kind.BOUNCE}
    found = ContactAttempt.objects.filter(pk__in=bounces, came_back_at=None).select_related("representative")
    for approach in found.exclude(sent_at=None):
        judged = classification.judge(bounces[approach.pk].status, bounces[approach.pk].said)
        ContactAttempt.objects.filter(pk=approach.pk).update(
            came_back_at=timezone.now(), came_back_why=judged.reason
        )
        if judged.severity == Severity.HARD:
            _stop(approach, judged.reason)
        log.info("letter came back approach=%s why=%s", approach.pk, judged.reason)


def _stop(approach: ContactAttempt, why: Reason) -> None:
    """No more to this address; a letter of before it was changed says nothing of the new one."""
    is_same = Q(email_changed_at=None) | Q(email_changed_at__lte=approach.sent_at)
    rows = Representative.objects.filter(is_same, pk=approach.representative_id, silent_at=None)
    rows.update(silent_at=timezone.now(), silent_why=why)


TAKER = other_apps.Taker(0, take_in)
