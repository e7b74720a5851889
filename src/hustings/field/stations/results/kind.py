"""Files of results as the shared imports run them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hustings.field.stations.models import ResultFile
from hustings.field.stations.results import reading, undoing, wide_tables
from hustings.field.stations.rights import CHANGE_STATIONS, VIEW_STATIONS
from hustings.foundation.accounts.access import may, needs
from hustings.foundation.file_imports.uploads.kinds import Kind, Told


class ResultKind(Kind[ResultFile]):
    name = "results"
    model = ResultFile
    last_read = ResultFile.State.WRITING
    guard = staticmethod(needs(CHANGE_STATIONS))
    sight = staticmethod(needs(VIEW_STATIONS))
    space = "stations"
    rows_label = gettext_lazy("Polling stations")
    undo_words = gettext_lazy(
        "What the file replaced comes back. Figures that a newer file has replaced stay. Polling stations"
        " that it added are removed, unless something else refers to them."
    )

    def is_known(self, heading: str) -> bool:
        return heading in wide_tables.KNOWN

    def look(self, file: ResultFile) -> None:
        wide_tables.layout(file.columns)

    def read(self, file: ResultFile, told: Told) -> None:
        reading.check(file, told)

    def write(self, file: ResultFile, told: Told) -> None:
        reading.write(file, told)

    def undo(self, file: ResultFile, told: Told) -> None:
        undoing.undo(file, told)

    def may_change(self, user: Any) -> bool:
        return may(user, CHANGE_STATIONS)

    def may_forget(self, file: ResultFile) -> bool:
        return not file.is_begun  # results say which file they are from

    def above(self, file: ResultFile) -> list[tuple[str, str]]:
        return [
            (reverse("stations:stations"), _("Polling stations")),
            (reverse("stations:elections"), _("Past elections")),
            (reverse("stations:election", args=[file.election_id]), str(file.election)),
        ]

    def facts(self, file: ResultFile) -> Iterable[tuple[Any, Any]]:
        yield pgettext("rows", "New"), file.counts.get("new", 0)
        yield pgettext("rows", "Updated"), file.counts.get("changed", 0)
        yield _("Unchanged"), file.counts.get("same", 0)
        yield _("New polling stations"), file.counts.get("new_stations", 0)


KIND = ResultKind()
