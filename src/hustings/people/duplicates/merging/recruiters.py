"""Recruiters in merges: each gets back the one who brought them, not the record that took them in."""

from typing import Any

from hustings.people.duplicates.models import Merge
from hustings.people.persons.models import Person

RECRUITER = "persons.person.recruiter"


def path(pk: int) -> list[Merge]:
    """The standing merges by which the record of this key is a part of another, the inmost first."""
    own = Merge.objects.filter(absorbed_id=pk, undone_at=None).order_by("-pk").first()
    if own is None:
        return []
    later = Merge.objects.filter(kept=own.kept_id, undone_at=None, pk__gt=own.pk).order_by("pk")
    return [own, *(one for one in later if own.pk in one.moved.get("duplicates.merge.kept", ()))]


def now(pk: int) -> int | None:
    """The key of the record that this one is, or is a part of, by now."""
    if Person.objects.filter(pk=pk).exists():
        return pk
    return next((merge.kept_id for merge in path(pk)), None)


def learn(relation: str, row: Any, pk: int) -> None:
    for merge in path(pk):
        if row not in (there := merge.moved.setdefault(relation, [])):
            there.append(row)
            merge.save(update_fields=["moved"])


def unlearn(relation: str, row: Any, pk: int) -> None:
    """The row points there no more."""
    for merge in path(pk):
        if row in (there := merge.moved.get(relation, [])):
            there.remove(row)
            merge.save(update_fields=["moved"])


def truly(person: Person) -> int | None:
    """Who brought them: the recruiter, or the part of that record who had been it."""
    if person.recruiter_id is None:
        return None
    merges = Merge.objects.filter(kept=person.recruiter_id, undone_at=None).order_by("pk")
    parts = (one.absorbed_id for one in merges if person.pk in one.moved.get(RECRUITER, ()))
    return next(parts, person.recruiter_id)


def take_over(kept: Person, step: dict[str, Any], was: int | None, now: int | None) -> None:
    """The kept one's recruiter is another by what a merge has just chosen: ``step`` tells who, truly."""
    step["was"] = was
    if was:
        unlearn(RECRUITER, kept.pk, was)
    if step["now"] and now:
        step["now"] = now
        learn(RECRUITER, kept.pk, now)
