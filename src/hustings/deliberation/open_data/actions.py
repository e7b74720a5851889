"""Import contributions from a file, and undo that."""

import logging
from datetime import timedelta

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations.models import Phase
from hustings.deliberation.open_data import tasks
from hustings.deliberation.open_data.files import opening
from hustings.deliberation.open_data.models import FOLDER, ContributionImport, private
from hustings.foundation.accounts.models import User

log = logging.getLogger(__name__)
State = ContributionImport.State


class NotNow(Exception):
    """There is nothing to undo."""


@transaction.atomic
def bring(*, phase: Phase, file: File[bytes], language: str, user: User) -> ContributionImport:
    """Keep a file and have it written. BadLine refuses one of another kind, or whose first line is wrong."""
    opened = opening.opened(file)
    next(opened.records(), None)
    file.seek(0)
    made = ContributionImport.objects.create(
        phase=phase, file=file, file_name=str(file.name)[-200:], language=language, user=user,
        n_lines=opened.n_lines,
    )  # fmt: skip
    tasks.run_contribution_import.enqueue(made.pk)
    log.info("open_data.bring import=%s phase=%s user=%s", made.pk, phase.pk, user.pk)
    return made


@transaction.atomic
def undo(*, imported: ContributionImport, user: User) -> None:
    """Have what an import wrote deleted, unless somebody acted on it. Raises NotNow."""
    now = ContributionImport.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if not now.may_undo:
        raise NotNow
    now.state, now.undone_by, now.problem = State.UNDOING, user, ""
    now.save(update_fields=["state", "undone_by", "problem"])
    tasks.run_contribution_import.enqueue(now.pk)
    log.info("open_data.undo import=%s user=%s", now.pk, user.pk)


def delete_strays() -> int:
    """Delete files older than a day that no import names: of killed uploads, of steps that are gone."""
    storage, before = private(), timezone.now() - timedelta(days=1)
    there = storage.listdir(FOLDER)[1] if storage.exists(FOLDER) else []
    named = set(ContributionImport.objects.exclude(file="").values_list("file", flat=True))
    strays = [path for name in there if (path := f"{FOLDER}/{name}") not in named]
    old = [path for path in strays if storage.get_modified_time(path) < before]
    for path in old:
        storage.delete(path)
    return len(old)
