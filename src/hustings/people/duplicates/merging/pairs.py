"""Pairs of likely duplicates in a merge: what holds for the absorbed record holds for the kept one."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from hustings.foundation.accounts import access
from hustings.people.duplicates.merging import rows
from hustings.people.duplicates.models import BeenIn, Duplicate, DuplicateQuerySet, Merge, PairAway
from hustings.people.persons.models import Person
from hustings.people.persons.rights import CHANGE_PEOPLE

MADE = "duplicates.duplicate"
ONCE_ONE = [["once_one", "same", "", ""]]  # reasons of a pair that were one with somebody who is gone
AT_ONCE = 500


def join(kept: int, absorbed: int, record: rows.Kept, moved: dict[str, list[Any]]) -> None:
    theirs = Duplicate.objects.filter(Q(first=absorbed) | Q(second=absorbed))
    mine = Duplicate.objects.filter(Q(first=kept) | Q(second=kept)).values_list("first_id", "second_id")
    known = {pk for pair in mine for pk in pair}
    made = []
    for pair in theirs:
        other = pair.second_id if pair.first_id == absorbed else pair.first_id
        if other == kept or other in known:
            continue
        first, second = sorted([kept, other])
        made.append(
            Duplicate(
                first_id=first,
                second_id=second,
                certainty=pair.certainty,
                score=pair.score,
                reasons=pair.reasons,
                found_at=timezone.now(),  # of the one record: see ``unsay``
                dismissed_at=pair.dismissed_at,
                dismissed_by_id=pair.dismissed_by_id,
            )
        )
    rows.add(record, rows.take_away(theirs))
    moved[MADE] = [pair.pk for pair in Duplicate.objects.bulk_create(made)]


def part(made: list[Any], since: datetime) -> None:
    """Remove what ``join`` made, unless judged since. Call before pairs put away come back."""
    judged_before = Q(dismissed_at=None) | Q(dismissed_at__lt=since)
    Duplicate.objects.filter(judged_before, pk__in=made).delete()


def call_two(kept: int, absorbed: int, user: Any) -> None:
    first, second = sorted([kept, absorbed])
    Duplicate.objects.update_or_create(
        first_id=first,
        second_id=second,
        defaults={"dismissed_at": timezone.now(), "dismissed_by": user},
        create_defaults={
            "certainty": Duplicate.Certainty.POSSIBLE, "score": 0, "dismissed_at": timezone.now(),
            "dismissed_by": user,
        },
    )  # fmt: skip


def unsay(times: Iterable[tuple[int, datetime, datetime]]) -> None:
    """Drop findings of these records (key, since, until) that may quote a former part."""
    for key, *time in times:
        found = Duplicate.objects.filter(Q(first=key) | Q(second=key), found_at__range=time)
        found = found.exclude(reasons=ONCE_ONE)
        found.filter(dismissed_at=None).delete()
        found.update(reasons=[])


def propose(people: Collection[int]) -> None:
    """Propose pairs to be judged: each had been made one with a record that is gone. Known ones stay."""
    first, *others = sorted(people)
    for other in others:
        Duplicate.objects.get_or_create(
            first_id=first, second_id=other,
            defaults={"certainty": Duplicate.Certainty.LIKELY, "score": 0.5, "reasons": ONCE_ONE},
        )  # fmt: skip


def note(merge: Merge) -> None:
    """Write down whom the pairs are about that ``merge``, which is saved, has put away."""
    forget_of(merge)
    ends = {row["fields"][end] for row in merge.record.get(MADE, ()) for end in ("first", "second")}
    others = sorted(ends - {merge.kept_id, merge.absorbed_id})
    PairAway.objects.bulk_create(PairAway(merge=merge, person=person) for person in others)


def forget_of(merge: Merge) -> None:
    """It holds no pairs any more."""
    PairAway.objects.filter(merge=merge).delete()


def forget(people: Collection[int]) -> None:
    """Take pairs with these people out of merges and findings of others: the reasons quote both."""
    gone = frozenset(people)
    unsay(list(BeenIn.objects.filter(person__in=gone).order_by().values_list("key", "since", "until")))
    changed = list(put_away(gone).order_by("pk").select_for_update(of=("self",)))
    for merge in changed:
        merge.record[MADE] = _others(merge.record.get(MADE, []), gone)
    Merge.objects.bulk_update(changed, ["record"], batch_size=AT_ONCE)
    PairAway.objects.filter(person__in=gone).delete()


def put_away(people: Collection[int]) -> "QuerySet[Merge]":
    """The merges that hold pairs with these people, by an index."""
    return Merge.objects.filter(pk__in=PairAway.objects.filter(person__in=people).values("merge"))


def _others(pairs: list[Any], gone: frozenset[int]) -> list[Any]:
    return [row for row in pairs if gone.isdisjoint({row["fields"]["first"], row["fields"]["second"]})]


def reachable(user: Any) -> DuplicateQuerySet:
    """The open pairs of which ``user`` may change both."""
    found = Duplicate.objects.open()
    if access.everywhere(user, CHANGE_PEOPLE):
        return found
    mine = access.zones(user, CHANGE_PEOPLE).values("inner")
    return found.filter(first__zone__in=mine, second__zone__in=mine)


def of(person: Person, user: Any) -> DuplicateQuerySet:
    return reachable(user).filter(Q(first=person) | Q(second=person))
