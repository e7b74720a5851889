"""Group contributions that say the same; nothing is rewritten, and it can be undone."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from hustings.deliberation.consultations.actions.announcements import announce
from hustings.deliberation.consultations.announcements import grouped
from hustings.deliberation.consultations.models import Consultation, Grouped, Grouping, Item
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import write_turns
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
PAUSE = timedelta(minutes=15)  # before voters are told: time to undo a slip
MOST = 200  # members of a group


class NotAlike(Exception):
    """Not two contributions of one step, or they are not shown."""


def group(*, consultation: Consultation, items: Sequence[int], user: User) -> Grouping:
    """Count them together; the first stands for all. Groups that they were in become one. Raises NotAlike."""
    with write_turns.turn(), transaction.atomic():
        earlier = Grouping.objects.select_for_update(of=("self",)).filter(
            consultation=consultation, undone_at=None, members__item__in=items
        )
        merged = {each.pk: each for each in earlier}
        joined = Grouped.objects.filter(grouping__in=merged).order_by("position", "pk")
        keys = list(dict.fromkeys([*items, *joined.values_list("item", flat=True)]))
        found = Item.objects.live().filter(consultation=consultation, pk__in=keys).in_bulk()
        members = [found[key] for key in keys if key in found]
        given = [found[key] for key in items if key in found]
        if len(set(items)) < 2 or len(given) < len(set(items)) or len(members) > MOST:
            raise NotAlike
        if len({(each.phase_id, each.kind) for each in members}) > 1:
            raise NotAlike
        made = Grouping.objects.create(consultation=consultation, user=user)
        Grouping.objects.filter(pk__in=merged).update(undone_at=timezone.now(), joined=made)
        Grouped.objects.bulk_create(
            Grouped(grouping=made, item=item, position=nth) for nth, item in enumerate(members)
        )
        site_version.renew()
        announce(kind=grouped.NAME, subject=made.pk, consultation=consultation.pk, pause=PAUSE)
    log.info("consultations.group grouping=%s n=%s user=%s", made.pk, len(members), user.pk)
    return made


@transaction.atomic
def ungroup(*, grouping: Grouping, user: User) -> bool:
    """Let each stand as before; voters who weren't told yet get no mail. False: it was undone."""
    n = Grouping.objects.filter(pk=grouping.pk, undone_at=None).update(undone_at=timezone.now())
    if n:
        _bring_back(grouping)
    site_version.renew()
    log.info("consultations.ungroup grouping=%s user=%s", grouping.pk, user.pk)
    return bool(n)


def _bring_back(grouping: Grouping) -> None:
    """Have the groups that became part of it stand again, but for members that are elsewhere by now."""
    elsewhere = Grouped.objects.filter(grouping__undone_at=None, item=OuterRef("item"))
    taken = Grouped.objects.filter(Exists(elsewhere)).values("grouping")
    grouping.parts.exclude(pk__in=taken).update(undone_at=None, joined=None)
