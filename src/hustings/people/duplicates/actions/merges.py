"""Make two records one, and part them again."""

import logging
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.changes.actions import operations
from hustings.people.duplicates.merging import bulk, later_merges, pairs, relations, unmerge
from hustings.people.duplicates.merging import merge as joining
from hustings.people.duplicates.models import Duplicate, Merge
from hustings.people.persons.models import Operation, Person
from hustings.people.persons.refusals import Refused

AlreadyParted = unmerge.AlreadyParted
log = logging.getLogger(__name__)


class MergeRefused(Refused):
    """The two are one record, or one of them is gone."""


@transaction.atomic
def merge(
    *,
    kept: Person,
    absorbed: Person,
    choices: Mapping[str, str] | None = None,
    user: User | None = None,
    operation: Operation | None = None,
) -> Merge:
    """``kept`` takes in all that is known of ``absorbed``, which goes until they are parted again.

    ``choices``: for each column or field "kept" or "absorbed"; else the kept record's, unless empty.
    """
    if kept.pk == absorbed.pk:
        raise MergeRefused(_("These are already one record."))
    both = {
        person.pk: person
        for person in Person.objects.filter(pk__in=[kept.pk, absorbed.pk]).order_by("pk").select_for_update()
    }
    if len(both) < 2:
        raise MergeRefused(_("One of the two records no longer exists."))
    held = relations.held([absorbed.pk], [kept.pk])
    done = joining.join(
        both[kept.pk], both[absorbed.pk], choices or {}, held=held, user=user, operation=operation
    )
    log.info("people %s took in %s: merge %s by user %s", kept.pk, absorbed.pk, done.pk, user and user.pk)
    return done


@transaction.atomic
def part(*, merge: Merge, user: User | None = None) -> unmerge.Parted:
    """Take a merge back: two records again, as they were, with what came after shared out."""
    done = later_merges.take_back(merge.pk, user)
    log.info("merge %s parted by user %s: %s", merge.pk, user and user.pk, done.lost or "whole")
    return done


def merge_sure(*, user: User) -> Operation:
    """Merge, in the background, all pairs that are sure and that ``user`` may change both of."""
    n = pairs.reachable(user).filter(certainty=Duplicate.Certainty.SURE).count()
    words = _("people with a sure duplicate")
    return operations.start(kind=bulk.KIND, user=user, choices={"certainty": "sure"}, words=words, n=n)
