"""Retention: responses that nobody decided about go after a month; there is no ground to keep them."""

import logging
from datetime import timedelta

from django.utils import timezone

from hustings.site.forms.models import Response

log = logging.getLogger(__name__)
KEPT, DAY = timedelta(days=30), timedelta(days=1)


def forget() -> int:
    """Delete what was put aside, or waits, and is nobody's after a month; networks after a day."""
    old = Response.objects.filter(confirmed_at=None, sent_at__lt=timezone.now() - KEPT)
    n_gone, _by_table = old.delete()
    nameless = Response.objects.filter(person=None, sign_up=None, mailbox="").exclude(visitor="")
    nameless.filter(sent_at__lt=timezone.now() - DAY).update(visitor="")
    log.info("responses forgotten n=%s", n_gone)
    return n_gone
