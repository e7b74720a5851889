"""One record takes in another, in the caller's transaction, with both locked."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Max
from django.utils import timezone

from hustings.foundation.accounts import access
from hustings.foundation.webhooks import outbox
from hustings.people.duplicates import webhook_events
from hustings.people.duplicates.merging import (
    columns,
    current_consents,
    derived_rows,
    identity_marks,
    own_fields,
    pairs,
    recruiters,
    relations,
    rows,
)
from hustings.people.duplicates.models import Merge
from hustings.people.persons.hooks import page_hooks
from hustings.people.persons.matching import self_reported
from hustings.people.persons.models import (
    Activity,
    Consent,
    Email,
    FieldValue,
    Operation,
    Person,
    Phone,
    PostalAddress,
    TopicStand,
)
from hustings.people.persons.rights import CHANGE_PEOPLE

MERGED = "merge.merged"
ORDERED: dict[Any, str] = {Email: "email", Phone: "phone", PostalAddress: "address"}


def join(
    kept: Person,
    absorbed: Person,
    choices: Mapping[str, str],
    *,
    held: relations.Held,
    user: Any,
    operation: Operation | None = None,
) -> Merge:
    """Join; ``choices``: for column groups, ``field.<slug>``, and whose ``email``, ``phone``, ``address``
    leads."""
    now = timezone.now()
    _bar(kept.pk, absorbed.pk, user, now, is_seen=operation is None)
    _put_in_order(kept.pk, absorbed.pk, choices, held)
    merge = Merge(
        kept=kept, absorbed_uid=absorbed.uid, absorbed_id=absorbed.pk, operation=operation, user=user,
        merged_at=now,
    )  # fmt: skip
    unite(merge, kept, absorbed, choices, held=held)
    outbox.tell(webhook_events.MERGED, kept.pk, merged={"id": merge.absorbed_id})
    Activity.objects.create(
        person=kept, kind=MERGED, user=user, operation=operation,
        data={"merge": merge.pk, "name": str(absorbed), "uid": str(absorbed.uid)},
    )  # fmt: skip
    return merge


def unite(
    merge: Merge,
    kept: Person,
    absorbed: Person,
    choices: Mapping[str, str],
    *,
    held: relations.Held,
    away: Collection[tuple[str, Any]] = (),
    steps: Mapping[str, Any] | None = None,
) -> None:
    """Make one record and save in ``merge`` all that parts them again; nothing is said of it yet.

    ``away``: rows (relation, key) to put away in any case; ``steps``: what it did to changed columns.
    """
    merge.known = identity_marks.together(merge.known, identity_marks.alone(absorbed.pk, kept.pk))
    current_consents.outlast_unasked(kept, absorbed, merge.user)
    brought_by = recruiters.truly(kept), recruiters.truly(absorbed)
    record: rows.Kept = rows.written([absorbed])
    record["persons.person"][0]["fields"]["recruiter"] = brought_by[1]
    moved: dict[str, list[Any]] = {}
    lost, away = own_fields.settle(kept, absorbed, choices, away)
    if lost and (values := relations.named(own_fields.NAME)):
        held = {**held, values: relations.rows_of(values, [kept.pk, absorbed.pk])}
    pairs.join(kept.pk, absorbed.pk, record, moved)
    Consent.objects.filter(person=absorbed).delete()
    TopicStand.objects.filter(person=absorbed).delete()
    _move_all(kept.pk, absorbed.pk, held, record, moved, away)
    brought = FieldValue.objects.filter(pk__in=moved.get(own_fields.NAME, ()))
    merge.known = identity_marks.together(merge.known, identity_marks.values(brought))
    Person.objects.filter(pk=absorbed.pk)._raw_delete(Person.objects.db)
    merge.record, merge.moved = record, moved
    chosen = columns.choose(kept, absorbed, choices)
    if "recruiter" in chosen:
        recruiters.take_over(kept, chosen["recruiter"], *brought_by)
    merge.replaced = {**(steps or {}), **chosen, **lost}
    kept.save()
    derived_rows.read_anew(kept.pk)
    merge.save()
    pairs.note(merge)


def _bar(kept: int, absorbed: int, user: Any, now: datetime, *, is_seen: bool) -> None:
    """Bar the no of a mailbox that has not been shown to be the other's.

    The merger might take somebody into a record of their own, or a stranger's sign-up be the one kept.
    """
    is_trusted = user is None or access.everywhere(user, CHANGE_PEOPLE)
    is_trusted &= is_seen or not self_reported.of([kept])
    whose = [absorbed] if is_trusted else [absorbed, kept]
    Email.objects.filter(person__in=whose, barred_at=None).update(barred_at=now)
    page_hooks.closed(whose)


def _move_all(
    kept: int,
    absorbed: int,
    held: relations.Held,
    record: rows.Kept,
    moved: dict[str, list[Any]],
    away: Collection[tuple[str, Any]],
) -> None:
    for relation, free, barred in shared_out(kept, absorbed, held):
        unwanted = {pk for pk in free if (relation.name, pk) in away}
        free, barred = [pk for pk in free if pk not in unwanted], [*barred, *unwanted]
        if barred:
            rows.add(record, rows.take_away(relation.rows.filter(pk__in=barred)))
        if done := relations.move(relation, free, of=absorbed, to=kept):
            moved[relation.name] = done


def shared_out(
    kept: int, absorbed: int, held: relations.Held
) -> Iterator[tuple[relations.Relation, list[Any], list[Any]]]:
    """The keys of the absorbed one's rows that may become the kept one's, and of those that may not."""
    for relation, mine in held.items():
        theirs = mine.get(absorbed, ())
        if not theirs:
            continue
        yield relation, *relations.apart(relation, theirs, mine.get(kept, ()))


def _put_in_order(kept: int, absorbed: int, choices: Mapping[str, str], held: relations.Held) -> None:
    """The addresses of the one who was chosen come first, in their order, then the other's."""
    for relation, mine in held.items():
        choice = ORDERED.get(relation.model)
        if choice and absorbed in mine:
            is_theirs = choices.get(choice) == columns.ABSORBED
            first, later = (absorbed, kept) if is_theirs else (kept, absorbed)
            last = relation.rows.filter(person=first).aggregate(last=Max("position"))["last"]
            if last is not None:
                relation.rows.filter(person=later).update(position=F("position") + last + 1)
