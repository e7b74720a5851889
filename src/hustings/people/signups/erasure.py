"""Erasure of submissions: what people typed into forms, confirmed or not."""

from collections.abc import Sequence

from hustings.people.signups.kinds import kinds


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    for kind in kinds.all():
        kind.erase(people, keys)
