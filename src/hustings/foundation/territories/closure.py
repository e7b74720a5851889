"""Keeps Containment equal to what can be reached over Step."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from hustings.foundation.lib.sql import bulk
from hustings.foundation.territories.models import Containment, Step, Zone

Pair = tuple[int, int]  # outer, inner
_CHUNK = 5_000


def lock() -> None:
    """One change of the graph at a time: two at once could each miss what the other adds."""
    list(Zone.objects.select_for_update().filter(kind="country").order_by("pk").values_list("pk"))


def pairs(zones: Iterable[int], steps: Iterable[Pair]) -> Iterator[Pair]:
    """Every containment over all steps, each zone in itself too. Raises RecursionError on a circle."""
    outward = defaultdict(list)
    for outer, inner in steps:
        outward[inner].append(outer)
    around: dict[int, set[int]] = {}

    def find(zone: int) -> set[int]:
        if zone not in around:
            around[zone] = {zone}.union(*(find(outer) for outer in outward[zone]))
        return around[zone]

    for zone in zones:
        for outer in find(zone):
            yield outer, zone


def rebuild() -> None:
    """Make the whole table anew; only what differs is written."""
    zones, steps = Zone.objects.values_list("pk", flat=True), Step.objects.values_list("outer", "inner")
    write(set(Containment.objects.values_list("outer", "inner")), set(pairs(zones, steps)))


def is_circular(zone: Zone) -> bool:
    """Whether ``zone`` can be reached from itself over steps."""
    outers = set(Step.objects.filter(inner=zone).values_list("outer", flat=True))
    return bool(outers) and zone.pk in _outers(outers)


def refresh(zone: Zone) -> None:
    """Put right what lies in and around ``zone`` after its own steps changed."""
    outers = _outers({zone.pk}) | set(Containment.objects.filter(inner=zone).values_list("outer", flat=True))
    old = set(Containment.objects.filter(outer=zone).values_list("inner", flat=True))
    members = set(Step.objects.filter(outer=zone).values_list("inner", flat=True))
    touched = old | {zone.pk} | members | _inner(members)
    steps = list(Step.objects.filter(outer__in=outers).values_list("outer", "inner"))
    below: dict[int, set[int]] = defaultdict(set)
    for outer, inner in _links(touched, {inner for _, inner in steps} - outers):
        below[outer].add(inner)
    wanted = _inside(outers, steps, below, touched)
    known = {
        (outer, inner)
        for outer, inner in Containment.objects.filter(outer__in=outers).values_list("outer", "inner")
        if inner in touched
    }
    write(known, wanted)


def write(known: set[Pair], wanted: set[Pair]) -> None:
    """Bring the table from ``known`` to ``wanted``."""
    gone: dict[int, list[int]] = defaultdict(list)
    for outer, inner in known - wanted:
        gone[outer].append(inner)
    for outer, inners in gone.items():
        for at in range(0, len(inners), _CHUNK):
            Containment.objects.filter(outer=outer, inner__in=inners[at : at + _CHUNK]).delete()
    bulk.insert(Containment, ["outer", "inner"], sorted(wanted - known))


def _outers(zones: set[int]) -> set[int]:
    found, edge = set(zones), set(zones)
    while edge:
        edge = set(Step.objects.filter(inner__in=edge).values_list("outer", flat=True)) - found
        found |= edge
    return found


def _inner(zones: set[int]) -> set[int]:
    return set(Containment.objects.filter(outer__in=zones).values_list("inner", flat=True))


def _links(touched: set[int], children: set[int]) -> Iterator[Pair]:
    """The containments of ``children`` among ``touched``, asked for by the shorter of the two lists."""
    by = {"inner__in": touched} if len(touched) < len(children) else {"outer__in": children}
    for outer, inner in Containment.objects.filter(**by).values_list("outer", "inner"):
        if outer in children and inner in touched:
            yield outer, inner


def _inside(outers: set[int], steps: list[Pair], below: dict[int, set[int]], touched: set[int]) -> set[Pair]:
    """Share of ``touched`` that each of ``outers`` holds, inner ones worked out first."""
    children = defaultdict(list)
    for outer, inner in steps:
        children[outer].append(inner)

    def find(zone: int) -> set[int]:
        if zone in outers and zone not in below:
            below[zone] = ({zone} & touched).union(*(find(child) for child in children[zone]))
        return below[zone]

    return {(outer, inner) for outer in outers for inner in find(outer)}
