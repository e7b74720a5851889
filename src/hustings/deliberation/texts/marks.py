"""Words beside amendments in lists: what was decided."""

from collections.abc import Sequence

from hustings.deliberation.texts.models import Amendment, State


def states(items: Sequence[int]) -> dict[int, str]:
    """Item -> what became of it, of amendments that are not open any more."""
    rows = Amendment.objects.filter(item__in=items).exclude(state=State.OPEN)
    return {item: str(State(state).label) for item, state in rows.values_list("item", "state")}
