"""Four statements of which a reader chooses the best and the worst."""

import time
from dataclasses import dataclass
from typing import Any

from django.core import signing

from hustings.deliberation.consultations.models import Item, Phase
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.opinions import routing, statements
from hustings.deliberation.opinions.best_worst import AT_ONCE
from hustings.deliberation.opinions.models import FourAnswer, FourCount, Rules

ACT = "four"
_SALT, _OLDEST = "hustings.deliberation.opinions.four", 24 * 3600


@dataclass(frozen=True, slots=True)
class Asked:
    """Statements that were shown together, in their order; ``n_before``: answers of the same reader."""

    items: list[Item]
    n_before: int = 0

    @property
    def signed(self) -> str:
        """The same as a form carries it: nobody chooses what they choose among."""
        return signing.dumps([item.pk for item in self.items], salt=_SALT)


def are_asked(phase: Phase) -> bool:
    """Whether the step asks for the best and the worst at all."""
    return Rules.of(phase).has_fours and len(statements.listed(phase)) >= AT_ONCE


def following(phase: Phase, reader: Reader) -> Asked | None:
    """The next four for a reader: those shown least; None where there are too few."""
    listed = statements.listed(phase)
    if len(listed) < AT_ONCE:
        return None
    counts = dict(FourCount.objects.filter(item__phase=phase).values_list("item", "n_shown"))
    acts = reader.entry.acts if reader.entry else []
    n = sum(act.get("act") == ACT and act.get("phase") == phase.pk for act in acts)
    if reader.participant:
        n += FourAnswer.objects.filter(participant=reader.participant, phase=phase).count()
    seed = reader.key or str(int(time.time() // statements.SLOT))
    drawn = routing.four({pk: counts.get(pk, 0) for pk in listed}, f"{phase.pk} {seed}", n)
    items = _items(phase, drawn)
    return Asked(items, n) if len(items) == AT_ONCE else None


def read(signed: str, phase: Phase) -> Asked | None:
    """The four that a form of ours asked about; None where it is old, or one of them is shown no more."""
    try:
        items = _items(phase, signing.loads(signed, salt=_SALT, max_age=_OLDEST))
    except signing.BadSignature:
        return None
    return Asked(items) if len(items) == AT_ONCE else None


def _items(phase: Phase, pks: Any) -> list[Item]:
    found = statements.of(phase).for_lists().in_bulk(list(pks))
    return [found[pk] for pk in pks if pk in found]
