"""Columns of the kept record: for each the one's word or the other's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from hustings.people.changes import journal
from hustings.people.duplicates.merging import recruiters
from hustings.people.persons import change_log
from hustings.people.persons.models import Activity, Person
from hustings.people.persons.models.persons import name_keys

KEPT, ABSORBED = "kept", "absorbed"
GROUPS: dict[str, tuple[str, ...]] = {
    "name": ("given_name", "family_name", "name_key", "given_key"),
    **{
        name: (name,)
        for name in [
            "born_on", "language", "zone", "external_id", "source", "owner", "recruiter", "household",
            "no_calls_since", "no_visits_since", "no_mail_since", "paused_until",
        ]
    },
}  # fmt: skip
MARKS = frozenset({"no_calls_since", "no_visits_since", "no_mail_since", "paused_until"})
Choices = Mapping[str, str]


def value(person: Person, name: str) -> Any:
    values = [getattr(person, Person._meta.get_field(column).attname) for column in GROUPS[name]]  # type: ignore[union-attr]
    return person.name if name == "name" else values[0]


def proposed(kept: Person, absorbed: Person) -> dict[str, str]:
    """The other's word where the kept record has none; of wishes to be left alone the further one."""
    found = {}
    for name in GROUPS:
        mine, theirs = value(kept, name), value(absorbed, name)
        if name in MARKS and mine and theirs:
            goes_on = theirs > mine if name == "paused_until" else theirs < mine
            found[name] = ABSORBED if goes_on else KEPT
        else:
            found[name] = ABSORBED if not mine and theirs else KEPT
    return found


def choose(kept: Person, absorbed: Person, choices: Choices) -> dict[str, dict[str, Any]]:
    """Set on ``kept`` what was chosen, unsaved; each changed column as it was and is."""
    chosen = {**proposed(kept, absorbed), **choices}
    changed: dict[str, dict[str, Any]] = {}
    for name, columns in GROUPS.items():
        if chosen[name] == ABSORBED:
            for column in columns:
                _set(kept, column, _raw(absorbed, column), changed)
    if kept.recruiter_id in {kept.pk, absorbed.pk}:  # nobody brought themselves
        _set(kept, "recruiter", None, changed)
    _set(kept, "created_at", min(kept.created_at, absorbed.created_at), changed)
    kept.updated_at = timezone.now()
    return changed


def _field(column: str) -> Any:
    return Person._meta.get_field(column)


def _raw(person: Person, column: str) -> Any:
    return getattr(person, _field(column).attname)


def _set(person: Person, column: str, to: Any, changed: dict[str, dict[str, Any]]) -> None:
    was = _raw(person, column)
    if was != to:
        setattr(person, _field(column).attname, to)
        before = changed.get(column, {}).get("was", change_log.written(was))
        changed[column] = {"was": before, "now": change_log.written(to)}


def restore(kept: Person, replaced: Mapping[str, Mapping[str, Any]]) -> tuple[list[str], list[str]]:
    """Set back what is as the merge left it, unsaved; columns changed since, and those left empty."""
    stays: list[str] = []
    empty: list[str] = []
    for group in [*GROUPS.values(), ("created_at",)]:
        steps = {column: replaced[column] for column in group if column in replaced}
        if not any(
            _now(kept, column) != step["was"] or column == "recruiter" for column, step in steps.items()
        ):
            continue
        if not stood(kept, steps):
            stays += [column for column, step in steps.items() if _now(kept, column) != step["was"]]
            continue
        for column, step in steps.items():
            if column == "recruiter":
                _recruiter_back(kept, step)
            elif _may_return(kept, _field(column), step["was"]):
                _set_back(kept, _field(column), step["was"])
            else:
                _set_back(kept, _field(column), None)
            if step["was"] and not _raw(kept, column):
                empty.append(column)
    kept.updated_at = timezone.now()
    return stays, empty


def own_names(kept: Person, replaced: Mapping[str, Mapping[str, Any]], since: datetime) -> list[str]:
    """Give back the own half of a name that an undoing joined to another's, unsaved; which ones."""
    own = [
        name for name in ("given_name", "family_name")
        if name in replaced and _now(kept, name) == replaced[name]["now"] != replaced[name]["was"]
    ]  # fmt: skip
    lines = Activity.objects.filter(person=kept, kind=journal.KEPT, happened_at__gte=since).order_by()
    said = {item[0] for data in lines.values_list("data", flat=True) for item in data["kept"]}
    if len(own) != 1 or said.isdisjoint(GROUPS["name"]):
        return []
    _set_back(kept, _field(own[0]), replaced[own[0]]["was"])
    kept.name_key, kept.given_key = name_keys(kept.given_name, kept.family_name)
    return own


def stood(kept: Person, steps: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether columns still are as a merge left them, also where who stands there is a part of another."""
    return all(
        _now(kept, column) == step["now"]
        or (column == "recruiter" and bool(step["now"]) and _now(kept, column) == recruiters.now(step["now"]))
        for column, step in steps.items()
    )


def _recruiter_back(kept: Person, step: Mapping[str, Any]) -> None:
    if step["now"]:
        recruiters.unlearn(recruiters.RECRUITER, kept.pk, step["now"])
    was = recruiters.now(step["was"]) if step["was"] else None
    kept.recruiter_id = None if was == kept.pk else was
    if was not in {None, kept.pk, step["was"]}:
        recruiters.learn(recruiters.RECRUITER, kept.pk, step["was"])


def _now(person: Person, column: str) -> Any:
    return change_log.written(_raw(person, column))


def _set_back(kept: Person, field: Any, was: Any) -> None:
    empty = "" if was is None and not field.null else was
    setattr(kept, field.attname, empty if field.remote_field else field.to_python(empty))


def _may_return(kept: Person, field: Any, was: Any) -> bool:
    if was is None:
        return True
    if field.remote_field:
        return bool(field.related_model._base_manager.filter(pk=was).exists())
    taken = field.name == "external_id" and Person.objects.filter(external_id=was).exclude(pk=kept.pk)
    return not (taken and taken.exists())
