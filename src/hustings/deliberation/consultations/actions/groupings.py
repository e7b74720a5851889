"""Group contributions that say the same; nothing is rewritten, and it can be undone."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations import tasks
from hustings.deliberation.consultations.models import (
    Consultation,
    Grouped,
    Grouping,
    GroupingMail,
    Item,
    Vote,
)
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import write_turns

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
        Grouping.objects.filter(pk__in=merged).update(undone_at=timezone.now())
        made = Grouping.objects.create(consultation=consultation, user=user)
        Grouped.objects.bulk_create(
            Grouped(grouping=made, item=item, position=nth) for nth, item in enumerate(members)
        )
        _prepare_mails(made, [item.pk for item in members], list(merged))
        tasks.tell_voters.using(run_after=timezone.now() + PAUSE).enqueue(made.pk)
    log.info("consultations.group grouping=%s n=%s user=%s", made.pk, len(members), user.pk)
    return made


def _prepare_mails(grouping: Grouping, items: list[int], merged: list[int]) -> None:
    """A row for each voter, of the first member that they voted on; none for who was told before."""
    told = GroupingMail.objects.filter(grouping__in=merged).exclude(mailed_at=None).values("participant")
    votes = Vote.objects.counted().filter(item__in=items, participant__person__isnull=False)
    votes = votes.exclude(participant__in=told).order_by("pk")
    first: dict[int, int] = {}
    voted: dict[int, set[int]] = {}
    for participant, item in votes.values_list("participant_id", "item_id").iterator(2_000):
        first.setdefault(participant, item)
        voted.setdefault(participant, set()).add(item)
    GroupingMail.objects.bulk_create(
        (
            GroupingMail(grouping=grouping, participant_id=participant, item_id=item)
            for participant, item in first.items()
            if len(voted[participant]) < len(items)  # else they know all of them
        ),
        batch_size=500,
    )


@transaction.atomic
def ungroup(*, grouping: Grouping, user: User) -> bool:
    """Let each stand for itself again; voters who weren't told yet get no mail. False: it was undone."""
    n = Grouping.objects.filter(pk=grouping.pk, undone_at=None).update(undone_at=timezone.now())
    log.info("consultations.ungroup grouping=%s user=%s", grouping.pk, user.pk)
    return bool(n)
