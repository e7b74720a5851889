"""Scores of statements by the best and the worst of four."""

from django.db.models import Count, Max
from django.utils import timezone

from hustings.deliberation.consultations.models import Phase
from hustings.deliberation.opinions import best_worst
from hustings.deliberation.opinions.models import FourAnswer, Scores
from hustings.foundation.lib.sql import write_turns


def due() -> list[int]:
    """Steps with answers that are newer than their scores, or gone."""
    rows = (
        FourAnswer.objects.counted()
        .order_by()
        .values("phase")
        .annotate(n=Count("pk"), last=Max("answered_at"))
    )
    made = {each.phase_id: each for each in Scores.objects.defer("rows")}
    found = []
    for row in rows:
        before = made.pop(row["phase"], None)
        if before is None or before.n_answers != row["n"] or before.made_at < row["last"]:
            found.append(row["phase"])
    return found + [pk for pk, before in made.items() if before.n_answers]


def score(phase: Phase) -> Scores:
    """The scores of all answers that count, as they stand."""
    now = timezone.now()
    counted = FourAnswer.objects.counted().filter(phase=phase).order_by("pk")
    rows = counted.values_list("shown", "best", "worst")
    read = [
        best_worst.Answer(tuple(shown), best, worst) for shown, best, worst in rows.iterator(5_000)
    ]  # fmt: skip
    scored = [
        [one.statement, one.chance, one.n_shown, one.n_best, one.n_worst] for one in best_worst.scores(read)
    ]
    with write_turns.turn():
        made, _is_new = Scores.objects.update_or_create(
            phase=phase, defaults={"made_at": now, "n_answers": len(read), "rows": scored}
        )
    return made
