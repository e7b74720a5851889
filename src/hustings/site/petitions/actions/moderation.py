"""Moderation of comments and of signatures in doubt; each decision can be taken back."""

import logging
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.site.petitions import meter
from hustings.site.petitions.models import CommentState, Petition, Signature
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


def show_comments(*, petition: Petition, signatures: Collection[int], user: User) -> int:
    return _move(petition, signatures, CommentState.SHOWN, user)


def refuse_comments(*, petition: Petition, signatures: Collection[int], user: User) -> int:
    return _move(petition, signatures, CommentState.REFUSED, user)


def wait_comments(*, petition: Petition, signatures: Collection[int], user: User) -> int:
    """Undo either: they wait for a decision again."""
    return _move(petition, signatures, CommentState.WAITING, user)


@transaction.atomic
def _move(petition: Petition, signatures: Collection[int], to: CommentState, user: User) -> int:
    rows = Signature.objects.filter(petition=petition, pk__in=signatures).confirmed()
    n = rows.exclude(comment="").exclude(comment_state=to).update(comment_state=to)
    if n:
        site_version.renew()
    log.info("comments %s n=%s petition=%s user=%s", to.value, n, petition.pk, user.pk)
    return n


@transaction.atomic
def judge(*, petition: Petition, signatures: Sequence[int], is_set_aside: bool | None, user: User) -> int:
    """Set signatures aside, keep them (False), or undo (None), unless the mailbox counts already."""
    rows = Signature.objects.filter(petition=petition, pk__in=signatures).confirmed()
    found = list(rows.order_by("pk").select_for_update(of=("self",)))
    found.sort(key=lambda each: each.judged_at is not None or not each.is_counted)  # whose mailbox they hold
    others = Signature.objects.filter(petition=petition, mailbox__in={each.mailbox for each in found})
    others = others.counted().exclude(pk__in=[each.pk for each in found])
    held = set(others.values_list("mailbox", flat=True))
    now, change = timezone.now(), 0
    for each in found:
        change -= each.is_counted
        is_aside = each.mailbox in held if is_set_aside is None else is_set_aside
        held.add(each.mailbox)
        each.set_aside_at = (each.set_aside_at or now) if is_aside else None
        each.judged_at = None if is_set_aside is None else now
        each.judged_by = None if is_set_aside is None else user
        change += each.is_counted
    Signature.objects.bulk_update(found, ["set_aside_at", "judged_at", "judged_by"], batch_size=500)
    site_version.renew()
    meter.add(petition.pk, change)
    log.info("judged aside=%s n=%s petition=%s user=%s", is_set_aside, len(found), petition.pk, user.pk)
    return len(found)
