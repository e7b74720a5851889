"""The run of a file of candidates, forth or back. Each start compares anew, so a killed run goes on."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from hustings.foundation.territories import file_imports
from hustings.foundation.territories.file_imports import Told
from hustings.foundation.territories.named import name_key
from hustings.site.candidates import file_changes, pages
from hustings.site.candidates.file_changes import CandidatePlan, Step
from hustings.site.candidates.models import Candidacy, CandidateImport, ImportedCandidacy
from hustings.site.website.serving import site_version

State = CandidateImport.State
CHUNK = 250
AWAY = 10  # with their pages in some languages: others wait for no more than that
RENAMED = 2  # each page is published anew
_NAMES = {"given_name", "family_name"}
_UNWRITTEN = {"id", "created_at"}
_PARKED = 30_000  # added to a place on a list while others still hold the new one


def run(import_id: int, told: Told | None = None) -> None:
    """Do what is left of one file, or of its undoing. ``told`` hears after each chunk."""
    file_imports.run(CandidateImport, import_id, _write, _take_back, told)


def _write(imported: CandidateImport, told: Told | None) -> None:
    def write() -> CandidatePlan:
        plan = file_changes.plan(imported)
        for chunk in plan.chunks(CHUNK):
            _write_chunk(imported, chunk)
            if told:
                told(len(chunk))
        return plan

    plan = file_imports.in_spite_of_others(write)
    if imported.with_pages:
        written = ImportedCandidacy.objects.filter(imported=imported).values_list("candidacy", flat=True)
        standing = Candidacy.objects.standing().filter(pk__in={*plan.named, *written})
        _make_pages(imported, list(standing.values_list("pk", flat=True)), told)
    pages.rename(
        list(imported.journal.filter(before__isnull=False).values_list("candidacy", flat=True)), imported.user
    )
    file_imports.done(imported, State.RUNNING, State.DONE)


def _make_pages(imported: CandidateImport, standing: list[int], told: Told | None) -> None:
    def tell(n: int) -> None:
        held = CandidateImport.objects.filter(pk=imported.pk, state=State.RUNNING)
        if not held.update(n_pages=F("n_pages") + n):
            raise file_imports.Over
        if told:
            told(n)

    pages.make(standing, imported.user, tell)


@transaction.atomic
def _write_chunk(imported: CandidateImport, steps: Sequence[Step]) -> None:
    current = file_imports.locked(imported, State.RUNNING)
    changed = [(step.found, step) for step in steps if step.found is not None]
    _park([one for one, step in changed if "position" in step.after])  # new ones may get their places
    new = [step for step in steps if step.found is None]
    made = Candidacy.objects.bulk_create(_new(imported, step) for step in new)
    journal = [
        ImportedCandidacy(imported=imported, candidacy=one, after=step.after | {"zone": step.row.zone})
        for one, step in zip(made, new, strict=True)
    ]
    for one, step in changed:
        _fill(one, step.after)
        journal.append(
            ImportedCandidacy(imported=imported, candidacy=one, before=step.before, after=step.after)
        )
    Candidacy.objects.bulk_update([one for one, _step in changed], [*file_changes.FIELDS, "name_key"], 200)
    ImportedCandidacy.objects.bulk_create(journal, ignore_conflicts=True)
    CandidateImport.objects.filter(pk=imported.pk).update(n_done=current.n_done + len(steps))
    site_version.renew()


def _new(imported: CandidateImport, step: Step) -> Candidacy:
    made = Candidacy(election_id=imported.election_id, zone_id=step.row.zone)
    _fill(made, step.after)
    return made


def _fill(candidacy: Candidacy, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(candidacy, file_changes.KEYS.get(name, name), value)
    candidacy.name_key = name_key(candidacy.given_name, candidacy.family_name)


def _park(moved: Sequence[Candidacy]) -> None:
    """Out of the way of each other: two may change places."""
    for at, one in enumerate(moved):
        Candidacy.objects.filter(pk=one.pk).update(position=_PARKED + at)


def _take_back(imported: CandidateImport, told: Told | None) -> None:
    file_imports.take_back(imported, _take_back_chunk, told)


def _take_back_chunk(imported: CandidateImport) -> int:
    """First those that it made, then those that it changed, then the titles of these ones' pages."""
    return _take_away(imported) or _put_some_back(imported) or _rename_some(imported)


@transaction.atomic
def _take_away(imported: CandidateImport) -> int:
    """Remove what the file made, but for what somebody has changed since: that stays, and is named."""
    current = file_imports.locked(imported, State.UNDOING)
    lines = list(_journal(imported).filter(before__isnull=True)[:AWAY])
    if lines:
        touched = pages.worked_on([line.candidacy_id for line in lines])
        gone = [
            line.candidacy_id
            for line in lines
            if line.candidacy_id not in touched and _is_as_made(imported, line)
        ]
        _note(current, lines, set(gone))
        pages.remove(gone)
        Candidacy.objects.filter(pk__in=gone).delete()
        site_version.renew()
    return len(lines)


@transaction.atomic
def _put_some_back(imported: CandidateImport) -> int:
    """Many at once, since two of them may have changed places. Whoever's name changed keeps an empty line."""
    current = file_imports.locked(imported, State.UNDOING)
    lines = list(_journal(imported).exclude(after={})[:CHUNK])
    if lines:
        back = set(_put_all_back(lines))
        renamed = [line for line in lines if line.candidacy_id in back and _NAMES & line.after.keys()]
        for line in renamed:
            line.before, line.after = {}, {}
        ImportedCandidacy.objects.bulk_update(renamed, ["before", "after"])
        _note(current, [line for line in lines if line.after], back)
        site_version.renew()
    return len(lines)


@transaction.atomic
def _rename_some(imported: CandidateImport) -> int:
    current = file_imports.locked(imported, State.UNDOING)
    lines = list(_journal(imported)[:RENAMED])
    if lines:
        names = [line.candidacy_id for line in lines]
        pages.rename(names, imported.undone_by)
        _note(current, lines, set(names))
    return len(lines)


def _journal(imported: CandidateImport) -> QuerySet[ImportedCandidacy]:
    """The newest line first; its candidacy is nobody else's until the end of the transaction."""
    lines = ImportedCandidacy.objects.filter(imported=imported).select_related("candidacy")
    return lines.select_for_update(of=("self", "candidacy")).order_by("-pk")


def _note(current: CandidateImport, lines: Sequence[ImportedCandidacy], back: Collection[int]) -> None:
    """Write down who stayed; these lines are dealt with."""
    kept = [line.candidacy.name for line in lines if line.candidacy_id not in back]
    ImportedCandidacy.objects.filter(pk__in=[line.pk for line in lines]).delete()
    file_imports.note_taken_back(current, kept=kept, n_back=len(lines) - len(kept), n_lines=len(lines))


def _is_as_made(imported: CandidateImport, line: ImportedCandidacy) -> bool:
    made = Candidacy(election_id=imported.election_id)
    _fill(made, line.after)
    return file_imports.is_as_made(line.candidacy, made, but=_UNWRITTEN)


def _put_all_back(lines: Sequence[ImportedCandidacy]) -> list[int]:
    """Who has again what they had: all together, since two may have changed places; else one by one."""
    try:
        with transaction.atomic():
            _park([line.candidacy for line in lines if "position" in line.after])
            if all([_put_back(line) for line in lines]):
                return [line.candidacy_id for line in lines]
            raise IntegrityError
    except IntegrityError:
        for line in lines:
            line.candidacy.refresh_from_db()
        return [line.candidacy_id for line in lines if _put_back(line)]


def _put_back(line: ImportedCandidacy) -> bool:
    """Give fields that still hold what the file said the values from before; whether all could be."""
    one, before = line.candidacy, line.before or {}
    now = file_changes.values(one, line.after)
    mine = {name: value for name, value in before.items() if now[name] == line.after[name]}
    _fill(one, mine)
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError:
        return False
    return len(mine) == len(before)
