"""HQ: do-not-call lists."""

import io
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import guard, me
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Day, Number, Rendered
from hustings.outreach.calls import actions, forms
from hustings.outreach.calls.models import NumberFile
from hustings.outreach.calls.rights import ORGANISE_CALLS
from hustings.people.persons.refusals import Refused


def everywhere(user: Any) -> bool:
    """Whoever organises calls of the whole campaign: the lists hold for all of it."""
    return access.everywhere(user, ORGANISE_CALLS)


class Numbers(Resource):
    """Files of numbers that nobody calls; a new one of the same name replaces the old."""

    guard = guard(everywhere)
    title, icon = gettext_lazy("Do-not-call lists"), "no-view"
    trail = (("calls:lists", gettext_lazy("Call lists")),)
    intro = gettext_lazy("Nobody is called on these numbers. A new file replaces the list of the same name.")
    columns = (
        Column("name", gettext_lazy("List")),
        Number("n", gettext_lazy("Numbers")),
        Number("n_unread", gettext_lazy("Lines without a number")),
        Day("as_of", gettext_lazy("As of")),
        Rendered("remove", gettext_lazy("Remove"), template="calls/hq/number_remove.html", named="file"),
    )
    form_class = forms.NumberFileForm
    form_title = gettext_lazy("Add a list")
    form_submit = gettext_lazy("Read the file")
    refusals = {Refused: "upload"}
    empty = gettext_lazy("No list yet. People’s own wishes are always kept.")

    def rows(self) -> QuerySet[NumberFile]:
        return NumberFile.objects.all()

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        lines = io.TextIOWrapper(said["upload"], encoding="utf-8", errors="replace")
        found = actions.read_numbers(
            lines=lines, name=said["name"], file=said["upload"].name, as_of=said["as_of"],
            user=me(self.request),
        )  # fmt: skip
        messages.success(self.request, _("%(n)s numbers read.") % {"n": found.n})
        return None


@guard(everywhere)
@require_POST
def number_remove(request: HttpRequest, pk: int) -> HttpResponse:
    actions.remove_numbers(file=get_object_or_404(NumberFile, pk=pk))
    messages.success(request, _("The list was removed."))
    return redirect("calls:numbers")
