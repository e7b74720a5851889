"""Keep segments."""

import logging
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.persons.refusals import Refused
from hustings.people.segments import criteria as segments
from hustings.people.segments.models import Segment

log = logging.getLogger(__name__)
NAMED = 3  # of what stands on a segment


class SegmentNeeded(Refused):
    """Something stands on the segment."""


class NoName(Refused):
    """A segment needs a name."""


@transaction.atomic
def save_segment(
    *,
    name: str,
    criteria: dict[str, Any],
    user: User | None = None,
    segment: Segment | None = None,
    note: str = "",
    is_shared: bool = True,
) -> Segment:
    """Save a segment, for the team if ``is_shared``; BadCriteria says what can't be asked."""
    name = " ".join(name.split())[:100]
    if not name:
        raise NoName(_("Enter a name for the segment."))
    segments.read(criteria, of=segment.pk if segment else None)
    if segment is None:
        segment = Segment(user=user)
    segment.name, segment.criteria, segment.updated_at = name, criteria, timezone.now()
    segment.note, segment.is_shared = note[:300], is_shared
    segment.save()
    log.info("segment saved id=%s", segment.pk)
    return segment


@transaction.atomic
def remove_segment(*, segment: Segment, user: User) -> None:
    """Forget a segment, unless something stands on it: it is named as far as ``user`` may know of it."""
    pk = Segment.objects.select_for_update().get(pk=segment.pk).pk
    if uses := segments.used_by(segment, user):
        by = ", ".join(use.says for use in uses[:NAMED])
        if more := len(uses) - NAMED:
            by = _("%(by)s and %(n)d more") % {"by": by, "n": more} if more > 0 else by
        raise SegmentNeeded(_("This segment is used by %(by)s.") % {"by": by})
    try:
        segment.delete()
    except ProtectedError as needed:  # begun to be used meanwhile
        raise SegmentNeeded(_("This segment is used elsewhere meanwhile.")) from needed
    log.info("segment removed id=%s", pk)
