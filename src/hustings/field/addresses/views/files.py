"""HQ: files of addresses so far, and the upload."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from hustings.field.addresses import forms
from hustings.field.addresses.files.kind import KIND
from hustings.field.addresses.models import AddressFile
from hustings.field.addresses.views.places import ADDRESSES
from hustings.foundation.accounts.access import me
from hustings.foundation.file_imports.uploads import actions
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Choice, Column, Moment, Number, State, Title


class Files(Resource):
    """Files so far, and one more."""

    guard = KIND.guard
    title, icon = gettext_lazy("Import addresses"), "upload"
    trail = (("addresses:places", ADDRESSES),)
    intro = gettext_lazy(
        "These files are read as they are: the electoral roll’s table of addresses (REU), the national and "
        "local address databases (BAN, BAL), the national buildings database (BDNB), and your own list. "
        "Nothing is imported until you have seen the check."
    )
    columns = (
        Title("file_name", gettext_lazy("File"), url="addresses:import"),
        Choice("get_source_display", gettext_lazy("Kind")),
        Number("n_lines", gettext_lazy("Lines")),
        State("state", gettext_lazy("State"), accessor=lambda row: (row.state, row.get_state_display())),
        Moment("made_at", gettext_lazy("Uploaded")),
        Column("user", gettext_lazy("By")),
    )
    caption = gettext_lazy("Past imports")
    form_class = forms.FileForm
    form_submit = gettext_lazy("Check the file")
    refusals = {actions.Unreadable: "file"}
    empty = gettext_lazy("No file yet. Upload the first.")

    def rows(self) -> QuerySet[AddressFile]:
        return AddressFile.objects.select_related("user")

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        sent = said["file"]
        made = actions.take(kind=KIND, file=sent.file, name=sent.name, user=me(self.request))
        return redirect("addresses:import", made.pk)
