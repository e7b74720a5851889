"""The end of an import's lines: put away with all that was kept of them."""

from django.db import transaction
from django.utils import timezone

from hustings.foundation.file_imports.uploads import originals
from hustings.people.imports.models import Import
from hustings.people.imports.run import operation, outcomes


def put_away(imported: Import) -> None:
    """Forget the file, its lines, what was said of them, and values; the counts stay."""
    originals.delete([imported.path])  # first: after a kill the next one puts the rest away
    _forget(imported)
    outcomes.forget(imported)  # what a kill leaves goes with the strays


@transaction.atomic
def _forget(imported: Import) -> None:
    now = Import.objects.select_for_update().get(pk=imported.pk)
    now.path, now.is_parsed, now.values = "", False, {}
    now.edition += 1
    was_over = now.is_over
    if not was_over:
        now.state, now.finished_at = Import.State.FAILED, timezone.now()
    now.save(update_fields=["path", "is_parsed", "values", "edition", "state", "finished_at"])
    now.blocks.all().order_by()._raw_delete(now.blocks.db)
    if not was_over:
        operation.follow(now.pk)
