"""Keep segments."""

import logging
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.accounts.models import User
from hustings.people import segments
from hustings.people.models import Segment
from hustings.people.refusals import Refused
from hustings.people.segments.criteria.included import including

log = logging.getLogger(__name__)


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
    """A new segment, or a kept one changed. BadCriteria says what can't be asked.

    ``is_shared``: for all of the team, not for ``user`` alone.
    """
    name = " ".join(name.split())[:100]
    if not name:
        raise NoName(_("A segment needs a name."))
    segments.read(criteria, of=segment.pk if segment else None)
    if segment is None:
        segment = Segment(user=user)
    segment.name, segment.criteria, segment.updated_at = name, criteria, timezone.now()
    segment.note, segment.is_shared = note[:300], is_shared
    segment.save()
    log.info("segment saved id=%s", segment.pk)
    return segment


@transaction.atomic
def remove_segment(*, segment: Segment) -> None:
    """Forget a segment, unless a mailing or another segment needs it."""
    if others := including(segment):
        by = ", ".join(f"“{other}”" for other in others[:3])
        raise SegmentNeeded(_("The segment is needed by %(by)s.") % {"by": by})
    try:
        pk = segment.pk
        segment.delete()
    except ProtectedError as needed:
        by = ", ".join(f"“{row}”" for row in list(needed.protected_objects)[:3])
        raise SegmentNeeded(_("The segment is needed by %(by)s.") % {"by": by}) from needed
    log.info("segment removed id=%s", pk)
