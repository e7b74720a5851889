"""Answers on four statements in what people get of their data."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Item
from hustings.deliberation.opinions.models import FourAnswer
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts


def _answers(person: Person) -> list[tuple[Any, ...]]:
    rows = FourAnswer.objects.filter(participant__person=person).select_related(
        "phase__consultation", "best__version", "worst__version"
    )
    found = list(rows.order_by("-answered_at", "-pk"))
    wanted = {pk for row in found for pk in row.shown}
    words = {pk: str(item) for pk, item in Item.objects.for_lists().in_bulk(wanted).items()}
    return [
        (
            row.phase.consultation.title,
            " | ".join(words.get(pk, "") for pk in row.shown),
            str(row.best),
            str(row.worst),
            row.answered_at,
        )
        for row in found
    ]


part = parts.my_data(
    parts.Part(
        "consultation_fours",
        _("Your choices among four statements"),
        {
            "consultation": _("consultation"), "shown": _("statements shown"), "best": _("best"),
            "worst": _("worst"), "answered_at": _("date"),
        },
        _answers,
    )
)  # fmt: skip
