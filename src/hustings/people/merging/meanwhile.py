"""Merges that came after an operation: while it is undone the two are two again, then they are made one anew.

So each is put back by what is known of them alone, whatever the merge chose. Where the undoing removes one of
the two, the other goes on alone: the merge is over. What was changed on the one record since the merge stays.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils import timezone

from hustings.people.merging import columns, joining, own_fields, parting, relations
from hustings.people.models import Merge, Operation, Person

Positions = Mapping[type[Model], Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Opened:
    """A merge while the two are two; ``kept`` and ``absorbed`` as they are before the undoing.

    ``choices`` and ``away`` say how they were one, ``positions`` how their addresses stood in order.
    """

    merge: Merge
    kept: Person
    parted: parting.Parted
    choices: Mapping[str, str]
    away: frozenset[tuple[str, Any]]
    positions: Positions


def since(operation: Operation, people: Collection[int]) -> list[Merge]:
    """The merges, newest first, by which these people are more than one record since the operation began.

    Locked for the caller's transaction.
    """
    found = Merge.objects.filter(kept__in=people, undone_at=None, merged_at__gte=operation.created_at)
    return list(found.order_by("-pk").select_for_update(of=("self",)))


def open_again(merges: Collection[Merge]) -> list[Opened]:
    """Part them, newest first, without a word; in the caller's transaction, with the kept ones locked."""
    opened = []
    for merge in merges:
        merge.refresh_from_db()  # one that was parted before may have given it back
        Merge.objects.filter(pk=merge.pk).update(undone_at=timezone.now())  # for the moment
        kept = Person.objects.select_for_update().get(pk=merge.kept_id)
        positions = _positions(kept)
        parted = parting.separate(merge, kept)
        choices = _choices(merge, kept, parted)
        opened.append(Opened(merge, kept, parted, choices, _away(merge, kept, parted.person), positions))
    return opened


def _positions(person: Person) -> Positions:
    return {
        model: dict(model._base_manager.filter(person=person).values_list("pk", "position"))
        for model in joining.ORDERED.values()
    }


def _choices(merge: Merge, kept: Person, parted: parting.Parted) -> dict[str, str]:
    """Whose word stood, where that would not be proposed."""
    chosen = {name: columns.ABSORBED for name in merge.replaced if name.startswith(own_fields.FIELD)}
    proposed = columns.proposed(kept, parted.person)
    for name, group in columns.GROUPS.items():
        if merge.replaced.keys() & set(group) and not set(group) & set(parted.stays):
            chosen[name] = columns.ABSORBED
        elif proposed[name] == columns.ABSORBED:
            chosen[name] = columns.KEPT
    return chosen


def _away(merge: Merge, kept: Person, absorbed: Person) -> frozenset[tuple[str, Any]]:
    """Rows that were put away for one like them, which is gone by now: they stay away, too."""
    back = {(table, row["pk"]) for table, found in merge.record.items() for row in found}
    held = relations.held([absorbed.pk], [kept.pk])
    away = {
        (relation.name, pk)
        for relation, free, _barred in joining.shared_out(kept.pk, absorbed.pk, held)
        for pk in free
        if (relation.model._meta.label_lower, pk) in back
    }
    mine = own_fields.of(kept)
    for slug, rows in own_fields.of(absorbed).items():
        there = {row.option_id for row in mine.get(slug, ())}
        is_many = rows[0].field.kind == own_fields.MANY
        away |= {
            (own_fields.NAME, row.pk)
            for row in rows
            if ("people.fieldvalue", row.pk) in back and not (row.option_id in there if is_many else there)
        }
    return frozenset(away)


def close(opened: Collection[Opened], operation: Operation) -> None:
    """Make them one again, the oldest merge first; where one of them is gone, say that it is over."""
    keys = {pk for one in opened for pk in (one.kept.pk, one.parted.person.pk)}
    there = set(Person.objects.filter(pk__in=keys).values_list("pk", flat=True))
    for one in reversed(list(opened)):
        people = Person.objects.in_bulk({one.kept.pk, one.parted.person.pk} & there)
        kept, absorbed = people.get(one.kept.pk), people.get(one.parted.person.pk)
        if kept and absorbed:
            held = relations.held([absorbed.pk], [kept.pk])
            joining.unite(one.merge, kept, absorbed, one.choices, held=held, away=one.away)
            _put_in_order(one.positions)
            there.discard(absorbed.pk)
        else:
            _end(one, people.keys(), operation)


def _put_in_order(positions: Positions) -> None:
    for model, wanted in positions.items():
        rows: Any = model._base_manager.filter(pk__in=wanted)
        moved = [row for row in rows if row.position != wanted[row.pk]]
        for row in moved:
            row.position = wanted[row.pk]
        model._base_manager.bulk_update(moved, ["position"])


def _end(one: Opened, there: Collection[int], operation: Operation) -> None:
    """The record that is left goes on alone; without the kept one the merge is gone with it."""
    user = operation.undone_by
    parting.unbar(one.merge, *there)
    Merge.objects.filter(pk=one.merge.pk).update(
        undone_at=timezone.now(), undone_by=user, record={}, moved={}, replaced={}, known={}
    )
    gone = {one.kept.pk, one.parted.person.pk} - set(there)
    parting.write(one.merge, one.kept, one.parted, user, operation, gone)
