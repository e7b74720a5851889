"""Lines about changes of a merged record, shared out when the two are parted, whoever made the changes.

Lines are what an operation is undone from. The absorbed one's tags, fields and addresses go to their
timeline; a shared line of an operation says so (``parted``); of others nobody knows whose value it holds.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from hustings.people.changes import journal
from hustings.people.duplicates.merging import columns
from hustings.people.duplicates.models import Merge
from hustings.people.persons import change_log
from hustings.people.persons.change_log import FIELD, STATUS, TAG, Change
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
DERIVED = frozenset({"name_key", "given_key"})
QUOTED = frozenset({"given_name", "family_name", "born_on", "external_id"})  # columns that tell who it is


@dataclass(frozen=True, slots=True)
class Held:
    """That a record held the absorbed one's data since a moment, and the marks that were not its own."""

    person: int
    since: datetime
    known: Mapping[str, Collection[Any]]

    @property
    def lines(self) -> "QuerySet[Activity]":
        """Those of the record's timeline since then, the oldest first."""
        found = Activity.objects.filter(person=self.person, happened_at__gte=self.since)
        return found.select_related("operation").order_by("pk")


class _Theirs(NamedTuple):
    tags: frozenset[int]
    fields: frozenset[str]
    options: Mapping[str, frozenset[str]]
    keys: frozenset[str]
    both: Mapping[str, Sequence[str]]  # of fields with several options, what is theirs besides
    labels: Mapping[str, Mapping[str, str]]


def share_out(merge: Merge, absorbed: int | None, path: Sequence[Held]) -> None:
    """Share out the lines since, once they are two; ``path``: records that held both, inmost first."""
    marks: dict[str, frozenset[Any]] = {}
    for held in path:
        marks = {
            name: marks.get(name, frozenset(held.known.get(name, ()))) & frozenset(held.known.get(name, ()))
            for name in ("tags", "fields", "options")
        }
        lines = [line for line in held.lines if line.data.get("changes") or line.kind == journal.KEPT]
        open_ = [line for line in lines if _is_open(line)]
        before = {line.pk: repr(line.data) for line in lines}
        _say_of_own(merge.replaced, lines)
        if open_:
            _own_columns(lines, merge.replaced, held.person)
        shared = [line for line in lines if not _is_busy(line)]
        _hand_over(shared, _theirs(marks, absorbed), held.person, absorbed)
        for line in open_:
            line.data[PARTED] = [*line.data.get(PARTED, ()), merge.pk]
        changed = [one for one in lines if one.person_id != held.person or repr(one.data) != before[one.pk]]
        Activity.objects.bulk_update(changed, ["data", "person"], batch_size=500)


def unshared(activities: Iterable[Activity], but: Collection[int]) -> list[Activity]:
    """Lines of a merge that ended since without sharing them out; ``but`` merges that are open now."""
    lines = [line for line in activities if not all(one.is_addition for one in change_log.of(line.data))]
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


def _is_undone(line: Activity) -> bool:
    """Whether it is history only."""
    return line.operation is not None and line.operation.state == Operation.State.UNDONE


def _is_busy(line: Activity) -> bool:
    """Whether it is being undone, which may be past it."""
    return line.operation is not None and line.operation.is_undo and not _is_undone(line)


def _is_open(line: Activity) -> bool:
    """Whether an operation may be undone from it yet."""
    return line.operation is not None and not line.operation.is_undo


def _say_of_own(replaced: Mapping[str, Any], lines: Iterable[Activity]) -> None:
    """Put the own word where a line quotes the absorbed one's for good: its readers may know nothing."""
    steps = {name: step for name, step in replaced.items() if name in QUOTED and step["now"]}

    def own(target: str, value: Any) -> Any:
        step = steps.get(target)
        return step["was"] if step and value == step["now"] else value

    for line in lines if steps else ():
        if "changes" in line.data and (line.operation is None or _is_undone(line)):
            line.data["changes"] = [
                _retold(change, own(change.target, change.old), own(change.target, change.new))
                for change in change_log.of(line.data)
            ]
        for item in line.data.get("kept", ()):
            item[1] = own(item[0], item[1])


def _retold(change: Change, old: Any, new: Any) -> Change:
    return change if (old, new) == change[1:3] else Change(change.target, old, new)


def _own_columns(lines: Sequence[Activity], replaced: Mapping[str, Any], pk: int) -> None:
    """Where the first change since found the absorbed one's word, it found the kept one's own."""
    person = Person.objects.filter(pk=pk).first()
    for group in columns.GROUPS.values():
        steps = {name: replaced[name] for name in group if name in replaced and name not in DERIVED}
        line = _first(lines, group) if steps and person else None
        if line is None or not _is_open(line):
            continue
        found = {change.target: change for change in change_log.of(line.data)}
        if any(name in found and found[name].old != step["now"] for name, step in steps.items()):
            continue
        for name, step in steps.items():
            if name in found or columns.stood(person, {name: step}):  # type: ignore[arg-type]
                change = found.get(name) or Change(name, step["now"], step["now"])
                found[name] = change._replace(old=step["was"], said_old=_said(change, step["was"]))
        line.data["changes"] = list(found.values())


def _first(lines: Sequence[Activity], group: Collection[str]) -> Activity | None:
    """The first line that changed one of these columns, but for those that were undone."""
    for line in lines:
        if not _is_undone(line) and any(change.target in group for change in change_log.of(line.data)):
            return line
    return None


def _said(change: Change, old: Any) -> str:
    """The old value in words, where the line has words."""
    field: Any = Person._meta.get_field(change.target)
    if not field.remote_field or not change.said_new:
        return ""
    return str(field.related_model._base_manager.filter(pk=old).first() or "")


def _theirs(marks: Mapping[str, frozenset[Any]], absorbed: int | None) -> _Theirs:
    one = Field.objects.filter(pk__in=marks["fields"]).values_list("slug", flat=True)
    options: dict[str, set[str]] = {}
    labels: dict[str, dict[str, str]] = {}
    chosen = FieldOption.objects.filter(pk__in=marks["options"]).values("field")
    for option in FieldOption.objects.filter(field__in=chosen).select_related("field"):
        labels.setdefault(option.field.slug, {})[option.slug] = option.label
        if option.pk in marks["options"]:
            options.setdefault(option.field.slug, set()).add(option.slug)
    mine = FieldValue.objects.filter(person=absorbed, field__slug__in=options, option__isnull=False)
    both: dict[str, list[str]] = {}
    for slug, name in mine.values_list("field__slug", "option__slug"):
        if name not in options[slug]:
            both.setdefault(slug, []).append(name)
    keys = Email.objects.filter(person=absorbed).values_list("key", flat=True) if absorbed else ()
    alone = {slug: frozenset(found) for slug, found in options.items()}
    return _Theirs(marks["tags"], frozenset(one), alone, frozenset(keys), both, labels)


def _hand_over(lines: Sequence[Activity], theirs: _Theirs, kept: int, absorbed: int | None) -> None:
    held = set(Tagging.objects.filter(person=kept, tag__in=theirs.tags).values_list("tag", flat=True))
    theirs = theirs._replace(tags=theirs.tags - held)
    made = []
    for line in lines:
        parts = [part for change in change_log.of(line.data) for part in _parts(change, theirs)]
        mine, others = ([change for is_theirs, change in parts if is_theirs is of] for of in (False, True))
        if mine == change_log.of(line.data):
            continue
        if others and not mine and absorbed:
            line.person_id, line.data["changes"] = absorbed, others
            continue
        line.data["changes"] = mine
        if others and absorbed:
            said = {name: value for name, value in line.data.items() if name not in {"consents", "barred"}}
            made.append(Activity(
                person_id=absorbed, kind=line.kind, happened_at=line.happened_at, user_id=line.user_id,
                operation_id=line.operation_id, data=said | {"changes": others},
            ))  # fmt: skip
    Activity.objects.bulk_create(made, batch_size=500)
    emptied = [line.pk for line in lines if line.operation is None and not line.data.get("changes", True)]
    Activity.objects.filter(pk__in=emptied).delete()


def _parts(change: Change, theirs: _Theirs) -> Iterator[tuple[bool, Change]]:
    """The change, and whether it is the absorbed one's; of several options each their own."""
    table, name = change.table, change.name
    if table != FIELD or name not in theirs.options:
        yield (
            (
                (table == TAG and int(name) in theirs.tags)
                or (table == FIELD and name in theirs.fields)
                or (table == STATUS and name in theirs.keys)
            ),
            change,
        )
        return
    alone, both = theirs.options[name], frozenset(theirs.both.get(name, ()))
    before, after = _chosen(change.old), _chosen(change.new)
    for is_theirs, *step in [
        (False, before - alone, after - alone), (True, before & alone | both, after & alone | both),
    ]:  # fmt: skip
        if step[0] != step[1]:
            old, new = (change_log.written(list(part)) or None for part in step)
            words = (change_log.chosen(value, theirs.labels[name]) for value in (old, new))
            yield bool(is_theirs), Change(change.target, old, new, *words)


def _chosen(written: Any) -> frozenset[str]:
    return frozenset([] if written is None else written if isinstance(written, list) else [written])
