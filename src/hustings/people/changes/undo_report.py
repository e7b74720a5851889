"""Report of an undoing: how many were kept and why, and what else stays. Read while it runs, too."""

from typing import Any

from django.urls import reverse

from hustings.foundation.lib.text import phrases
from hustings.people.changes import timeline_sentences, undo
from hustings.people.changes.operations import kinds
from hustings.people.changes.operations.run import UNDO
from hustings.people.persons.models import Operation


def of(operation: Operation | None) -> dict[str, Any]:
    """For a page: ``n_kept``, ``kept_why``, ``remains`` and the address of the list."""
    if operation is None or not operation.is_undo:
        return {}
    counts: dict[str, int] = operation.counts[UNDO]
    why = sorted(
        ((n, name.removeprefix(undo.BECAUSE)) for name, n in counts.items() if name.startswith(undo.BECAUSE)),
        reverse=True,
    )
    kind = kinds.find(operation.kind)
    is_over = operation.state == Operation.State.UNDONE
    return {
        "n_kept": counts.get("kept", 0),
        "kept_why": phrases.row(phrases.pair(timeline_sentences.reason(name), n) for n, name in why),
        "kept_url": reverse("changes:operation", args=[operation.pk]) + "#kept",
        "remains": list(kind.remains(operation)) if kind and is_over else [],
    }
