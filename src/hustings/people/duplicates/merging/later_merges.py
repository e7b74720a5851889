"""Merges after something that is taken back: open meanwhile, then made anew.

Where the undoing removes one of the two, the merge is over. Later changes of the one record stay.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.webhooks import outbox
from hustings.people.duplicates import webhook_events
from hustings.people.duplicates.merging import (
    columns,
    looks,
    own_fields,
    pairs,
    relations,
    shared_changes,
    unmerge,
)
from hustings.people.duplicates.merging import identity_marks as known
from hustings.people.duplicates.merging import merge as joining
from hustings.people.duplicates.models import Merge
from hustings.people.persons.models import Operation, Person


@dataclass(frozen=True, slots=True)
class Opened:
    """A merge while the two are two; ``kept`` and ``absorbed`` as before the undoing.

    The rest is how they were one, and what the merge did to columns that were changed since.
    """

    merge: Merge
    kept: Person
    parted: unmerge.Parted
    choices: Mapping[str, str]
    away: frozenset[tuple[str, Any]]
    known: Mapping[str, Any]
    steps: dict[str, dict[str, Any]]


def since(operation: Operation, people: Collection[int]) -> list[Merge]:
    """Merges of these people since the operation began, newest first, locked."""
    found = Merge.objects.filter(kept__in=people, undone_at=None, merged_at__gte=operation.created_at)
    return list(found.order_by("-pk").select_for_update(of=("self",)))


def open_again(merges: Collection[Merge]) -> list[Opened]:
    """Part them, newest first, without a word; in the caller's transaction, with the kept ones locked."""
    opened = []
    for merge in merges:
        merge.refresh_from_db()  # one that was parted before may have given it back
        Merge.objects.filter(pk=merge.pk).update(undone_at=timezone.now())  # for the moment
        kept = Person.objects.select_for_update().get(pk=merge.kept_id)
        stood, emptied = _stood(merge, kept), _emptied(merge, kept)
        gone, marks, steps = known.gone(merge.known, kept), merge.known, _steps(merge, stood)
        parted = unmerge.separate(merge, kept)
        merge.known = gone  # the rest is known anew
        choices, away = _choices(stood, kept, parted.person), _away(merge, kept, parted.person) | emptied
        opened.append(Opened(merge, kept, parted, choices, away, marks, steps))
    return opened


def _stood(merge: Merge, kept: Person) -> set[str]:
    """Of what the merge took from the absorbed one, the groups and fields that nobody has changed since."""
    found = {f"{own_fields.FIELD}{slug}" for slug in own_fields.replaced(merge.replaced)}
    for name, group in columns.GROUPS.items():
        steps = {column: merge.replaced[column] for column in group if column in merge.replaced}
        if steps and columns.stood(kept, steps):
            found.add(name)
    return found


def _steps(merge: Merge, stood: Collection[str]) -> dict[str, dict[str, Any]]:
    """What it did to columns that somebody has changed since: it alone knows the kept one's word."""
    changed = (group for name, group in columns.GROUPS.items() if name not in stood)
    return {name: dict(merge.replaced[name]) for group in changed for name in group if name in merge.replaced}


def _emptied(merge: Merge, kept: Person) -> frozenset[tuple[str, Any]]:
    """Fields that held the absorbed one's word and hold nothing by now."""
    held = own_fields.of(kept)
    slugs = own_fields.replaced(merge.replaced) - held.keys()
    return frozenset((own_fields.EMPTIED, slug) for slug in slugs)


def _choices(stood: Collection[str], kept: Person, absorbed: Person) -> dict[str, str]:
    """Whose word stood, where that would not be proposed."""
    chosen = dict.fromkeys(stood, columns.ABSORBED)
    proposed = columns.proposed(kept, absorbed)
    for name in columns.GROUPS.keys() - chosen.keys():
        if proposed[name] == columns.ABSORBED:
            chosen[name] = columns.KEPT
    return chosen


def _away(merge: Merge, kept: Person, absorbed: Person) -> frozenset[tuple[str, Any]]:
    """Rows that were put away for one like them, which is gone by now: they stay away, too."""
    back = {(table, row["pk"]) for table, found in merge.record.items() for row in found}
    held = relations.held([absorbed.pk], [kept.pk])
    return frozenset(
        (relation.name, pk)
        for relation, free, _barred in joining.shared_out(kept.pk, absorbed.pk, held)
        for pk in free
        if (relation.model._meta.label_lower, pk) in back
    )


def take_back(pk: int, user: Any) -> unmerge.Parted:
    """Part a merge for good, later merges of the record being open meanwhile, in the caller's transaction."""
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=pk)
    if merge.undone_at:
        raise unmerge.AlreadyParted(_("These were already unmerged."))
    list(Person.objects.filter(pk=merge.kept_id).select_for_update())
    later = Merge.objects.filter(kept=merge.kept_id, undone_at=None, pk__gt=pk).order_by("-pk")
    opened = open_again(later.select_for_update(of=("self",)))
    merge.refresh_from_db()
    path = _path(merge, merge.known, opened)
    done = unmerge.part(merge, Person.objects.select_for_update().get(pk=merge.kept_id), user)
    shared_changes.share_out(merge, done.person.pk, path)
    looks.hand_on(done.person.pk, [(held.person, held.since) for held in path])
    pairs.unsay((held.person, held.since, timezone.now()) for held in path)
    _pass_down(merge, opened)
    _end_row(merge, user)
    close(opened)
    outbox.tell(webhook_events.UNMERGED, merge.kept_id, parted={"id": done.person.pk})
    return done


def _path(merge: Merge, marks: Mapping[str, Any], opened: Collection[Opened]) -> list[shared_changes.Held]:
    """The records that held the merge's absorbed one, the inmost first; the merge is open by now."""
    found = [shared_changes.Held(merge.kept_id, merge.merged_at, marks)]
    for one in sorted(opened, key=lambda one: one.merge.pk):
        if one.merge.pk > merge.pk and one.parted.person.pk == found[-1].person:
            found.append(shared_changes.Held(one.kept.pk, one.merge.merged_at, one.known))
    return found


def _pass_down(merge: Merge, opened: Collection[Opened]) -> None:
    """A word that a later merge handed on, or replaced, was the one's who is parted: it hands on the own."""
    holder = merge.kept_id
    for one in reversed(list(opened)):
        part = "now" if one.parted.person.pk == holder else "was" if one.kept.pk == holder else ""
        for name, step in one.steps.items() if part else ():
            mine = merge.replaced.get(name)
            if mine and step[part] == mine["now"]:
                step[part] = mine["was"]
        if part == "now":
            holder = one.kept.pk


def close(opened: Collection[Opened], operation: Operation | None = None) -> None:
    """Make them one again, the oldest merge first; where one of them is gone, say that it is over."""
    keys = {pk for one in opened for pk in (one.kept.pk, one.parted.person.pk)}
    there = set(Person.objects.filter(pk__in=keys).values_list("pk", flat=True))
    ended: list[set[int]] = []
    now_in: dict[int, int] = {}
    for one in reversed(list(opened)):
        people = Person.objects.in_bulk({one.kept.pk, one.parted.person.pk} & there)
        kept, absorbed = people.get(one.kept.pk), people.get(one.parted.person.pk)
        if kept and absorbed:
            held = relations.held([absorbed.pk], [kept.pk])
            joining.unite(one.merge, kept, absorbed, one.choices, held=held, away=one.away, steps=one.steps)
            there.discard(absorbed.pk)
            now_in[absorbed.pk] = kept.pk
        elif operation:
            _end(one, people.keys(), operation, _path(one.merge, one.known, opened))
            ended.append({one.kept.pk, one.parted.person.pk})
    for ends in _ends(ended, keys - there - now_in.keys()):
        pairs.propose({_outmost(pk, now_in) for pk in ends})


def _ends(ended: Collection[set[int]], gone: Collection[int]) -> list[set[int]]:
    """Those who had been one by somebody who is gone: at least two each time."""
    groups: list[set[int]] = []
    for two in ended:
        alike = [group for group in groups if not group.isdisjoint(two.intersection(gone))]
        groups = [group for group in groups if group not in alike] + [two.union(*alike)]
    ends = [group.difference(gone) for group in groups]
    return [group for group in ends if len(group) > 1]


def _outmost(pk: int, now_in: Mapping[int, int]) -> int:
    while pk in now_in:
        pk = now_in[pk]
    return pk


def _end(
    one: Opened, there: Collection[int], operation: Operation, path: Sequence[shared_changes.Held]
) -> None:
    """The record that is left goes on alone; without the kept one the merge is gone with it."""
    user, absorbed = operation.undone_by, one.parted.person.pk
    shared_changes.share_out(one.merge, absorbed if absorbed in there else None, path)
    pairs.unsay((held.person, held.since, timezone.now()) for held in path)
    unmerge.unbar(one.merge, *there)
    _end_row(one.merge, user)
    gone = {one.kept.pk, one.parted.person.pk} - set(there)
    unmerge.write(one.merge, one.kept, one.parted, user, operation, gone)


def _end_row(merge: Merge, user: Any) -> None:
    Merge.objects.filter(pk=merge.pk).update(
        undone_at=timezone.now(), undone_by=user, record={}, moved={}, replaced={}, known={}
    )
    pairs.forget_of(merge)


def hand_on(opened: Collection[Opened], away: Collection[int]) -> None:
    """Who looked at the one record since the merge looked at the one that is left, too."""
    for one in opened:
        if one.kept.pk in away and one.parted.person.pk not in away:
            path = _path(one.merge, one.known, opened)
            looks.hand_on(one.parted.person.pk, [(held.person, held.since) for held in path])
