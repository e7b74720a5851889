"""Groups of contributions that may be a sentence each, proposed by machine: nobody sees them outside HQ."""

from collections.abc import Callable

from django.utils import timezone

from hustings.deliberation.syntheses import covered
from hustings.deliberation.syntheses.models import Proposals
from hustings.site.forms.themes import likeness

MOST = 50_000  # contributions read, the newest
KEPT = 200  # of a group, those that fit best


def run(pk: int, stop: Callable[[], None]) -> None:
    """Read, group, keep; twice is like once."""
    found = (
        Proposals.objects.select_related("synthesis__phase", "question").filter(pk=pk, done_at=None).first()
    )
    if found is None:
        return
    rows = covered.citable(found.synthesis.phase.consultation_id, found.question)
    rows = rows.of_kinds(covered.COUNTED).order_by("-posted_at", "-pk")
    texts = list(rows.values_list("pk", "version__title", "version__text")[:MOST])
    groups = likeness.groups(
        [f"{title} {text}" for _pk, title, text in texts], found.wanted, lambda percent: stop()
    )
    found.groups = [
        {
            "words": group.words, "n": len(group.members),
            "items": [texts[at][0] for at, _fit in group.members[:KEPT]],
        }
        for group in groups
    ]  # fmt: skip
    found.n_read, found.done_at = len(texts), timezone.now()
    found.save(update_fields=["groups", "n_read", "done_at"])
