"""The run of a file of representatives, forth or back. Each start compares anew, so a killed run goes on."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from hustings.foundation.territories import file_imports
from hustings.foundation.territories.file_imports import Told
from hustings.site.representatives import files, whom
from hustings.site.representatives.files import Step
from hustings.site.representatives.models import ImportedRepresentative, Representative, RepresentativeImport

State = RepresentativeImport.State
CHUNK = 500
_UNWRITTEN = {"id", "created_at", "email_changed_at", "silent_at", "silent_why"}


def run(import_id: int, told: Told | None = None) -> None:
    """Do what is left of one file, or of its undoing. ``told`` hears after each chunk."""
    file_imports.run(RepresentativeImport, import_id, _write, _take_back, told)


def _write(imported: RepresentativeImport, told: Told | None) -> None:
    def write() -> None:
        steps = files.plan(imported).steps
        for at in range(0, len(steps), CHUNK):
            chunk = steps[at : at + CHUNK]
            _write_chunk(imported, chunk)
            if told:
                told(len(chunk))

    file_imports.in_spite_of_others(write)
    file_imports.done(imported, State.RUNNING, State.DONE)


@transaction.atomic
def _write_chunk(imported: RepresentativeImport, steps: Sequence[Step]) -> None:
    current = file_imports.locked(imported, State.RUNNING)
    new = [step for step in steps if step.found is None]
    made = Representative.objects.bulk_create(_new(imported, step) for step in new)
    journal = [
        ImportedRepresentative(imported=imported, representative=one, after=step.after | {"zone": step.zone})
        for one, step in zip(made, new, strict=True)
    ]
    changed = []
    for step in steps:
        if step.found is not None:
            files.fill(step.found, step.after)
            changed.append(step.found)
            journal.append(
                ImportedRepresentative(
                    imported=imported, representative=step.found, before=step.before, after=step.after
                )
            )
    Representative.objects.bulk_update(changed, [*files.FIELDS, "name_key"], 200)
    _heal([step.found.pk for step in steps if step.found and "email" in step.after])
    ImportedRepresentative.objects.bulk_create(journal, ignore_conflicts=True)
    RepresentativeImport.objects.filter(pk=imported.pk).update(n_done=current.n_done + len(steps))


def _heal(representatives: Sequence[int]) -> None:
    """A new address: letters leave again, whatever became of those to the one before."""
    healed = {"email_changed_at": timezone.now(), "silent_at": None, "silent_why": ""}
    Representative.objects.filter(pk__in=representatives).update(**healed)


def _new(imported: RepresentativeImport, step: Step) -> Representative:
    made = Representative(office=imported.office, zone_id=step.zone)
    files.fill(made, step.after)
    return made


def _take_back(imported: RepresentativeImport, told: Told | None) -> None:
    file_imports.take_back(imported, _take_back_chunk, told)


@transaction.atomic
def _take_back_chunk(imported: RepresentativeImport) -> int:
    """Newest first; what somebody has changed or written to since stays, and is named."""
    current = file_imports.locked(imported, State.UNDOING)
    lines = list(imported.journal.select_related("representative").order_by("-pk")[:CHUNK])
    made = [line.representative_id for line in lines if line.before is None]
    used = whom.used(made)
    gone = [
        line.representative_id for line in lines
        if line.before is None and line.representative_id not in used and _is_as_made(imported, line)
    ]  # fmt: skip
    back = {*gone, *(line.representative_id for line in lines if line.before is not None and _put_back(line))}
    kept = [line.representative.name for line in lines if line.representative_id not in back]
    Representative.objects.filter(pk__in=gone).delete()
    ImportedRepresentative.objects.filter(pk__in=[line.pk for line in lines]).delete()
    file_imports.note_taken_back(current, kept=kept, n_back=len(back), n_lines=len(lines))
    return len(lines)


def _is_as_made(imported: RepresentativeImport, line: ImportedRepresentative) -> bool:
    said = dict(line.after)
    made = Representative(office=imported.office, zone_id=said.pop("zone"))
    files.fill(made, said)
    return file_imports.is_as_made(line.representative, made, but=_UNWRITTEN)


def _put_back(line: ImportedRepresentative) -> bool:
    """Give fields that still hold what the file said the values from before; whether all could be."""
    one, before = line.representative, line.before
    now = files.values(one, line.after)
    mine = {name: value for name, value in before.items() if now[name] == line.after[name]}
    files.fill(one, mine)
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError:
        return False
    return len(mine) == len(before)
