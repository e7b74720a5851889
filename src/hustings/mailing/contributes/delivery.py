"""Deliveries: on the timeline, among what is to do, and where records are merged and parted."""

from collections.abc import Collection, Iterable, Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.contributions import Contribution
from hustings.elections import changes
from hustings.lib import privacy
from hustings.mailing import moments, records
from hustings.mailing.carrying import providers
from hustings.mailing.models import Delivery
from hustings.people import undoing
from hustings.people.merging import parting


def _reached(people: Collection[int]) -> Iterable[int]:
    return Delivery.objects.filter(person__in=people).values_list("person", flat=True)


def _carriers(use: Mapping[str, bool]) -> Iterable[privacy.Told]:
    """For the privacy notice."""
    if settings.MAIL_PROVIDER:
        words = _("Our e-mails leave through %(name)s, which sees your address and the text.")
        yield privacy.Part.WHO, words % {"name": providers.kind_of(settings.MAIL_PROVIDER).title()}


app = Contribution(
    records.app,
    privacy.tellers(_carriers),
    changes.listeners(moments.look_again),
    undoing.traces(undoing.Trace("mails", gettext_lazy("mails"), _reached)),
    parting.laters(
        parting.Later(
            "mailing.delivery.person",
            lambda found, whose: found.filter(address__in=whose.addresses, due_at__gte=whose.since),
        )
    ),
)
