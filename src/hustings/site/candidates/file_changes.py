"""Changes that a file of candidates would make: the same for the dry run and for the run."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.territories.file_imports import Change, Plan
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.site.candidates import files
from hustings.site.candidates.files import Row
from hustings.site.candidates.models import Candidacy, CandidateImport

FIELDS = [
    "given_name", "family_name", "ticket", "position", "deputy", "email", "links", "biographies", "photo",
    "person",
]  # fmt: skip
KEYS = {
    "photo": "photo_id",
    "person": "person_id",
    "zone": "zone_id",
}  # where a field holds the number of a row
Seats = dict[int, str]  # of one list: who has which place
Held = tuple[Row, Candidacy | None, dict[str, Any], dict[str, Any]]  # with what it says, before and after


@dataclass(frozen=True, slots=True)
class Step(Change):
    found: Candidacy | None
    row: Row


@dataclass(slots=True)
class CandidatePlan(Plan[Step]):
    named: list[int] = field(default_factory=list)  # candidacies that the file names and that are there

    def chunks(self, size: int) -> Iterator[list[Step]]:
        """The steps in pieces of about this size; a list of candidates stays in one."""
        waiting: list[Step] = []
        ordered = sorted(self.steps, key=lambda step: (step.row.zone, step.row.ticket, step.row.line))
        for _list, steps in groupby(ordered, key=lambda step: (step.row.zone, step.row.ticket)):
            waiting += steps
            if len(waiting) >= size:
                yield waiting
                waiting = []
        if waiting:
            yield waiting


def values(candidacy: Candidacy, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(candidacy, KEYS.get(name, name)) for name in names}


def plan(imported: CandidateImport) -> CandidatePlan:
    knows = imported.user is not None and access.everywhere(imported.user, VIEW_PEOPLE)
    reading = files.read(bytes(imported.content), imported.kind, knows_people=knows)
    return _Comparison(imported, reading).plan


class _Comparison:
    def __init__(self, imported: CandidateImport, reading: files.Reading) -> None:
        self.plan = CandidatePlan(problems=list(reading.problems))
        there = list(Candidacy.objects.filter(election=imported.election_id).order_by("pk"))
        self.by_name = {(one.zone_id, one.ticket, one.name_key): one for one in there}
        self.seats: dict[tuple[int, str], Seats] = defaultdict(dict)
        for one in there:
            if one.withdrawn_at is None:
                self.seats[one.zone_id, one.ticket][one.position] = one.name_key
        self.first: dict[tuple[int, str, str], int] = {}
        fit: list[Held] = []
        for row in reading.rows:
            place = (row.zone, row.ticket, row.name)
            if place in self.first:
                words = _("The same candidate stands in line %(line)s. Remove one.")
                self.plan.problems.append((row.line, words % {"line": self.first[place]}))
                continue
            self.first[place] = row.line
            fit.append(self._held_against(row, self.by_name.get(place)))
        self._seat(fit)
        self.plan.problems.sort()

    def _held_against(self, row: Row, one: Candidacy | None) -> Held:
        if one is None:
            return row, None, {}, {"position": 1, **row.values}
        said = dict(row.values)
        if "biographies" in said:
            said["biographies"] = one.biographies | said["biographies"]
        old = values(one, said)
        changed = {name: value for name, value in said.items() if old[name] != value}
        return row, one, {name: old[name] for name in changed}, changed

    def _seat(self, fit: list[Held]) -> None:
        """Give each their place on the list; those who leave make room, unless their line is bad.

        Such a line may turn another one bad: so it goes on until no more are found.
        """
        lists: dict[tuple[int, str], list[Held]] = defaultdict(list)
        for held in fit:
            lists[held[0].zone, held[0].ticket].append(held)
        bad: dict[int, str] = {}
        for place, listed in lists.items():
            while found := self._clashes(
                self.seats[place], [each for each in listed if each[0].line not in bad]
            ):
                bad |= found
        self.plan.problems += bad.items()
        for row, one, before, after in fit:
            if one is not None:
                self.plan.named.append(one.pk)
            if row.line in bad:
                continue
            if one is None or after:
                self.plan.steps.append(Step(one, before, after, row))
            else:
                self.plan.n_same += 1

    def _clashes(self, seats: Seats, good: list[Held]) -> dict[int, str]:
        """What is wrong with lines of one list that seat somebody where another one is, by line."""
        left = {
            before["position"] for _row, one, before, _after in good
            if one is not None and "position" in before and one.withdrawn_at is None
        }  # fmt: skip
        staying = {at: name for at, name in seats.items() if at not in left}
        taken: dict[int, int] = {}
        found: dict[int, str] = {}
        for row, one, _before, after in good:
            if one is None or ("position" in after and one.withdrawn_at is None):
                if problem := self._problem(after["position"], taken, staying):
                    found[row.line] = problem
                else:
                    taken[after["position"]] = row.line
        return found

    def _problem(self, seat: int, taken: dict[int, int], staying: Seats) -> str:
        if seat in taken:
            return _(
                "Line %(line)s names somebody else for the same place on the same ticket. Correct the ticket"
                " or the place on the list, or remove one."
            ) % {"line": taken[seat]}
        if seat in staying:
            return _(
                "%(name)s stands there already for the same ticket. Withdraw that candidacy first, or correct"
                " the spelling of the name on its record."
            ) % {"name": staying[seat].title()}
        return ""
