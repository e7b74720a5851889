"""Mails of notices that come back: noted, and an address that is gone for good gets no more."""

import logging
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from hustings.field.threads.models import Notice
from hustings.outreach.bounces import classification, other_apps
from hustings.outreach.bounces.reports import Kind, Report
from hustings.outreach.delivery.models.reasons import Severity
from hustings.outreach.mailings.audience import usable_emails
from hustings.people.persons.actions import set_status
from hustings.people.persons.models import Email

log = logging.getLogger(__name__)


@transaction.atomic
def take_in(reports: Sequence[tuple[int, Report]]) -> None:
    """Note which came back; a hard bounce marks the address as bouncing. Twice is like once."""
    bounces = {pk: report for pk, report in reports if report.kind == Kind.BOUNCE}
    found = Notice.objects.filter(pk__in=bounces, bounced_at=None).exclude(sent_at=None)
    for notice in found.select_related("person"):
        Notice.objects.filter(pk=notice.pk).update(bounced_at=timezone.now())
        judged = classification.judge(bounces[notice.pk].status, bounces[notice.pk].said)
        email = usable_emails().filter(person=notice.person).first()
        if judged.severity == Severity.HARD and email:
            set_status(way=email, status=Email.Status.BOUNCING)
        log.info("notice came back notice=%s why=%s", notice.pk, judged.reason)


TAKER = other_apps.Taker(1, take_in)
