"""HQ: hours of help, in a list, in sums, as a file."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hustings.field.volunteers.models import Hours
from hustings.field.volunteers.rights import ORGANISE
from hustings.foundation.accounts.access import needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Choice, Column, Day, Title
from hustings.foundation.lib.text import csvs
from hustings.people.persons.rights import EXPORT_PEOPLE, VIEW_PEOPLE


def _time(one: Hours) -> str:
    return f"{one.minutes / 60:.2f}".rstrip("0").rstrip(".")


class HoursList(Resource):
    """Time that people gave, the latest first."""

    guard = needs(ORGANISE, VIEW_PEOPLE)
    title, icon = gettext_lazy("Hours"), "time"
    trail = (("volunteers:volunteers", gettext_lazy("Volunteers")),)
    order = ("-day", "-pk")
    buttons = (Button(gettext_lazy("Export CSV"), "volunteers:hours_file"),)
    columns = (
        Title("person", gettext_lazy("Name")),
        Day("day", gettext_lazy("Day")),
        Column("minutes", gettext_lazy("Hours"), accessor=_time),
        Choice("get_kind_display", gettext_lazy("Source")),
        Column("task", gettext_lazy("Task"), under="note"),
    )
    empty = gettext_lazy("No hours yet. They come from tasks that are done, or from a volunteer’s page.")
    template_name = "volunteers/hq/hours.html"

    def rows(self) -> Any:
        return _of(self.user)

    def about(self) -> dict[str, Any]:
        rows = self.rows()
        n = rows.aggregate(n=Count("person", distinct=True))["n"]
        return {"total": round(rows.minutes() / 60, 1), "n_people": n}


def _of(user: Any) -> Any:
    """Those of the territories in which they organise and see people."""
    return Hours.objects.visible_to(user).select_related("person", "task", "zone").defer("zone__shape")


@needs(ORGANISE, EXPORT_PEOPLE)
@require_safe
def hours_file(request: HttpRequest) -> HttpResponseBase:
    """All of them as CSV."""

    def rows() -> Iterator[list[Any]]:
        yield [_("Name"), _("External ID"), _("Territory"), _("Day"), _("Minutes"), _("Source"), _("Task")]
        for one in _of(request.user).order_by("day", "pk").iterator(2_000):
            person = one.person
            yield [
                person or "", person.external_id if person else "", one.zone or "", one.day, one.minutes,
                one.get_kind_display(), one.task or one.note,
            ]  # fmt: skip

    return csvs.download(csvs.lines(rows(), bom=True), "hours.csv")
