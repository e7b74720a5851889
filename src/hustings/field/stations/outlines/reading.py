"""Reading of a file of outlines: checked as a whole, then written in pieces of one transaction each.

A killed run goes on behind its last piece.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_noop as _

from hustings.field.stations import codes, entering
from hustings.field.stations.entering import Key
from hustings.field.stations.models import OutlineFile
from hustings.field.stations.outlines import features, properties, shapes, writing
from hustings.field.stations.outlines.shapes import Coordinates
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.source.csv_records import MAX_COLUMNS, Record
from hustings.foundation.file_imports.uploads import originals, run
from hustings.foundation.file_imports.uploads.kinds import Told
from hustings.foundation.file_imports.uploads.tally import Aside, Tally, checked

PIECE = 500  # features of one transaction
_LONGEST = 200  # characters of a property that a refusal shows
_BARE = _("Features without an outline")
_NO_FEATURE = _("This is no feature of GeoJSON. Export the outlines as GeoJSON.")
_TWICE = _("The same polling station as feature %(first)s. Join them as one MultiPolygon.")
_UNKNOWN = _(
    "There is no polling station %(number)s in %(municipality)s. Import its results or addresses first."
)


class Found(NamedTuple):
    """An outline at its place in the file."""

    record: Record
    key: Key
    shape: Coordinates


def check(file: OutlineFile, told: Told) -> None:
    """Say what a file would change, and which features can't be taken. Nothing else is written."""
    refused, counts, n = Tally(file), Counter[str](), 0
    with originals.opened(file.path) as opened:
        for n, piece in _pieces(file, opened, refused):
            stations = entering.known(one.key for one in piece)
            for one in piece:
                if one.key not in stations:
                    place, number = one.key[0], codes.shown(one.key[1])
                    refused.refuse(one.record, Wrong(_UNKNOWN, number=number, municipality=place))
            shown = {stations[one.key]: one.shape for one in piece if one.key in stations}
            there = writing.there(shown)
            same = sum(one.shape == shown[pk] and not one.is_estimate for pk, one in there.items())
            counts.update(same=same, changed=len(there) - same, new=len(shown) - len(there))
            run.told_lines(file, n, told)
    with transaction.atomic():
        checked(file, refused, dict(counts), n_lines=n)


def write(file: OutlineFile, told: Told) -> None:
    """Write what is left of a file; features behind us are read only to be remembered."""
    with originals.opened(file.path) as opened:
        for n, piece in _pieces(file, opened, None):
            if n > file.n_done:
                _write(file, n, piece)
                told(n)


@transaction.atomic
def _write(file: OutlineFile, n: int, piece: Sequence[Found]) -> None:
    now = run.locked(file)
    stations = entering.known(one.key for one in piece)
    counts = Counter({name: now.counts.get(name, 0) for name in ("made", "mended")})
    counts.update(writing.hold(file, {stations[one.key]: one.shape for one in piece if one.key in stations}))
    file.n_done, file.counts = n, now.counts | dict(counts)
    file.save(update_fields=["n_done", "counts"])


def _pieces(file: OutlineFile, opened: Any, refused: Tally | None) -> Iterator[tuple[int, list[Found]]]:
    """Features that can be taken, and how many lie behind each piece."""
    numbered, seen, n = enumerate(features.read(opened), 1), dict[Key, int](), 0
    while piece := list(islice(numbered, PIECE)):
        found = []
        for n, feature in piece:
            record = _record(file, n, feature)
            try:
                one = _found(file, record, feature)
                if (first := seen.setdefault(one.key, n)) != n:
                    raise Wrong(_TWICE, first=first)
                found.append(one)
            except Wrong as wrong:
                if refused:
                    refused.refuse(record, wrong)
            except Aside as aside:
                if refused:
                    refused.set_aside(record, aside)
        yield n, found


def _record(file: OutlineFile, n: int, feature: Any) -> Record:
    told = _properties(feature)
    return Record(n, [str(told.get(name) or "")[:_LONGEST] for name in file.columns])


def _properties(feature: Any) -> dict[str, Any]:
    told = feature.get("properties") if isinstance(feature, dict) else None
    return told if isinstance(told, dict) else {}


def _found(file: OutlineFile, record: Record, feature: Any) -> Found:
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict | None):
        raise Wrong(_NO_FEATURE)
    if feature.get("geometry") is None:
        raise Aside(_BARE)
    key = properties.station(_properties(feature), (file.municipality, file.number))
    return Found(record, key, shapes.of(feature["geometry"]))


def names(opened: Any) -> list[str]:
    """Names of the properties of the first features."""
    found: dict[str, None] = {}
    for feature in islice(features.read(opened), PIECE):
        found |= dict.fromkeys(name[:_LONGEST] for name in _properties(feature))
    return list(found)[:MAX_COLUMNS]
