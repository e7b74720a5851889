"""Put people back as the journal says, where they still stand as the operation left them.

A chunk is activities, newest first, of locked people; what was changed since is told to ``keep``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.utils import timezone

from hustings.people.changes import journal
from hustings.people.persons import field_values
from hustings.people.persons.models import Activity, Email, Field, FieldOption, FieldValue, Person, Tag
from hustings.people.persons.models.persons import name_keys
from hustings.people.persons.refusals import Refused

CHANGED, CONFIRMED, TAKEN, GONE, PARTED = "changed", "confirmed", "taken", "gone", "parted"
Keep = Callable[[int, str, Any, str], None]  # person, target, what stands now, why it was kept
People = Mapping[int, Person]


def targets(activity: Activity) -> Iterable[tuple[str, Any, Any]]:
    """What it changed: target, before, after."""
    was = activity.data.get("was", {})
    for target, value in activity.data.get("now", {}).items():
        yield target, was.get(target), value


def added(activities: Iterable[Activity], table: str) -> dict[int, Any]:
    """What was added to one table, by person; of two activities the parts together."""
    found: dict[int, Any] = {}
    for activity in activities:
        if more := activity.data.get("added", {}).get(table):
            before = found.get(activity.person_id)
            found[activity.person_id] = more if before is None else _both(before, more)
    return found


def _both(one: Any, other: Any) -> Any:
    return {**one, **other} if isinstance(one, dict) else [*one, *other]


def without_unknown(lines: Sequence[Activity], people: People, keep: Keep) -> None:
    """Take out of these lines, and name, the values of whom nobody knows any more whether they are theirs."""
    held = {field.name: field.attname for field in Person._meta.concrete_fields}
    removed = {line.pk: line.data.get("removed", {}).get("tags", ()) for line in lines}
    wanted = Tag.objects.filter(pk__in={tag for tags in removed.values() for tag in tags})
    names = dict(wanted.values_list("pk", "name"))
    for line in lines:
        for target, was, now in targets(line):
            if was != now:
                person = people[line.person_id]
                stands = journal.written(getattr(person, held[target])) if target in held else now
                keep(line.person_id, target, stands, PARTED)
        for tag in removed[line.pk]:
            keep(line.person_id, "tags", names.get(tag), PARTED)
        line.data = {name: part for name, part in line.data.items() if name not in {"was", "now", "removed"}}


def columns(activities: Sequence[Activity], people: People, keep: Keep) -> None:
    held = {field.name: field for field in Person._meta.concrete_fields}
    steps = [
        (people[each.person_id], held[target], was, now)
        for each in activities
        for target, was, now in targets(each)
        if target in held
    ]
    if not steps:
        return
    refused = _refused(steps)
    touched: set[str] = set()
    changed: dict[int, Person] = {}
    for person, field, was, now in steps:
        current = journal.written(getattr(person, field.attname))
        if current == was:
            continue  # somebody put it back by hand
        if current != now:
            keep(person.pk, field.name, current, CHANGED)
        elif why := refused(person, field, was):
            keep(person.pk, field.name, current, why)
        else:
            setattr(person, field.attname, _read(field, was))
            touched.add(field.name)
            changed[person.pk] = person
    _save(changed.values(), touched)


def _read(field: Any, written: Any) -> Any:
    if field.remote_field:
        return written
    return "" if written is None and not field.null else field.to_python(written)


def _refused(steps: Sequence[tuple[Person, Any, Any, Any]]) -> Callable[[Person, Any, Any], str]:
    """Why a value can't come back: what it points to is gone, or somebody else has the number by now."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for _person, field, was, _now in steps:
        if was is not None and (field.remote_field or field.unique or field.name == "external_id"):
            wanted[field].add(was)
    there = {
        field: set(field.related_model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
        for field, keys in wanted.items()
        if field.remote_field
    }
    numbers = next((keys for field, keys in wanted.items() if field.name == "external_id"), set())
    owners = dict(Person.objects.filter(external_id__in=numbers).values_list("external_id", "pk"))

    def why(person: Person, field: Any, was: Any) -> str:
        if was is not None and field in there and was not in there[field]:
            return GONE
        if field.name == "external_id" and owners.get(was, person.pk) != person.pk:
            return TAKEN
        return ""

    return why


def _save(people: Iterable[Person], touched: set[str]) -> None:
    if not touched:
        return
    if touched & {"given_name", "family_name"}:
        touched |= {"name_key", "given_key"}
    now, changed = timezone.now(), list(people)
    for person in changed:
        person.updated_at = now
        person.name_key, person.given_key = name_keys(person.given_name, person.family_name)
    Person.objects.bulk_update(changed, sorted(touched | {"updated_at"}), batch_size=500)


def fields(activities: Sequence[Activity], people: People, keep: Keep) -> None:
    steps = [
        (each.person_id, target.removeprefix(journal.FIELD), was, now)
        for each in activities
        for target, was, now in targets(each)
        if target.startswith(journal.FIELD)
    ]
    if not steps:
        return
    slugs = {slug for _pk, slug, _was, _now in steps}
    known = {field.slug: field for field in Field.objects.filter(slug__in=slugs)}
    held = journal.field_values({pk for pk, *_rest in steps}, slugs)
    changed: dict[tuple[int, str], Any] = {}
    for pk, slug, was, now in steps:
        current = held[pk].get(slug)
        if slug not in known or current == was:
            continue
        if current != now:
            keep(pk, f"{journal.FIELD}{slug}", current, CHANGED)
        else:
            held[pk][slug] = changed[pk, slug] = was
    _set_fields(changed, known, keep)


def _set_fields(changed: Mapping[tuple[int, str], Any], known: Mapping[str, Field], keep: Keep) -> None:
    options = {
        (option.field_id, option.slug): option
        for option in FieldOption.objects.filter(field__in=known.values())
    } if changed else {}  # fmt: skip
    rows: list[FieldValue] = []
    away: dict[str, list[int]] = defaultdict(list)
    for (pk, slug), was in changed.items():
        try:
            rows += _rows(pk, known[slug], was, options)
            away[slug].append(pk)
        except (Refused, KeyError):  # its limits or its choices have changed
            keep(pk, f"{journal.FIELD}{slug}", None, GONE)
    for slug, pks in away.items():
        FieldValue.objects.filter(field=known[slug], person__in=pks).delete()
    FieldValue.objects.bulk_create(rows, batch_size=500)
    Person.objects.filter(pk__in={pk for pk, _slug in changed}).update(updated_at=timezone.now())


def _rows(
    pk: int, field: Field, was: Any, options: Mapping[tuple[int, str], FieldOption]
) -> list[FieldValue]:
    if was is None:
        return []
    mine = [slug for (of, slug) in options if of == field.pk]
    if mine:
        chosen = was if isinstance(was, list) else [was]
        return [FieldValue(person_id=pk, field=field, option=options[field.pk, slug]) for slug in chosen]
    return [FieldValue(person_id=pk, field=field, **field.columns(field_values.read(field, was)))]


def emails(activities: Sequence[Activity], people: People, keep: Keep) -> None:
    """Addresses that were added, unless somebody has confirmed them since; and what was known of others."""
    new = added(activities, "emails")
    statuses = [
        (each.person_id, target.removeprefix(journal.EMAIL), was, now)
        for each in activities
        for target, was, now in targets(each)
        if target.startswith(journal.EMAIL)
    ]
    keys = {key for mine in new.values() for key in mine} | {key for _pk, key, _was, _now in statuses}
    if not keys:
        return
    held = {(email.person_id, email.key): email for email in Email.objects.filter(key__in=keys)}
    away: list[int] = []
    for pk, mine in new.items():
        for key, status in mine.items():
            email = held.get((pk, key))
            if email is None:
                continue
            if email.status == Email.Status.CONFIRMED != status:
                keep(pk, "email", email.address, CONFIRMED)
            else:
                away.append(email.pk)
    back: list[Email] = []
    for pk, key, was, now in statuses:
        email = held.get((pk, key))
        if email is None or email.status == was:
            continue
        if email.status != now:
            keep(pk, "email", email.address, CHANGED)
        else:
            email.status = was
            back.append(email)
    Email.objects.bulk_update(back, ["status"], batch_size=500)
    remove(Email, away)


def unbar(activities: Sequence[Activity]) -> None:
    """Addresses that opened the own page until a file told more of somebody of the same name."""
    moments = {(each.person_id, each.happened_at) for each in activities if each.data.get("barred")}
    if not moments:
        return
    people, days = {pk for pk, _moment in moments}, {moment for _pk, moment in moments}
    barred = Email.objects.filter(person__in=people, barred_at__in=days).order_by()
    mine = [pk for pk, *mark in barred.values_list("pk", "person_id", "barred_at") if tuple(mark) in moments]
    Email.objects.filter(pk__in=mine).update(barred_at=None)


def remove(model: type[models.Model], keys: Sequence[int]) -> None:
    """Rows to which nothing points, and to whose going nobody listens."""
    rows = model._base_manager.filter(pk__in=keys)
    if keys:
        rows._raw_delete(rows.db)
