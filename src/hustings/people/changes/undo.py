"""Undo an operation from its journal, newest first: what stands as it left it goes back.

The timeline says so (``operation.undone``), or what was kept and why (``operation.kept``). People whom it
made are removed, unless something came after. Only people whom the user may change are reached.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import translation

from hustings.foundation.contributions import Registry
from hustings.foundation.lib.sql import removal
from hustings.people.changes import journal, merge_hooks, restore
from hustings.people.changes.operations import kinds, selection
from hustings.people.changes.operations.kinds import Progress, Step
from hustings.people.persons import change_log, consent_chain
from hustings.people.persons.models import Activity, ConsentEntry, Operation, Person, Tag

UNDONE = "operation.undone"
AFTER, REACH, RECORD = "after", "reach", "record"
BECAUSE = "because:"  # and why something was kept: a count of people in the outcome
Of = Callable[[Collection[int]], Iterable[int]]
Keep = Callable[[int, str, Any, str], None]  # person, target, value, reason


@dataclass(frozen=True, slots=True)
class Trace:
    """People whom an operation made stay where they are among ``of(keys)``; ``label`` is what came after.

    ``lines`` are those of the timeline that are its own, written by no person: they alone keep nobody.
    """

    name: str
    label: Any
    of: Of
    lines: Q | None = None


traces = Registry[Trace]("changes.undo.traces", key=attrgetter("name"))
# What the operation set going stops first, for some people: what can't be stopped any more is kept.
Release = Callable[[Operation, Collection[int], Keep], None]
releases = Registry[Release]("changes.undo.releases")


def trace_label(name: str) -> str:
    found = traces.find(name)
    return str(found.label) if found else name


def rows_of(model: type[models.Model], column: str = "person", **more: Any) -> Of:
    """Ask a table by the column that names the person."""

    def of(pks: Collection[int]) -> Iterable[int]:
        rows = model._base_manager.filter(**{f"{column}__in": pks}, **more)
        return rows.values_list(column, flat=True)

    return of


def said(operation: Operation) -> dict[str, str]:
    """The operation in words, in each language of the site."""
    words = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            words[code] = kinds.says(operation)
    return words


def begin(operation: Operation) -> Step:
    """For ``Kind.undo`` of all kinds whose deeds are in the journal."""
    words = said(operation)

    def step(operation: Operation, size: int) -> Progress | None:
        rows = list(
            Activity.objects.filter(operation=operation, pk__lt=operation.last).order_by("-pk")[:size]
        )
        if not rows:
            return None
        return Progress(rows[-1].pk, len(rows), _Chunk(operation, rows, words).take_back())

    return step


class _Chunk:
    def __init__(self, operation: Operation, activities: Sequence[Activity], words: dict[str, str]) -> None:
        self.operation, self.activities, self.words = operation, activities, words
        self.kept: dict[int, list[list[Any]]] = defaultdict(list)
        kind = kinds.find(operation.kind)
        assert kind
        self.kind = kind

    def keep(self, person: int, target: str, now: Any, why: str) -> None:
        """Note that something stays as it is."""
        self.kept[person].append([target, now, why])

    def take_back(self) -> Counter[str]:
        """All of it; returns how many people were restored, removed, kept."""
        people, opened = self._locked()
        mine = self._reachable(people)
        for release in releases.all():
            release(self.operation, mine, self.keep)
        made = {each.person_id for each in self.activities if each.kind in self.kind.created} & mine
        changes = [
            each for each in self.activities
            if each.person_id in mine and each.kind not in self.kind.created
        ]  # fmt: skip
        left = [each for each in changes if each.person_id not in made]
        unknown = merge_hooks.current().unshared(left, [one.merge.pk for one in opened])
        self._leave_out(unknown, people)
        self._restore(left, people)
        removed, gone = self._remove(made, opened)
        self._write({each.person_id for each in changes} - made)
        merge_hooks.current().close(opened, self.operation)
        consent_chain.seal_gone(gone)  # the last thing: others wait for their turn
        restored = {each.person_id for each in changes} - made - self.kept.keys()
        counts = Counter(restored=len(restored), removed=len(removed), kept=len(self.kept))
        counts.update(self._reasons())
        return counts

    def _reasons(self) -> Counter[str]:
        """Each reason with the number of people of whom something is kept for it.

        What came after to a record counts only where there is no nearer reason.
        """
        found: Counter[str] = Counter()
        for items in self.kept.values():
            near = {why for _target, _now, why in items if why != AFTER}
            found.update(near or {name for _target, names, _why in items for name in names})
        return Counter({f"{BECAUSE}{why}": n for why, n in found.items()})

    def _locked(self) -> tuple[dict[int, Person], Sequence[Any]]:
        """The people, each by themselves: those whom a merge made one since are two for the moment."""
        found = merge_hooks.current().since(self.operation, {each.person_id for each in self.activities})
        people = {person.pk: person for person in self._rows({each.person_id for each in self.activities})}
        if not found:
            return people, []
        mine = self._reachable(people)  # of the records that there are, before they are two
        self.activities = [each for each in self.activities if each.person_id in mine]
        opened = merge_hooks.current().open_again([merge for merge in found if merge.kept_id in mine])
        activities = Activity.objects.filter(pk__in=[each.pk for each in self.activities])
        self.activities = list(activities.order_by("-pk"))
        people = {person.pk: person for person in self._rows({each.person_id for each in self.activities})}
        return people, opened

    def _rows(self, pks: Collection[int]) -> Iterable[Person]:
        return Person.objects.filter(pk__in=pks).order_by("pk").select_for_update(no_key=True)

    def _reachable(self, people: Collection[int]) -> set[int]:
        found = selection.reach(self.operation, self.operation.undone_by, self.kind.right)
        mine = set(found.filter(pk__in=people).values_list("pk", flat=True))
        for pk in set(people) - mine:
            self.keep(pk, RECORD, None, REACH)
        return mine

    def _leave_out(self, lines: Sequence[Activity], people: Mapping[int, Person]) -> None:
        """Name, and take out of these lines, former values of whom nobody knows any more whose they were."""
        left_out = [
            (line.person_id, change)
            for line in lines
            for change in change_log.of(line.data)
            if not change.is_addition and change.old != change.new
        ]
        tags = {int(change.name) for _pk, change in left_out if change.table == change_log.TAG}
        names = dict(Tag.objects.filter(pk__in=tags).values_list("pk", "name"))
        for pk, change in left_out:
            if change.table == change_log.TAG:
                self.keep(pk, change_log.TAG, names.get(int(change.name)), restore.PARTED)
            else:
                stands = getattr(
                    people[pk], f"{change.target}_id", getattr(people[pk], change.target, change.new)
                )
                self.keep(pk, change.target, change_log.written(stands), restore.PARTED)
        for line in lines:
            line.data = line.data | {
                "changes": [each for each in change_log.of(line.data) if each.is_addition]
            }

    def _restore(self, lines: Sequence[Activity], people: Mapping[int, Person]) -> None:
        restore.put_back(lines, restore.Undo(self.operation, people, self.keep))
        restore.unbar([line for line in lines if line.person_id not in self.kept])

    def _remove(self, made: set[int], opened: Sequence[Any]) -> tuple[set[int], list[int]]:
        """Those whom it made and to whom nothing else has happened; and their sealed ledger entries."""
        if not made:
            return set(), []
        later: dict[int, list[str]] = defaultdict(list)
        others = Activity.objects.filter(person__in=made).exclude(operation=self.operation).order_by()
        others = others.exclude(kind__in=merge_hooks.current().kinds)  # one that holds is asked for below
        # What was taken back left nothing, but for what it says it kept.
        others = others.exclude(~Q(kind=journal.KEPT), operation__state=Operation.State.UNDONE)
        for lines in (trace.lines for trace in traces.all() if trace.lines):
            others = others.exclude(Q(operation=None) & lines)
        for name, pks in [
            ("timeline", others.values_list("person", flat=True).distinct()),
            *((trace.name, trace.of(made)) for trace in traces.all()),
        ]:
            for pk in set(pks):
                later[pk].append(name)
        for pk, names in later.items():
            self.keep(pk, RECORD, names, AFTER)
        away = made - later.keys()
        entries = ConsentEntry.objects.filter(person__in=away).exclude(seal=None)
        gone = list(entries.order_by().values_list("pk", flat=True))
        merge_hooks.current().hand_on(opened, away)
        merge_hooks.current().forget_removed(away)
        removal.remove(Person, sorted(away))
        return away, gone

    def _write(self, changed: set[int]) -> None:
        of = Operation(pk=self.operation.pk, user=self.operation.undone_by)
        journal.write(of, UNDONE, [(pk, {"what": self.words}) for pk in sorted(changed - self.kept.keys())])
        journal.write(
            of,
            journal.KEPT,
            [(pk, {"what": self.words, "kept": items}) for pk, items in sorted(self.kept.items())],
        )
