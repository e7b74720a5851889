"""Polling stations from files: zones, with the steps and containments that go with them."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_noop as _

from hustings.foundation.file_imports.forms import FileForm
from hustings.foundation.file_imports.models import FileImport
from hustings.foundation.file_imports.targets import Read, Values
from hustings.foundation.lib.sql import bulk
from hustings.foundation.lib.sql.references import referred
from hustings.foundation.territories import closure
from hustings.foundation.territories.files import station_lines
from hustings.foundation.territories.files.zoned_target import ZonedTarget
from hustings.foundation.territories.models import Containment, Kind, Step, Zone
from hustings.foundation.territories.rights import may_change

_OWN = {Step, Containment}  # rows that go with a zone
_FEW = 50  # stations that move; where more do, the whole closure is made anew


class StationTarget(ZonedTarget[Zone]):
    name = "stations"
    model = Zone
    columns, needed, form = station_lines.COLUMNS, station_lines.NEEDED, FileForm
    chunk = 5_000
    removed_at_once = 1_000
    same_twice = _("Same station as line %(line)s. Remove one of them.")

    guard = staticmethod(may_change)
    space, folder, icon = "territories", "stations", "globe"
    top = ("territories:index", gettext_lazy("Territories"))
    title = gettext_lazy("Polling stations")
    about_columns = gettext_lazy(
        "Required columns: the commune’s INSEE code and the station’s number. Optional: name,"
        " address, constituency, latitude and longitude."
    )
    record_label = gettext_lazy("Polling station")
    kept_words = gettext_lazy("Changed or used since the import, so they were kept:")
    undo_words = gettext_lazy(
        "Stations added by the file are deleted, and its changes are undone. Stations changed or used"
        " since are kept."
    )
    zone_field = "parent_id"

    def now(self) -> str:
        n = Zone.objects.of_kind(Kind.STATION).count()
        if not n:
            return gettext("No polling stations yet.")
        words = ngettext("%(shown)s polling station", "%(shown)s polling stations", n)
        return words % {"shown": intcomma(n)}

    def reader(self, imported: FileImport, lines: Sequence[dict[str, str]]) -> Read:
        return station_lines.reader(_country(imported))

    def key(self, values: Values) -> Hashable:
        return str(values["code"])

    def find(self, imported: FileImport, values: Mapping[Hashable, Values]) -> Mapping[Hashable, Zone]:
        there = self.rows().filter(kind=Kind.STATION, country=_country(imported))
        return {zone.code: zone for zone in there if zone.code in values}

    def describe(self, values: Values) -> str:
        return f"{values['code']} {values['name']}"

    def make(self, imported: FileImport) -> Zone:
        return Zone(kind=Kind.STATION, country=_country(imported))

    def make_room(self, rows: Sequence[Zone], said: Sequence[Values]) -> None:
        closure.lock()

    def written(self, new: Sequence[Zone], changed: Sequence[tuple[Zone, Values, Values]]) -> None:
        """Keep the closure as the stations lie."""
        around: dict[int, list[int]] = {}
        for outer, inner in _in_chunks({zone.parent_id for zone in new if zone.parent_id}):
            around.setdefault(inner, []).append(outer)
        homes = [(zone.pk, zone.parent_id) for zone in new if zone.parent_id]
        bulk.insert(Step, ["outer", "inner"], ((home, pk) for pk, home in homes))
        closed = ((outer, pk) for pk, home in homes for outer in (*around[home], pk))
        bulk.insert(Containment, ["outer", "inner"], closed)
        _move(
            [
                (zone.pk, before["parent_id"], after["parent_id"])
                for zone, before, after in changed
                if "parent_id" in after
            ]
        )

    def used(self, rows: Sequence[Zone]) -> Collection[int]:
        """Those to which anything but their own place refers: people who vote there, turfs, petitions."""
        return referred(Zone, [row.pk for row in rows], _OWN)

    def remove(self, keys: Sequence[int]) -> None:
        closure.lock()
        for rows in (Step, Containment):
            rows.objects.filter(inner__in=keys).delete()
            rows.objects.filter(outer__in=keys).delete()
        gone = Zone.objects.filter(pk__in=keys)
        gone._raw_delete(gone.db)  # nothing refers to them: ``used`` has asked every relation


def _country(imported: FileImport) -> str:
    return str(imported.options.get("country", "FR"))


def _in_chunks(homes: set[int]) -> Iterable[tuple[int, int]]:
    ordered = sorted(homes)
    for at in range(0, len(ordered), 5_000):
        chunk = ordered[at : at + 5_000]
        yield from Containment.objects.filter(inner__in=chunk).values_list("outer", "inner")


def _move(moved: list[tuple[int, int, int]]) -> None:
    for pk, before, after in moved:
        Step.objects.filter(inner=pk, outer=before).delete()
        Step.objects.get_or_create(inner_id=pk, outer_id=after)
    if len(moved) > _FEW:
        closure.rebuild()
        return
    for zone in Zone.objects.filter(pk__in=[pk for pk, *_rest in moved]):
        closure.refresh(zone)


TARGET = StationTarget()
