"""Election silence and a group's news: nothing new is published while the rules of the country forbid it."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.groups.models import LocalGroup
from hustings.foundation.elections import law
from hustings.foundation.legal import Channel, Content
from hustings.foundation.lib.dates import date_format


def refusal(group: LocalGroup, now: datetime | None = None) -> str:
    """Why nothing can be published now, in words; empty where silence is no reason."""
    book, now = law.book(), now or timezone.now()
    if book is None:
        return ""
    codes = book.codes([group.zone_id])[group.zone_id]
    found = book.silence(codes, now, now + timedelta(seconds=1), Channel.WEB, frozenset({Content.CAMPAIGN}))
    if found is None:
        return ""
    until = date_format(timezone.localtime(found.until), "DATETIME_FORMAT")
    return _("Election silence until %(until)s: publish it afterwards.") % {"until": until}
