"""Reports of local debates, among people's own data."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.syntheses.models import LocalReport
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts


def _reports(person: Person) -> list[tuple[Any, ...]]:
    rows = LocalReport.objects.filter(item__participant__person=person).select_related("item__consultation")
    return [
        (
            row.item.consultation.title, row.place, row.held_on, row.n_present, row.link, _picture(row),
            row.picture_alt,
        )
        for row in rows.order_by("-held_on", "-pk")
    ]  # fmt: skip


def _picture(report: LocalReport) -> str:
    """The address of the file, as long as it is shown."""
    if not report.picture:
        return ""
    return settings.BASE_URL + reverse("syntheses:picture", args=[report.item_id])


part = parts.my_data(
    parts.Part(
        "consultation_local_reports", _("Local debates you reported on"),
        {
            "consultation": _("consultation"), "place": _("place"), "held_on": _("date"),
            "n_present": _("people present"), "link": _("web address"), "picture": _("picture"),
            "picture_alt": _("image description"),
        },
        _reports,
    )
)  # fmt: skip
