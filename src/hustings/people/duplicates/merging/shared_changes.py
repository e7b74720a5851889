"""Deeds and imports on a merged record, shared out when the two are parted.

Lines are the journal of their undoing (``hustings.people.changes.journal``). The absorbed one's tags, fields
and addresses go to their timeline; a shared line says so (``parted``); of others nobody knows whose value it
holds.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from hustings.people.changes import journal
from hustings.people.duplicates.merging import columns
from hustings.people.duplicates.models import Merge
from hustings.people.persons.models import (
    Activity,
    Email,
    Field,
    FieldOption,
    FieldValue,
    Operation,
    Person,
    Tagging,
)

PARTED = "parted"
PARTS = ("was", "now", "added", "removed")
DERIVED = frozenset({"name_key", "given_key"})
BY_HAND, FIELD_BY_HAND = "person.changed", "person.field"
QUOTED = frozenset({"given_name", "family_name", "born_on", "external_id"})  # columns that tell who it is
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """That a record held the absorbed one's data since a moment, and the marks that were not its own."""

    person: int
    since: datetime
    known: Mapping[str, Collection[Any]]

    @property
    def lines(self) -> "QuerySet[Activity]":
        """Those of the record's timeline since then."""
        return Activity.objects.filter(person=self.person, happened_at__gte=self.since)


@dataclass(frozen=True, slots=True)
class _Theirs:
    tags: frozenset[int]
    fields: frozenset[str]
    options: Mapping[str, frozenset[str]]
    keys: frozenset[str]
    both: Mapping[str, Sequence[str]]  # of fields with several choices, what is theirs besides


def share_out(merge: Merge, absorbed: int | None, path: Sequence[Held]) -> None:
    """Share out the lines since, once they are two; ``path``: records that held both, inmost first."""
    marks: dict[str, frozenset[Any]] = {}
    for held in path:
        marks = {
            name: marks.get(name, frozenset(held.known.get(name, ()))) & frozenset(held.known.get(name, ()))
            for name in ("tags", "fields", "options")
        }
        _say_of_own(merge.replaced, held)
        theirs = _theirs(marks, absorbed)
        _hand_over_by_hand(theirs, held, absorbed)
        _hand_over_undone(theirs, held, absorbed)
        lines = _lines(held)
        changed = [line for line in lines if _is_open(line)]
        if not changed:
            continue
        _own_columns(lines, merge.replaced, held.person)
        _hand_over(changed, theirs, held.person, absorbed)
        for line in changed:
            line.data[PARTED] = [*line.data.get(PARTED, ()), merge.pk]
        Activity.objects.bulk_update(changed, ["data", "person"], batch_size=500)


def unshared(activities: Iterable[Activity], but: Collection[int]) -> list[Activity]:
    """Lines of a merge that ended since without sharing them out; ``but`` merges that are open now."""
    lines = [line for line in activities if "was" in line.data or "removed" in line.data]
    if not lines:
        return []
    first = min(line.happened_at for line in lines)
    ended = Merge.objects.filter(kept__in={line.person_id for line in lines}, undone_at__gt=first)
    times: dict[int, list[Merge]] = {}
    for merge in ended.exclude(pk__in=but).only("pk", "kept", "merged_at", "undone_at").order_by():
        times.setdefault(merge.kept_id, []).append(merge)
    return [
        line for line in lines
        if any(
            merge.undone_at and merge.merged_at < line.happened_at < merge.undone_at
            and merge.pk not in line.data.get(PARTED, ())
            for merge in times.get(line.person_id, ())
        )
    ]  # fmt: skip


def _lines(held: Held) -> list[Activity]:
    """Deeds, imports, and changes by hand, the oldest first; what was undone is no journal any more."""
    found = held.lines.filter(Q(operation__isnull=False) | Q(kind=BY_HAND)).select_related("operation")
    return [line for line in found.order_by("pk") if _state(line) != Operation.State.UNDONE]


def _state(line: Activity) -> str:
    return line.operation.state if line.operation else ""


def _is_open(line: Activity) -> bool:
    """Whether it is journal that may be rewritten: not while it is being undone, which may be past it."""
    of = line.operation
    return of is not None and not of.is_undo and any(part in line.data for part in PARTS)


def _own_columns(lines: Sequence[Activity], replaced: Mapping[str, Any], pk: int) -> None:
    """Where the first change since found the absorbed one's word, it found the kept one's own."""
    person = Person.objects.filter(pk=pk).first()
    for group in columns.GROUPS.values():
        steps = {name: replaced[name] for name in group if name in replaced and name not in DERIVED}
        line = _first(lines, group) if steps and person else None
        if line is None or not _is_open(line):
            continue
        was, now = line.data["was"], line.data["now"]
        if any(name in now and was.get(name) != step["now"] for name, step in steps.items()):
            continue
        for name, step in steps.items():
            stands = columns.stood(person, {name: step})  # type: ignore[arg-type]
            if name in now or stands:
                was[name], now[name] = step["was"], now.get(name, step["now"])
                _retell(line.data, name, step["was"])


def _first(lines: Sequence[Activity], group: Collection[str]) -> Activity | None:
    """The first line that changed one of these columns, unless it was by hand."""
    for line in lines:
        if line.operation is None and any(one["field"] in group for one in line.data.get("changes", ())):
            return None
        if line.operation is not None and not line.data.get("now", {}).keys().isdisjoint(group):
            return line
    return None


def _say_of_own(replaced: Mapping[str, Any], held: Held) -> None:
    """In other lines that quote the absorbed one's word, put the own one: their readers may know nothing."""
    steps = {name: step for name, step in replaced.items() if name in QUOTED and step["now"]}
    found = held.lines
    undone = Q(operation__state=Operation.State.UNDONE)
    changed = []
    for line in found.filter(Q(kind__in=[BY_HAND, journal.KEPT]) | undone).order_by() if steps else ():
        before = repr(line.data)
        for change in line.data.get("changes", ()):
            for part in ("from", "to"):
                change[part] = _own(steps.get(change["field"]), change.get(part)) or ""
        for part in ("was", "now"):
            for name, value in line.data.get(part, {}).items():
                line.data[part][name] = _own(steps.get(name), value)
        for item in line.data.get("kept", ()):
            item[1] = _own(steps.get(item[0]), item[1])
        if repr(line.data) != before:
            changed.append(line)
    Activity.objects.bulk_update(changed, ["data"], batch_size=500)


def _hand_over_by_hand(theirs: _Theirs, held: Held, absorbed: int | None) -> None:
    """Lines by hand about fields that are the absorbed one's go where the values go."""
    labels: dict[str, list[str]] = {}
    chosen = FieldOption.objects.filter(field__slug__in=theirs.options)
    for slug, option, label in chosen.values_list("field__slug", "slug", "label"):
        if option in theirs.options[slug]:
            labels.setdefault(slug, []).append(label)
    found = held.lines.filter(kind=FIELD_BY_HAND, operation=None)
    gone: list[int] = []
    changed: list[Activity] = []
    made: list[Activity] = []
    for line in found.order_by() if theirs.fields or labels else ():
        slug = line.data.get("field", "")
        if slug in theirs.fields:
            gone.append(line.pk)
        elif slug in labels:
            mine, others = _words_apart(line.data, labels[slug])
            if absorbed and others["from"] != others["to"]:
                made.append(Activity(
                    person_id=absorbed, kind=line.kind, happened_at=line.happened_at, user_id=line.user_id,
                    data=others,
                ))  # fmt: skip
            line.data = mine
            changed.append(line)
    if absorbed:
        Activity.objects.filter(pk__in=gone).update(person=absorbed)
    else:
        Activity.objects.filter(pk__in=gone).delete()
    Activity.objects.bulk_create(made, batch_size=500)
    Activity.objects.bulk_update(changed, ["data"], batch_size=500)
    Activity.objects.filter(pk__in=[one.pk for one in changed if one.data["from"] == one.data["to"]]).delete()


def _hand_over_undone(theirs: _Theirs, held: Held, absorbed: int | None) -> None:
    """What was undone is no journal any more, but its lines quote the values that were before."""
    found = held.lines.filter(operation__state=Operation.State.UNDONE)
    lines = [line for line in found.order_by("pk") if any(part in line.data for part in PARTS)]
    _hand_over(lines, theirs, held.person, absorbed)
    Activity.objects.bulk_update(lines, ["data", "person"], batch_size=500)


def _words_apart(data: Data, labels: Collection[str]) -> tuple[Data, Data]:
    one = re.compile(rf"(?:^|(?<=, ))(?:{'|'.join(map(re.escape, labels))})(?=, |$)")
    mine, others = dict(data), dict(data)
    for part in ("from", "to"):
        text = data.get(part) or ""
        others[part] = ", ".join(one.findall(text))
        mine[part] = re.sub(r"(?:^|, )(?=, |$)", "", one.sub("", text)).removeprefix(", ")
    return mine, others


def _own(step: Mapping[str, Any] | None, value: Any) -> Any:
    return step["was"] if step and value == step["now"] else value


def _retell(data: Data, name: str, was: Any) -> None:
    field: Any = Person._meta.get_field(name)
    shown = field.related_model._base_manager.filter(pk=was).first() if field.remote_field and was else was
    for change in data.get("changes", ()):
        if change["field"] == name:
            text = str(shown or "")
            change["from"] = text[:10] if name in columns.MARKS else text


def _theirs(marks: Mapping[str, frozenset[Any]], absorbed: int | None) -> _Theirs:
    one = Field.objects.filter(pk__in=marks["fields"]).values_list("slug", flat=True)
    options: dict[str, set[str]] = {}
    chosen = FieldOption.objects.filter(pk__in=marks["options"]).values_list("field__slug", "slug")
    for slug, option in chosen:
        options.setdefault(slug, set()).add(option)
    mine = FieldValue.objects.filter(person=absorbed, field__slug__in=options, option__isnull=False)
    both: dict[str, list[str]] = {}
    for slug, option in mine.values_list("field__slug", "option__slug"):
        if option not in options[slug]:
            both.setdefault(slug, []).append(option)
    keys = Email.objects.filter(person=absorbed).values_list("key", flat=True) if absorbed else ()
    alone = {slug: frozenset(found) for slug, found in options.items()}
    return _Theirs(marks["tags"], frozenset(one), alone, frozenset(keys), both)


def _hand_over(lines: Sequence[Activity], theirs: _Theirs, kept: int, absorbed: int | None) -> None:
    held = set(Tagging.objects.filter(person=kept, tag__in=theirs.tags).values_list("tag", flat=True))
    tags = theirs.tags - held
    made = []
    for line in lines:
        mine, others = _split(line.data, theirs, tags)
        if not others and mine == {name: line.data[name] for name in PARTS if line.data.get(name)}:
            continue
        told = {name: value for name, value in line.data.items() if name not in PARTS}
        if others and not mine and absorbed:
            line.person_id, line.data = absorbed, told | others
            continue
        line.data = told | mine
        if others and absorbed:
            said = {name: value for name, value in told.items() if name not in {"consents", "barred"}}
            made.append(Activity(
                person_id=absorbed, kind=line.kind, happened_at=line.happened_at, user_id=line.user_id,
                operation_id=line.operation_id, data=said | others,
            ))  # fmt: skip
    Activity.objects.bulk_create(made, batch_size=500)


def _split(data: Mapping[str, Any], theirs: _Theirs, tags: Collection[int]) -> tuple[Data, Data]:
    mine: Data = {"was": {}, "now": {}, "added": dict(data.get("added", {})), "removed": {}}
    others: Data = {name: {} for name in PARTS}
    was = data.get("was", {})
    for target, value in data.get("now", {}).items():
        for part, before, after in _steps(target, was.get(target), value, theirs):
            into = others if part else mine
            into["was"][target], into["now"][target] = before, after
    for name in ("added", "removed"):
        found = data.get(name, {}).get("tags", [])
        for into, rows in [(mine, [tag for tag in found if tag not in tags]),
                           (others, [tag for tag in found if tag in tags])]:  # fmt: skip
            into[name].pop("tags", None)
            if rows:
                into[name]["tags"] = rows
    return tuple({name: part for name, part in one.items() if part} for one in (mine, others))  # type: ignore[return-value]


def _steps(target: str, was: Any, now: Any, theirs: _Theirs) -> Iterator[tuple[bool, Any, Any]]:
    """Whether it is the absorbed one's, before, after: of several choices each their own."""
    slug = target.removeprefix(journal.FIELD) if target.startswith(journal.FIELD) else ""
    if slug not in theirs.options:
        is_theirs = slug in theirs.fields or (
            target.startswith(journal.EMAIL) and target.removeprefix(journal.EMAIL) in theirs.keys
        )
        yield is_theirs, was, now
        return
    alone, both = theirs.options[slug], frozenset(theirs.both.get(slug, ()))
    before, after = _chosen(was), _chosen(now)
    for part, *step in [
        (False, before - alone, after - alone), (True, before & alone | both, after & alone | both),
    ]:  # fmt: skip
        if step[0] != step[1]:
            yield bool(part), _written(step[0]), _written(step[1])


def _chosen(written: Any) -> frozenset[str]:
    return frozenset([] if written is None else written if isinstance(written, list) else [written])


def _written(chosen: Collection[str]) -> Any:
    found = sorted(chosen)
    return found[0] if len(found) == 1 else found or None
