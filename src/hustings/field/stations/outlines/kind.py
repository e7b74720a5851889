"""Files of outlines as the shared imports run them."""

from collections.abc import Iterable
from typing import IO, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hustings.field.stations.models import OutlineFile
from hustings.field.stations.outlines import properties, reading, undoing
from hustings.field.stations.rights import CHANGE_STATIONS
from hustings.foundation.accounts.access import needs
from hustings.foundation.file_imports.uploads.kinds import Kind, Told

_PIECE, _MARK = 1 << 20, b'"geometry"'


class OutlineKind(Kind[OutlineFile]):
    name = "outlines"
    model = OutlineFile
    last_read = OutlineFile.State.WRITING
    guard = staticmethod(needs(CHANGE_STATIONS))
    space = "station_outlines"
    folder = "outlines"
    icon = "site"
    rows_label = gettext_lazy("Outlines")
    line_label = gettext_lazy("Feature")
    undo_words = gettext_lazy(
        "Its outlines are removed, and those that they replaced come back. Outlines that a newer file has"
        " replaced stay."
    )

    def measure(self, file: OutlineFile, opened: IO[bytes]) -> None:
        file.columns, file.n_lines = reading.names(opened), 0
        opened.seek(0)
        while piece := opened.read(_PIECE):
            file.n_lines += piece.count(_MARK)  # about: the check counts them

    def look(self, file: OutlineFile) -> None:
        file.municipality, file.number = properties.found(file.columns, file.municipality, file.number)

    def read(self, file: OutlineFile, told: Told) -> None:
        reading.check(file, told)

    def write(self, file: OutlineFile, told: Told) -> None:
        reading.write(file, told)

    def undo(self, file: OutlineFile, told: Told) -> None:
        undoing.undo(file, told)

    def may_forget(self, file: OutlineFile) -> bool:
        return not file.is_begun  # outlines say which file they are from

    def above(self, file: OutlineFile) -> list[tuple[str, str]]:
        return [
            (reverse("stations:stations"), _("Polling stations")),
            (reverse("station_outlines:outlines"), _("Outlines")),
        ]

    def facts(self, file: OutlineFile) -> Iterable[tuple[Any, Any]]:
        yield pgettext("rows", "New"), file.counts.get("new", 0)
        yield pgettext("rows", "Updated"), file.counts.get("changed", 0)
        yield _("Unchanged"), file.counts.get("same", 0)
        if file.counts.get("aside"):
            yield _("Features without an outline"), file.counts["aside"]


KIND = OutlineKind()
