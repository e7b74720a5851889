"""HQ: files of outlines so far, and the upload."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from hustings.field.stations import forms
from hustings.field.stations.models import OutlineFile
from hustings.field.stations.outlines.kind import KIND
from hustings.foundation.accounts.access import me
from hustings.foundation.file_imports.uploads import actions
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Moment, Number, State, Title

OUTLINES = gettext_lazy("Outlines")


class Outlines(Resource):
    """Files of outlines, and one more."""

    guard = KIND.guard
    title, icon = OUTLINES, "site"
    trail = (("stations:stations", gettext_lazy("Polling stations")),)
    intro = gettext_lazy(
        "Maps show polling stations by their outlines. They are open data in France; cities have their own. "
        "Nothing is imported until you have seen the check."
    )
    columns = (
        Title("file_name", gettext_lazy("File"), url="station_outlines:import"),
        Number("n_lines", gettext_lazy("Features")),
        State("state", gettext_lazy("State"), accessor=lambda row: (row.state, row.get_state_display())),
        Moment("made_at", gettext_lazy("Uploaded")),
        Column("user", gettext_lazy("By")),
    )
    caption = gettext_lazy("Past imports")
    form_class = forms.OutlineForm
    form_title, form_submit = gettext_lazy("Import outlines"), gettext_lazy("Check the file")
    refusals = {actions.Unreadable: "file"}
    empty = gettext_lazy("No file yet. Upload the first.")

    def rows(self) -> QuerySet[OutlineFile]:
        return OutlineFile.objects.select_related("user")

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        file, user = said.pop("file"), me(self.request)
        made = actions.take(kind=KIND, file=file.file, name=file.name, user=user, **said)
        return redirect("station_outlines:import", made.pk)
