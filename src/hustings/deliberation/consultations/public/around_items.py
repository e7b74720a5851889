"""Surroundings of one item: arguments by votes, sources, versions, what it hangs on."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations import cards
from hustings.deliberation.consultations.cards import Card
from hustings.deliberation.consultations.models import (
    Choice,
    Grouped,
    Item,
    ItemKind,
    Version,
    Vote,
)
from hustings.deliberation.consultations.readers import Reader
from hustings.foundation.lib.web import query_params

ARGUMENTS, SOURCES, VERSIONS = 10, 30, 5
_LABELS: dict[str, str | Promise] = {ItemKind.FOR: _("For"), ItemKind.AGAINST: _("Against")}


@dataclass(frozen=True, slots=True)
class Side:
    """Arguments of one side, those with most votes first; ``after``: where the next ones begin."""

    kind: str
    label: str | Promise
    n: int
    cards: list[Card]
    after: str

    @property
    def name(self) -> str:
        """As addresses have it."""
        return str(self.kind)


def sides(item: Item, reader: Reader) -> list[Side]:
    return [side(item, reader, kind) for kind in (ItemKind.FOR, ItemKind.AGAINST)]


def side(item: Item, reader: Reader, kind: ItemKind, after: str = "") -> Side:
    """The next arguments of one side. The place of the next page is votes and number."""
    rows = Item.objects.live().filter(parent=item, kind=kind).annotate(weight=F("version__n_agree"))
    votes, _dash, pk = after.partition("-")
    place = query_params.key(votes), query_params.key(pk)
    if place[0] is not None and place[1] is not None:
        same = rows.filter(weight=place[0], pk__gt=place[1])
        rows = rows.filter(weight__lt=place[0]) | same
    found = list(rows.for_lists().order_by("-weight", "pk")[: ARGUMENTS + 1])
    rest = found[ARGUMENTS - 1] if len(found) > ARGUMENTS else None
    n = item.n_for if kind == ItemKind.FOR else item.n_against
    place_after = f"{rest.version.n_agree}-{rest.pk}" if rest and rest.version else ""
    return Side(
        kind,
        _LABELS[kind],
        n,
        cards.made(found[:ARGUMENTS], reader, item.phase, with_marks=False),
        place_after,
    )


def sources(item: Item) -> list[Item]:
    rows = Item.objects.live().filter(parent=item, kind=ItemKind.SOURCE).for_lists()
    return list(rows.order_by("posted_at", "pk")[:SOURCES])


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions, the newest first; ``n``: how many there are."""

    rows: list[Version]
    n: int


def versions(item: Item, most: int | None = VERSIONS) -> Versions:
    rows = item.versions.select_related("participant").order_by("-number")
    found = list(rows.defer("text", "elsewhere")[: most or 1_000])
    return Versions(found, item.version.number if item.version else len(found))


def above(item: Item) -> Item | None:
    """The item that this one hangs on."""
    return item.parent if item.parent_id else None


@dataclass(frozen=True, slots=True)
class Alike:
    """Items that say the same as one, and how many people agree with any of them all, each counted once."""

    items: list[Item]
    n_voices: int


def alike(item: Item) -> Alike | None:
    """The group that it is in; None where it is in none."""
    grouping = Grouped.objects.filter(item=item, grouping__undone_at=None).values("grouping")[:1]
    members = Item.objects.live().filter(groupings__grouping__in=grouping).for_lists()
    found = list(members.order_by("groupings__position", "pk")[:SOURCES])
    others = [each for each in found if each.pk != item.pk]
    if not others:
        return None
    votes = Vote.objects.standing().filter(item__in=found, choice=Choice.AGREE)
    voices: Any = votes.with_whom().order_by()
    return Alike(others, voices.values("whom").distinct().count())
