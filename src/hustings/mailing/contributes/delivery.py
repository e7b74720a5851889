"""Deliveries: on the timeline, among what is to do, and where records are merged and parted."""

from django.utils.translation import gettext_lazy as _

from hustings.elections import changes
from hustings.mailing import moments, records
from hustings.mailing.models import Delivery
from hustings.people import undoing
from hustings.people.merging import parting


def register() -> None:
    """Called once, when the app is ready."""
    records.register()
    changes.register(moments.look_again)
    undoing.register_trace(
        "mails",
        _("mails"),
        lambda pks: Delivery.objects.filter(person__in=pks).values_list("person", flat=True),
    )
    parting.register_later(
        "mailing.delivery.person",
        lambda found, whose: found.filter(address__in=whose.addresses, due_at__gte=whose.since),
    )
