"""Deliveries: on the timeline, among what is to do, and where records are merged and parted."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts import access, menu
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.contributions import Contribution
from hustings.foundation.elections import changes
from hustings.foundation.lib import privacy, routes
from hustings.outreach.delivery import records, send_windows, webhook_events
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.transports import providers
from hustings.outreach.mailings.models import Mailing
from hustings.people.changes import undo
from hustings.people.contacts import pressure
from hustings.people.duplicates.merging import unmerge


def _reached(people: Collection[int]) -> Iterable[int]:
    """All but those for whom only messages of sequences wait, or never left."""
    states = [Delivery.State.HELD, Delivery.State.QUEUED, Delivery.State.SKIPPED]
    found = Delivery.objects.filter(person__in=people)
    found = found.exclude(mailing__kind=Mailing.Kind.STEP, state__in=states)
    return found.values_list("person", flat=True)


def _mails(people: Collection[int], since: datetime) -> dict[int, int]:
    """How many mails each got."""
    found = Delivery.objects.handed_over().filter(person__in=people, sent_at__gte=since).order_by()
    return dict(found.values_list("person").annotate(n=Count("pk")))


def _carriers(use: Mapping[str, bool]) -> Iterable[privacy.Told]:
    if settings.MAIL_PROVIDER:
        words = _("Our e-mails are sent through %(name)s, which can see your address and the text.")
        yield privacy.Part.WHO, words % {"name": providers.kind_of(settings.MAIL_PROVIDER).title()}


def _sees_inbox(user: Any) -> bool:
    """Only in the demo, and only those who may change everything."""
    return settings.DEMO and access.may(user, CHANGE_SETTINGS)


app = Contribution(
    menu.entries(
        menu.Entry(gettext_lazy("Inbox (demo)"), "delivery:inbox", _sees_inbox, "download", menu.APART),
    ),
    routes.hq(routes.Section("hustings.outreach.delivery.urls", "")),
    records.app,
    webhook_events.part,
    privacy.tellers(_carriers),
    pressure.sources(_mails),
    changes.listeners(send_windows.look_again),
    undo.traces(undo.Trace("mails", gettext_lazy("mailings sent"), _reached)),
    unmerge.laters(
        unmerge.Later(
            "delivery.delivery.person",
            lambda found, whose: found.filter(address__in=whose.addresses, due_at__gte=whose.since),
        )
    ),
)
