"""Mails about consultations in what people get of their data."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.deliberation.syntheses.models import ToldMail
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts


def _mails(person: Person) -> list[tuple[Any, ...]]:
    rows = ToldMail.objects.filter(participant__person=person, mailed_at__isnull=False)
    rows = rows.select_related("telling__phase__consultation").order_by("-mailed_at", "-pk")
    return [(row.telling.phase.consultation.title, str(row.telling.phase), row.mailed_at) for row in rows]


part = parts.my_data(
    parts.Part(
        "consultation_mails", _("E-mails about consultations"),
        {"consultation": _("consultation"), "step": _("step"), "mailed_at": _("sent")}, _mails,
    )
)  # fmt: skip
