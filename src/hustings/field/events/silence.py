"""Election silence and events: which ones the rules of the country forbid, and when to be quiet about them.

A kind says what the law sees in its events (a meeting, leafleting, calls). Such an event within a silence of
its territory may not take place: who plans it is warned, and nobody can register for one meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events.models import Event, EventKind
from hustings.foundation.elections import law
from hustings.foundation.legal import ANYWHERE, Channel, Content, Window
from hustings.foundation.lib.dates import date_format

_CAMPAIGN = frozenset({Content.CAMPAIGN})


@dataclass(frozen=True, slots=True)
class Kept:
    """A silence that an event falls into."""

    since: datetime
    until: datetime
    article: str

    @property
    def words(self) -> str:
        told = {
            "since": date_format(timezone.localtime(self.since), "DATETIME_FORMAT"),
            "until": date_format(timezone.localtime(self.until), "DATETIME_FORMAT"),
            "article": self.article,
        }
        words = _(
            "Election silence there from %(since)s to %(until)s (%(article)s): an event of this kind may not"
            " take place. Choose another day, or another kind."
        )
        return words % told


def of(event: Event) -> Kept | None:
    """The silence during which it would take place; None where it may."""
    channel = _channel(event.kind)
    return _window(event, channel, event.starts_at, event.over_at) if channel else None


def refusal(event: Event, now: datetime | None = None) -> str:
    """Why nobody can register for it now, in words; empty where silence is no reason.

    In a silence nobody is invited to what it forbids, whenever that takes place.
    """
    now = now or timezone.now()
    channel = _channel(event.kind)
    kept = _window(event, channel, now, now + timedelta(seconds=1)) if channel else None
    if kept is None:
        return ""
    until = date_format(timezone.localtime(kept.until), "DATETIME_FORMAT")
    return _("Election silence until %(until)s: registration is closed.") % {"until": until}


def _channel(code: str) -> Channel | None:
    said = EventKind.objects.filter(code=code).values_list("silenced_as", flat=True).first()
    return Channel(said) if said else None


def _window(event: Event, channel: Channel, since: datetime, until: datetime) -> Kept | None:
    book = law.book()
    if book is None:
        return None
    codes = book.codes([event.zone_id])[event.zone_id] if event.zone_id else (ANYWHERE,)
    found: Window | None = book.silence(codes, since, until, channel, _CAMPAIGN)
    return Kept(found.since, found.until, found.article) if found else None
