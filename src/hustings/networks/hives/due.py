"""To-dos of those who run buying groups."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo
from hustings.networks.hives.models import Delivery, Producer, Sale
from hustings.networks.hives.rights import RUN_HIVES

_AHEAD = timedelta(days=30)


def deeds_of(user: Any) -> Iterator[Todo]:
    """Sales that failed to close, producers to pay, papers that end."""
    if not access.may(user, RUN_HIVES):
        return
    now = timezone.now()
    late = Sale.objects.of(user, RUN_HIVES).filter(closed_at=None, closes_at__lt=now - timedelta(minutes=15))
    for sale in late.select_related("hive")[:3]:
        words = _("A sale of “%s” is over and not closed") % sale.hive
        yield Todo(words, reverse("hives:sale", args=[sale.pk]), is_urgent=True)
    unpaid = (
        Delivery.objects.of(user, RUN_HIVES)
        .coming()
        .filter(paid_on=None, goods__gt=0, sale__closed_at__isnull=False, sale__pickup_until__lt=now)
    )
    if n := unpaid.count():
        words = ngettext("%(n)d producer to pay", "%(n)d producers to pay", n)
        yield Todo(words % {"n": n}, reverse("hives:unpaid"))
    ending = Producer.objects.of(user, RUN_HIVES).filter(papers_until__lte=timezone.localdate() + _AHEAD)
    if n := ending.count():
        words = ngettext("%(n)d producer whose papers end", "%(n)d producers whose papers end", n)
        yield Todo(words % {"n": n}, reverse("hives:producers"))
