"""Public list of a petition: names by choice, comments that were let through."""

from collections.abc import Iterator
from typing import NamedTuple

from hustings.site.petitions.models import CommentState, Petition, Shown, Signature
from hustings.site.petitions.models.signatures import public_name

NAMES, COMMENTS = 12, 10


class Said(NamedTuple):
    """A comment and who says it; the name is empty where it is not to be shown."""

    text: str
    name: str


def newest(petition: Petition) -> list[str]:
    """The newest names of those who want them shown."""
    rows = Signature.objects.filter(petition=petition).counted().exclude(shown=Shown.NO)
    rows = rows.order_by("-confirmed_at", "-pk")
    found = rows.values_list("shown", "given_name", "family_name")[:NAMES]
    return [public_name(*row) for row in found]


def comments(petition: Petition) -> Iterator[Said]:
    """The newest that somebody let through."""
    rows = Signature.objects.filter(petition=petition).saying(CommentState.SHOWN).counted()
    rows = rows.order_by("-confirmed_at", "-pk")
    for text, *name in rows.values_list("comment", "shown", "given_name", "family_name")[:COMMENTS]:
        yield Said(text, public_name(*name))
