"""Lines of timelines that name another record: merged with, or parted from.

Without a right to see ``data.name`` one reads the line without it, and so does the person once parted.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from hustings.people.duplicates.merging import merge, unmerge
from hustings.people.duplicates.models import Merge
from hustings.people.persons.models import Activity, Person
from hustings.people.persons.timeline import Entry

KINDS = (merge.MERGED, unmerge.PARTED, unmerge.RESTORED)
AT_ONCE = 500


def for_user(entries: Sequence[Entry], user: Any) -> list[Entry]:
    """As ``user`` may read them: one query where some of them name somebody."""
    uids = {entry.names for entry in entries if entry.names}
    if not uids:
        return list(entries)
    seen = _here(uids, Person.objects.visible_to(user))
    return [
        replace(entry, sentence=entry.nameless) if entry.names and entry.names not in seen else entry
        for entry in entries
    ]


def of_own(person: Person) -> set[str]:
    """The numbers of the records that are the person's own by now."""
    merges = Merge.objects.filter(kept=person, undone_at=None).order_by()
    return {str(uid) for uid in merges.values_list("absorbed_uid", flat=True)}


def forget(uids: Collection[str], names: Collection[str] = (), instead: str = "") -> None:
    """Take these people out of lines on any timeline, also those of such a name: merges don't lead to all."""
    told = _of_merges().alias(about=KeyTextTransform("uid", "data"), called=KeyTextTransform("name", "data"))
    found = list(told.filter(Q(about__any_of=uids) | Q(called__any_of=names)).order_by())
    others = {line.data["uid"] for line in found if "uid" in line.data} - set(uids)
    here = _here(others, Person.objects.all())
    changed = [line for line in found if line.data.get("uid") not in here]
    for line in changed:
        kept = {key: value for key, value in line.data.items() if key not in {"name", "uid"}}
        line.data = kept | ({"name": instead} if instead else {"is_gone": True})
    Activity.objects.bulk_update(changed, ["data"], batch_size=AT_ONCE)


def forget_removed(people: Collection[int]) -> None:
    """The same for those whom an undoing is about to remove; three queries where none of them met a merge."""
    uids = dict(Person.objects.filter(pk__in=people).order_by().values_list("pk", "uid"))
    told = Activity.objects.filter(person__in=people, kind__in=KINDS).order_by()
    taken_in = Merge.objects.filter(absorbed_uid__in=uids.values()).order_by()
    met = {uids[pk] for pk in told.values_list("person", flat=True)}
    if met := met.union(taken_in.values_list("absorbed_uid", flat=True)):
        forget({str(uid) for uid in met})


def _of_merges() -> "QuerySet[Activity]":
    found = Activity.objects.filter(kind__in=KINDS)
    if connection.vendor == "sqlite":  # it takes all kinds to be as frequent, and would read the whole table
        return Activity.objects.filter(pk__in=found.order_by().values("pk"))
    return found


def _here(uids: Collection[str], people: "QuerySet[Person]") -> set[str]:
    """Those that are records among ``people``, or parts of one."""
    if not uids:
        return set()
    parts = Merge.objects.filter(absorbed_uid__in=uids, undone_at=None, kept__in=people).order_by()
    here = people.filter(uid__in=uids).order_by().values_list("uid").union(parts.values_list("absorbed_uid"))
    return {str(uid) for (uid,) in here}
