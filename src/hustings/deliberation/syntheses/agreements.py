"""Agreement of two coders, what they differ on, and what one of them has still to code."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from hustings.deliberation.consultations.models import Consultation, Item
from hustings.deliberation.syntheses.measures import agreement
from hustings.deliberation.syntheses.models import Coding, CodingRound

NONE = 0  # stands for "about none of the themes"
DIFFER = 100


def left(coding_round: CodingRound, user: int) -> list[int]:
    """Contributions that a coder has not coded, in their order; those no longer shown are passed over."""
    done = set(Coding.objects.filter(coding_round=coding_round, user=user).values_list("item", flat=True))
    live = set(Item.objects.live().filter(pk__in=coding_round.items).values_list("pk", flat=True))
    return [pk for pk in coding_round.items if pk in live and pk not in done]


def figures(coding_round: CodingRound) -> dict[str, Any]:
    """Alpha with its interval, and themes that both gave, the most frequent first."""
    rows = list(
        Coding.objects.filter(coding_round=coding_round).values_list("user", "item", "code", "code__name")
    )
    found = agreement.krippendorff((user, item, code or NONE) for user, item, code, _name in rows)
    said: dict[int, list[str]] = {}
    for _user, item, _code, name in rows:
        said.setdefault(item, []).append(name or "")
    both = Counter(names[0] for names in said.values() if len(names) == 2 and names[0] == names[1])
    return {
        "n": found.n, "alpha": found.alpha, "low": found.low, "high": found.high, "plain": found.plain,
        "is_reliable": found.is_reliable,
        "themes": [[name, n] for name, n in sorted(both.items(), key=lambda one: (-one[1], one[0]))],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A contribution on which the two differ, with what each said; empty: none of the themes."""

    item: Item
    first: str
    second: str


def differences(coding_round: CodingRound) -> list[Difference]:
    """Contributions of a closed coding that the two see differently."""
    said: dict[int, dict[int, str]] = {}
    rows = Coding.objects.filter(coding_round=coding_round).values_list("item", "user", "code__name")
    for item, user, name in rows:
        said.setdefault(item, {})[user] = name or ""
    one, other = coding_round.first_id, coding_round.second_id
    differ = [pk for pk in coding_round.items if (mine := said.get(pk, {})) and len(set(mine.values())) > 1]
    items = Item.objects.filter(pk__in=differ[:DIFFER]).for_lists().in_bulk()
    return [
        Difference(items[pk], said[pk].get(one, ""), said[pk].get(other, ""))
        for pk in differ[:DIFFER] if pk in items
    ]  # fmt: skip


def published(consultation: Consultation) -> list[CodingRound]:
    """Those shown to everybody, the newest first."""
    rows = CodingRound.objects.filter(consultation=consultation, published_at__isnull=False)
    return list(rows.select_related("question").order_by("-pk")[:20])
