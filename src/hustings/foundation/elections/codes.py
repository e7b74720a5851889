"""Official codes that a zone lies in, as the law reads them."""

from collections import defaultdict
from collections.abc import Iterable

from hustings.foundation.legal import ANYWHERE, Pack
from hustings.foundation.territories.models import Containment, Kind, Zone

Codes = tuple[str, ...]
_GATHERING = {Kind.REGION, Kind.FREE}  # the law has no codes for them that others begin with
_NEAR = {Kind.CONSTITUENCY, Kind.COMMUNE, Kind.PART}
_WIDE = [Kind.DEPARTMENT, Kind.REGION, Kind.COUNTRY]  # each is asked where nothing narrower is known


def of(zones: Iterable[int], pack: Pack) -> dict[int, Codes]:
    """The codes of the narrowest official zones around each zone, or those it is made of. Four queries.

    What lies in another country, or in nothing official, is anywhere.
    """
    wanted, country = set(zones), pack.country
    around = _linked(wanted, "inner", "outer")
    loose = {zone for zone in wanted if not _narrowest(around[zone], country)}
    within = _linked(loose, "outer", "inner") if loose else {}
    communes = {
        zone for zone in wanted if any(kind == Kind.COMMUNE and pk == zone for pk, kind, *_ in around[zone])
    }
    split = _constituencies(communes)
    found = {}
    for zone in wanted:
        codes = _narrowest(around[zone], country) or _gathered(within.get(zone, []), pack)
        found[zone] = tuple(sorted({*codes, *split.get(zone, ())}) or [ANYWHERE])
    return found


Around = list[tuple[int, str, str, str]]  # key, kind, code, country


def _linked(zones: set[int], one: str, other: str) -> dict[int, Around]:
    rows = Containment.objects.filter(
        **{f"{one}__in": zones, f"{other}__kind__in": [*_NEAR, *_WIDE]}
    ).values_list(f"{one}_id", other, f"{other}__kind", f"{other}__code", f"{other}__country")
    found: dict[int, Around] = defaultdict(list)
    for zone, pk, kind, code, country in rows:
        found[zone].append((pk, kind, code, country))
    return found


def _narrowest(around: Around, country: str) -> set[str]:
    ours = [(kind, code) for _pk, kind, code, of in around if of == country]
    if near := {code for kind, code in ours if kind in _NEAR}:
        return near
    for wide in _WIDE:
        if codes := {_written(wide, code) for kind, code in ours if kind == wide}:
            return codes
    return set()


def _gathered(within: Around, pack: Pack) -> set[str]:
    """A zone that only gathers others: theirs. Where they lie far apart or abroad, anywhere."""
    if any(of != pack.country for *_rest, of in within):
        return set()
    codes = {_written(kind, code) for _pk, kind, code, _of in within if kind not in {Kind.PART, Kind.COUNTRY}}
    return codes if len({pack.place(code).spots for code in codes}) == 1 else set()


def _written(kind: str, code: str) -> str:
    return f"region:{code}" if kind == Kind.REGION else code


def _constituencies(communes: set[int]) -> dict[int, set[str]]:
    """Beginnings of the codes of shared communes: somebody there may vote in any of these constituencies."""
    if not communes:
        return {}
    parts = dict(
        Zone.objects.filter(kind=Kind.PART, parent__in=communes).order_by().values_list("pk", "parent__pk")
    )
    rows = Containment.objects.filter(inner__in=parts, outer__kind=Kind.CONSTITUENCY)
    found: dict[int, set[str]] = defaultdict(set)
    for part, code in rows.values_list("inner", "outer__code"):
        found[parts[part]].add(code)
    return {zone: {_beginning(codes)} - {""} or codes for zone, codes in found.items()}


def _beginning(codes: set[str]) -> str:
    first, last = min(codes), max(codes)
    return first[
        : next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    ]


def held_in(zones: Iterable[Zone], pack: Pack) -> tuple[str, ...]:
    """The codes that an election or exception is for; none: the whole country; ``*``: unknown to the law."""
    zones = list(zones)
    if any(zone.kind == Kind.COUNTRY for zone in zones):
        return ()
    inside = _linked({zone.pk for zone in zones if zone.kind in _GATHERING}, "outer", "inner")
    found: set[str] = set()
    for zone in zones:
        if zone.kind in _GATHERING:
            found |= {code for _pk, kind, code, of in inside[zone.pk] if kind != Kind.REGION}
        elif zone.country == pack.country:
            found.add(zone.code)
    narrow = {code for code in found if not any(other != code and code.startswith(other) for other in found)}
    return tuple(sorted(narrow)) or ((ANYWHERE,) if zones else ())
