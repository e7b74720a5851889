"""Candidates from files: what a line changes, who stands where on a list, and the pages that go with them."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from itertools import groupby

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.foundation.elections.models import Election
from hustings.foundation.file_imports import plan
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.forms import FileForm
from hustings.foundation.file_imports.models import FileImport
from hustings.foundation.file_imports.targets import Planned, Read, Told, Values
from hustings.foundation.file_imports.undo import Over
from hustings.foundation.territories import cells
from hustings.foundation.territories.files.zoned_target import ZonedTarget
from hustings.foundation.territories.named import name_key
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.site.candidates import files, pages
from hustings.site.candidates.models import Candidacy
from hustings.site.candidates.rights import CHANGE_CANDIDATES
from hustings.site.website.serving import site_version

_NAMES = {"given_name", "family_name"}
_PARKED = 30_000  # added to a place on a list while others still hold the new one
Seats = dict[int, str]  # of one list: who has which place
Line = Planned[Candidacy]


class CandidateFileForm(FileForm):
    election = forms.ModelChoiceField(Election.objects.all(), label=gettext_lazy("Election"))
    kind = cells.kind_field(files.KINDS)
    with_pages = forms.BooleanField(
        label=gettext_lazy("Create a page for candidates without one"), required=False, initial=True
    )
    field_order = ("election", "kind", "file")


class CandidateTarget(ZonedTarget[Candidacy]):
    name = "candidates"
    model = Candidacy
    columns, needed, form = files.COLUMNS, files.NEEDED, CandidateFileForm
    removed_at_once = 10  # with their pages in some languages: others wait for no more than that
    finished_at_once = 2  # each page is published anew
    unwritten = ("id", "created_at")
    follows = ("name_key",)
    same_twice = _("The same candidate is on line %(line)s. Remove one of them.")

    guard = staticmethod(needs(CHANGE_CANDIDATES))
    space, icon = "candidates", "user"
    top = ("candidates:candidates", gettext_lazy("Candidates"))
    title = gettext_lazy("Import candidates")
    about_columns = gettext_lazy(
        "The first line names the columns. Required: territory code and family name. Optional: first"
        " name, party, position, running mate, e-mail, links, biographies, photo."
    )
    subject_label, record_label = gettext_lazy("Election"), gettext_lazy("Candidate")
    undo_words = gettext_lazy(
        "Candidates added by the file are removed with their pages; its changes are undone. Later"
        " changes stay."
    )
    besides_label = gettext_lazy("Pages created")

    def subject(self, imported: FileImport) -> str:
        return str(Election.objects.filter(pk=imported.options["election"]).first() or "–")

    def reader(self, imported: FileImport, lines: Sequence[dict[str, str]]) -> Read:
        knows = imported.user is not None and access.everywhere(imported.user, VIEW_PEOPLE)
        return files.reader(imported.options["kind"], lines, knows_people=knows)

    def key(self, values: Values) -> Hashable:
        return values["zone_id"], values.get("ticket", ""), _name_key(values)

    def find(self, imported: FileImport, values: Mapping[Hashable, Values]) -> Mapping[Hashable, Candidacy]:
        there = Candidacy.objects.filter(election=imported.options["election"])
        return {(one.zone_id, one.ticket, one.name_key): one for one in there}

    def settle(self, imported: FileImport, planned: Sequence[Line]) -> None:
        """Give each their place on the list; those who leave make room, unless their line is bad.

        Such a line may turn another one bad: so it goes on until no more are found.
        """
        standing = Candidacy.objects.standing().filter(election=imported.options["election"])
        seats: dict[tuple[int, str], Seats] = defaultdict(dict)
        for zone, ticket, at, name in standing.values_list("zone", "ticket", "position", "name_key"):
            seats[zone, ticket][at] = name
        lists: dict[tuple[int, str], list[Line]] = defaultdict(list)
        for each in planned:
            lists[_list(each)].append(each)
        for place, good in lists.items():
            while bad := _clashes(seats[place], good):
                for each in good:
                    if each in bad:
                        plan.refuse(each.line, bad[each])
                good = [each for each in good if each not in bad]

    def describe(self, values: Values) -> str:
        return f"{values.get('given_name', '')} {values['family_name']}".strip()

    def would_write(self, imported: FileImport) -> bool:
        return super().would_write(imported) or bool(imported.options["with_pages"])

    def chunks(self, planned: Sequence[Line]) -> Iterator[list[Line]]:
        """The lines in pieces of about the same size; a list of candidates stays in one."""
        waiting: list[Line] = []
        ordered = sorted(planned, key=lambda each: (*_list(each), each.line.number))
        for _each, lines in groupby(ordered, key=_list):
            waiting += lines
            if len(waiting) >= self.chunk:
                yield waiting
                waiting = []
        if waiting:
            yield waiting

    def make(self, imported: FileImport) -> Candidacy:
        return Candidacy(election_id=imported.options["election"])

    def complete(self, row: Candidacy) -> None:
        row.name_key = name_key(row.given_name, row.family_name)

    def make_room(self, rows: Sequence[Candidacy], said: Sequence[Values]) -> None:
        """Two may change places."""
        for at, (row, values) in enumerate(zip(rows, said, strict=True)):
            if "position" in values:
                Candidacy.objects.filter(pk=row.pk).update(position=_PARKED + at)

    def end(self, imported: FileImport, named: Sequence[int], told: Told | None) -> None:
        def tell(n: int) -> None:
            held = FileImport.objects.filter(pk=imported.pk, state=FileImport.State.RUNNING)
            if not held.update(n_besides=F("n_besides") + n):
                raise Over
            if told:
                told(n)

        if imported.options["with_pages"]:
            standing = Candidacy.objects.standing().filter(pk__in=named)
            pages.make(list(standing.values_list("pk", flat=True)), imported.user, tell)
        changed = imported.lines.written().filter(outcome="changed")
        pages.rename([pk for pk in changed.values_list("record", flat=True) if pk], imported.user)

    def renew(self) -> None:
        site_version.renew()

    def used(self, rows: Sequence[Candidacy]) -> Collection[int]:
        return pages.worked_on([row.pk for row in rows])

    def remove(self, keys: Sequence[int]) -> None:
        pages.remove(keys)
        super().remove(keys)

    def has_sequel(self, said: Values) -> bool:
        return bool(_NAMES & said.keys())

    def finish(self, imported: FileImport, keys: Sequence[int]) -> None:
        """Bring the titles of pages back."""
        pages.rename(keys, imported.undone_by)


def _name_key(values: Values) -> str:
    return name_key(values.get("given_name", ""), values["family_name"])


def _list(each: Line) -> tuple[int, str]:
    return each.values["zone_id"], each.values.get("ticket", "")


def _clashes(seats: Seats, good: Sequence[Line]) -> dict[Line, Wrong]:
    """What is wrong with lines of one list that seat somebody where another one is."""
    moving = {each for each in good if each.row and each.row.withdrawn_at is None}
    left = {each.line.before["position"] for each in moving if "position" in each.line.before}
    staying = {at: name for at, name in seats.items() if at not in left}
    taken: dict[int, int] = {}
    found: dict[Line, Wrong] = {}
    for each in good:
        is_moving = "position" in each.line.after and each in moving
        if each.row is None or is_moving:
            seat = each.line.after.get("position", 1)
            if wrong := _clash(seat, taken, staying):
                found[each] = wrong
            else:
                taken[seat] = each.line.number
    return found


def _clash(seat: int, taken: Mapping[int, int], staying: Seats) -> Wrong | None:
    if seat in taken:
        return Wrong(
            _(
                "Line %(line)s has another person at the same position of the same list. Correct the"
                " list or the position, or remove one."
            ),
            line=taken[seat],
        )
    if seat in staying:
        return Wrong(
            _(
                "%(name)s is already a candidate there for the same list. Withdraw that candidate"
                " first, or correct the spelling of the name."
            ),
            name=staying[seat].title(),
        )
    return None


TARGET = CandidateTarget()
