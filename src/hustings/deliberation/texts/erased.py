"""Amendments of people who are erased: words that no version took go, what hangs on them still stands."""

from collections.abc import Sequence

from hustings.deliberation.consultations.models import Item
from hustings.deliberation.consultations.people import voices
from hustings.deliberation.texts.models import Amendment, Deed, Placement


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Blank what they proposed; what was published is the campaign's text, and stays."""
    mine = Amendment.objects.filter(item__participant__in=voices.of(people, keys))
    Placement.objects.filter(amendment__in=mine).update(words="")
    unused = mine.filter(published_in=None)
    Item.objects.filter(amendment__in=unused).update(data={})
    unused.update(words="")
    added = list(unused.filter(deed=Deed.PUT))
    for row in added:
        row.blocks = [each if isinstance(each, str) else _blank(*each) for each in row.blocks]
    Amendment.objects.bulk_update(added, ["blocks"], batch_size=200)


def _blank(key: str, _text: str, kind: str, level: int, _label: str) -> list[str | int]:
    """A block at its place, without its words: others may have amended it."""
    return [key, "", kind, level, ""]
