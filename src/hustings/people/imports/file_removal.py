"""The end of an import's file: put away with all that was kept of its lines."""

from django.db import transaction
from django.utils import timezone

from hustings.people.imports.models import Import
from hustings.people.imports.run import operation
from hustings.people.imports.run.dry_run import report_path
from hustings.people.imports.source import loader


@transaction.atomic
def put_away(imported: Import) -> bool:
    """Forget the file, its report, samples and values; the counts stay. False: another took its place.

    Files go first: after a kill the next one puts the rest away.
    """
    now = Import.objects.select_for_update().get(pk=imported.pk)
    if now.path != imported.path:
        return False
    report = report_path(now)
    loader.delete([now.path, now.unpacked, report, report + loader.NEW])
    now.path = now.unpacked = ""
    now.counts = {name: value for name, value in now.counts.items() if name != "samples"}
    now.values = {}
    was_over = now.is_over
    if not was_over:
        now.state, now.finished_at = Import.State.FAILED, timezone.now()
    now.save(update_fields=["path", "unpacked", "counts", "values", "state", "finished_at"])
    lines = now.lines.all()
    lines._raw_delete(lines.db)
    if not was_over:
        operation.follow(now.pk)
    return True
