"""Lists of contributions for readers: in which order, which of them, a page at a time.

By chance is the order that readers get unless they choose: each gets their own, so that no place in the list
is anybody's. Those who are recognised keep theirs; all others carry it in the addresses of the next pages.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BigIntegerField, Exists, OuterRef
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations import word_search
from hustings.deliberation.consultations.models import (
    Choice,
    Consultation,
    Grouped,
    Item,
    ItemKind,
    Phase,
    Question,
    Vote,
)
from hustings.deliberation.consultations.models.items import ItemQuerySet
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.reading import orders
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import query_params
from hustings.foundation.territories.models import Containment, Zone
from hustings.foundation.territories.models import Kind as ZoneKind

SIZE = 20
LISTED = (ItemKind.CONTRIBUTION, ItemKind.STATEMENT)  # reports of local debates have a page of their own
NEWEST = ("-posted_at", "-pk")
CHUNK = 500
SLOT = 60  # seconds for which a page in memory shows one order
CHANCE, BALANCED, LATEST, DISCUSSED = "chance", "balanced", "newest", "discussed"
LABELS = {
    CHANCE: _("Random"),
    BALANCED: _("Balanced"),
    LATEST: _("Newest"),
    DISCUSSED: _("Most discussed"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The wish of a reader."""

    order: str = CHANCE
    words: str = ""
    is_unread: bool = False
    is_near: bool = False
    after: str = ""
    seed: str = ""

    def query(self, **changes: Any) -> str:
        """The same as an address has it, but for the changes; a new order begins anew."""
        wanted = replace(self, **{"after": "", **changes})
        said = {
            "order": wanted.order if wanted.order != CHANCE else "", "q": wanted.words,
            "unread": "1" if wanted.is_unread else "", "near": "1" if wanted.is_near else "",
            "seed": wanted.seed if wanted.after and wanted.order == CHANCE else "", "after": wanted.after,
        }  # fmt: skip
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or self.is_unread or self.is_near)

    @property
    def orders(self) -> list[tuple[str, Any, str]]:
        """Orders to choose from: name, label, address."""
        return [(name, label, self.query(order=name)) for name, label in LABELS.items()]


def asked(request: HttpRequest, reader: Reader) -> Asked:
    """The wish in an address, as far as it can be given to this reader."""
    order = request.GET.get("order", "")
    seed = reader.key or query_params.text(request, "seed", 12) or str(int(time.time() // SLOT))
    return Asked(
        order=order if order in LABELS else CHANCE,
        words=" ".join(query_params.text(request, "q").split()),
        is_unread=bool(request.GET.get("unread") and reader.participant),
        is_near=bool(request.GET.get("near") and place_of(reader)),
        after=query_params.text(request, "after", 200),
        seed=seed,
    )


def place_of(reader: Reader) -> int | None:
    """The place where this reader lives, by number, as far as we know."""
    if reader.participant and reader.participant.zone_id:
        return int(reader.participant.zone_id)
    return reader.known.person.zone_id if reader.known else None


def area_of(reader: Reader) -> Zone | None:
    """The area that is near: the department around, else the place itself."""
    place = place_of(reader)
    if place is None:
        return None
    around = Containment.objects.filter(inner=place).values("outer")
    zones = Zone.objects.defer("shape")
    return zones.filter(pk__in=around, kind=ZoneKind.DEPARTMENT).first() or zones.filter(pk=place).first()


def rows(phase: Phase, question: Question | None, kinds: Any = LISTED) -> ItemQuerySet:
    """Items of a question, or of a phase without one, that readers see."""
    found = Item.objects.live().of_kinds(kinds)
    return found.filter(question=question) if question else found.filter(phase=phase, question=None)


def narrowed(found: ItemQuerySet, wanted: Asked, reader: Reader) -> ItemQuerySet:
    """Those of them that the reader wants; of items that say the same, the first."""
    if wanted.words:
        found = found.filter(word_search.having(wanted.words))
    else:
        beside = Grouped.objects.filter(item=OuterRef("pk"), position__gt=0, grouping__undone_at=None)
        found = found.exclude(Exists(beside))
    if wanted.is_unread and reader.participant:
        mine = Vote.objects.filter(participant__in=reader.participant.voices(), item=OuterRef("pk"))
        found = found.exclude(Exists(mine))
    if wanted.is_near and (area := area_of(reader)):
        found = found.filter(zone__in=Containment.objects.filter(outer=area).values("inner"))
    return found


def search(consultation: Consultation, words: str, after: str = "") -> tuple[list[Item], str]:
    """Items of all steps that have the words, the newest first, and where the next ones begin."""
    found = Item.objects.live().filter(consultation=consultation).for_lists()
    found = found.filter(word_search.having(words))
    return keyset.page(found, after, SIZE, NEWEST)


def page(found: ItemQuerySet, wanted: Asked, reader: Reader, scope: str) -> tuple[list[Item], str]:
    """The items of a page, and the place where the next one begins; empty at the end.

    ``scope``: a name for what is listed, by which rankings are kept.
    """
    shown = narrowed(found, wanted, reader).for_lists()
    if wanted.order == LATEST:
        return keyset.page(shown, wanted.after, SIZE, NEWEST)
    if wanted.order == CHANCE:
        return _by_chance(shown, wanted, scope)
    return _ranked(found, shown, wanted, scope)


def _by_chance(shown: ItemQuerySet, wanted: Asked, scope: str) -> tuple[list[Item], str]:
    shuffle = orders.Shuffle.of(wanted.seed, timezone.localdate(), scope)
    placed = shown.annotate(place=shuffle.place(Cast("pk", BigIntegerField())))
    if (at := query_params.key(wanted.after)) is not None:
        placed = placed.filter(place__gt=at)
    found: list[Any] = list(placed.order_by("place")[: SIZE + 1])
    return found[:SIZE], str(found[SIZE - 1].place) if len(found) > SIZE else ""


def _ranked(found: ItemQuerySet, shown: ItemQuerySet, wanted: Asked, scope: str) -> tuple[list[Item], str]:
    ranking = _ranking(f"{scope} {wanted.order}", _RANKINGS[wanted.order], found)
    at = query_params.key(wanted.after) or 0
    items: list[tuple[int, Item]] = []
    while at < len(ranking) and len(items) <= SIZE:
        places = {pk: at + nth for nth, pk in enumerate(ranking[at : at + CHUNK])}
        some = [(places[item.pk], item) for item in shown.filter(pk__in=places)]
        items += sorted(some, key=lambda pair: pair[0])
        at += CHUNK
    rest = str(items[SIZE][0]) if len(items) > SIZE else ""
    return [item for _place, item in items[:SIZE]], rest


# --- Rankings of all items of a list, kept by this process where there are many -----------------
KEPT_FOR, FEW, MOST = 120.0, 300, 40
_kept: dict[str, tuple[float, list[int]]] = {}
_lock = threading.Lock()


def _ranking(name: str, rank: Callable[[list[int]], list[int]], found: ItemQuerySet) -> list[int]:
    with _lock:
        made = _kept.get(name)
    if made and time.monotonic() - made[0] < KEPT_FOR:
        return made[1]
    ranking = rank(list(found.order_by(*NEWEST).values_list("pk", flat=True)))
    if len(ranking) > FEW:
        with _lock:
            while len(_kept) >= MOST:
                del _kept[next(iter(_kept))]
            _kept.pop(name, None)
            _kept[name] = (time.monotonic(), ranking)
    return ranking


def _chunked(items: list[int], pairs: Callable[[list[int]], Any]) -> list[tuple[int, int]]:
    return [pair for at in range(0, len(items), CHUNK) for pair in pairs(items[at : at + CHUNK])]


def _balanced(items: list[int]) -> list[int]:
    """Each group of supporters is heard in turn."""

    def support(some: list[int]) -> Any:
        votes = Vote.objects.standing().filter(item__in=some, choice=Choice.AGREE)
        return votes.values_list("participant", "item")

    return orders.proportional(items, _chunked(items, support))


def _discussed(items: list[int]) -> list[int]:
    """Order by arguments, those of one person counting less and less."""

    def arguments(some: list[int]) -> Any:
        argued = Item.objects.live().of_kinds((ItemKind.FOR, ItemKind.AGAINST)).filter(parent__in=some)
        return ((author or 0, parent) for author, parent in argued.values_list("participant", "parent"))

    return orders.most_discussed(items, _chunked(items, arguments))


_RANKINGS: dict[str, Callable[[list[int]], list[int]]] = {BALANCED: _balanced, DISCUSSED: _discussed}
