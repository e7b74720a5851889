"""Writing of outlines: what is new, and what differs from what is there. A file's wins over an estimate."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import transaction

from hustings.field.stations.models import Outline, OutlineFile, Station
from hustings.field.stations.outlines import shapes
from hustings.field.stations.outlines.shapes import Coordinates
from hustings.foundation.lib.sql import bulk
from hustings.foundation.lib.sql.sql_parts import parts

_COLUMNS = ["file", *Outline.FIGURES, "before"]


def there(stations: Iterable[int]) -> dict[int, Outline]:
    """Outlines that stations have."""
    found: dict[int, Outline] = {}
    for part in parts(stations):
        found |= {one.pk: one for one in Outline.objects.filter(pk__in=part).order_by()}
    return found


def hold(file: OutlineFile, found: Mapping[int, Coordinates]) -> Counter[str]:
    """Write those of a file; it keeps what it replaces."""
    before = there(found)
    changed = {pk: one for pk, one in before.items() if one.file_id is None or one.shape != found[pk]}
    rows = ([pk, *_row(file.pk, found[pk]), _before(one)] for pk, one in changed.items())
    bulk.update(Outline, _COLUMNS, rows)
    new = [[pk, *_row(file.pk, shape), None] for pk, shape in found.items() if pk not in before]
    bulk.insert(Outline, ["station", *_COLUMNS], new)
    return Counter(made=len(new), mended=len(changed))


@transaction.atomic
def estimate(municipality: str, found: Mapping[int, Coordinates]) -> None:
    """Write what addresses say of a municipality's stations; estimates that they no longer say go."""
    keys = Station.objects.filter(municipality=municipality).order_by().values_list("pk", flat=True)
    own, before = set(keys), there(keys)
    gone = [pk for pk, one in before.items() if one.is_estimate and pk not in found]
    for part in parts(gone):
        Outline.objects.filter(pk__in=part, file=None).delete()
    changed = [pk for pk, one in before.items() if one.is_estimate and one.shape != found.get(pk, one.shape)]
    bulk.update(Outline, _COLUMNS, ([pk, *_row(None, found[pk]), None] for pk in changed))
    new = [pk for pk in found if pk in own and pk not in before]
    bulk.insert(Outline, ["station", *_COLUMNS], [[pk, *_row(None, found[pk]), None] for pk in new])


def _before(one: Outline) -> object:
    return [one.file_id, one.shape, one.before]


def _row(file: int | None, shape: Coordinates) -> list[object]:
    return [file, shape, *shapes.bounds(shape)]
