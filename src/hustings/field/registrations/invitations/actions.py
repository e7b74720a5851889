"""Begin a mailing that invites to an event: a draft, which takes the way of all mailings from there.

Approval, the limit of mails for each person, consents and topics hold for it as for any other.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.field.events.models import AgendaPage, Event
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.dates import date_format
from hustings.outreach.delivery import frequency_cap
from hustings.outreach.dispatch import actions as dispatch
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.models import Mailing
from hustings.people.segments import actions as segments
from hustings.people.segments.models import Segment
from hustings.site.website import listings

log = logging.getLogger(__name__)


class NoPlace(Exception):
    """The event has no place on the map."""


class NotOnSite(Exception):
    """The event isn't on the site: there is nothing to lead to."""


@dataclass(frozen=True)
class Outlook:
    """How many a mailing would reach, and how many of them have had enough mail for now."""

    reach: audience.Reach
    n_pressed: int

    @property
    def n(self) -> int:
        return self.reach.readers - self.n_pressed


def criteria(event: Event, *, km: Decimal | None = None, segment: Segment | None = None) -> dict[str, Any]:
    """The people of a segment, or within ``km`` of the event, who haven't registered. Raises NoPlace."""
    if segment:
        first: dict[str, Any] = {"criterion": "segment", "operator": "in", "value": segment.pk}
    elif event.point is None:
        raise NoPlace
    else:
        value = {"spot": [list(event.point)], "km": str(km)}
        first = {"criterion": "distance", "operator": "near_spot", "value": value}
    others = {"criterion": "event", "operator": "not_registered", "value": event.pk}
    return {"match": "all", "criteria": [first, others]}


def outlook(asks_for: dict[str, Any], user: User) -> Outlook:
    mailing = Mailing(segment=Segment(criteria=asks_for), user=user)
    readers = audience.readers(mailing, user)
    return Outlook(audience.reach(mailing, user), frequency_cap.n_pressed(mailing, readers, timezone.now()))


@transaction.atomic
def invite(*, event: Event, asks_for: dict[str, Any], name: str, user: User) -> Mailing:
    """A draft with the event and its button, to a segment kept for it. Raises NotOnSite."""
    if not event.is_shown:
        raise NotOnSite
    kept = segments.save_segment(name=name, criteria=asks_for, user=user, note=_("Invitation to an event"))
    made = dispatch.begin_with(name=name, content=_letters(event), user=user)
    dispatch.choose_recipients(mailing=made, user=user, segment=kept)
    log.info("registrations.invite event=%s mailing=%s", event.pk, made.pk)
    return made


def _letters(event: Event) -> list[dict[str, Any]]:
    found = []
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            found.append(_letter(event, code))
    return found


def _letter(event: Event, code: str) -> dict[str, Any]:
    begins = event.begins
    words: Mapping[str, str] = {"event": event.title, "when": date_format(begins, "DATE_FORMAT")}
    said = {
        "title": event.title[:120], "begins_at": begins.replace(tzinfo=None).isoformat(),
        "place": event.where[:200], "text": "", "address": listings.address(AgendaPage, event.path, code),
        "label": _("I’m coming"),
    }  # fmt: skip
    hello = _('Hello {{ given_name|"friend" }},\n\nwill you join us? We’d be glad to see you there.')
    return builder.letter(
        _("Join us: %(event)s") % words, builder.text(hello), builder.block("event", said), language=code,
        preheader=words["when"],
    )  # fmt: skip
