"""Words to moderators, among people's data: reports and appeals; erased with them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.people import voices
from hustings.deliberation.moderation.models import Report, Ruling
from hustings.foundation.contributions import Contribution
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts


def _reports(person: Person) -> list[tuple[Any, ...]]:
    rows = Report.objects.filter(participant__person=person).select_related("item__consultation", "version")
    return [
        (row.item.consultation.title, str(row.version), row.get_reason_display(), row.words, row.sent_at)
        for row in rows.order_by("-sent_at", "-pk")
    ]


def _rulings(person: Person) -> list[tuple[Any, ...]]:
    rows = Ruling.objects.filter(item__participant__person=person)
    rows = rows.select_related("consultation", "version").order_by("-made_at", "-pk")
    return [
        (
            row.consultation.title, str(row.version), row.get_verdict_display(), row.get_reason_display(),
            row.words, row.made_at, row.appeal, row.appealed_at,
        )
        for row in rows
    ]  # fmt: skip


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Their words to moderators go; that something was reported or contested stays."""
    mine = list(voices.of(people, keys).values_list("pk", flat=True))
    Report.objects.filter(participant__in=mine).update(words="")
    Ruling.objects.filter(item__participant__in=mine).update(appeal="")


_TITLE, _ITEM, _REASON = _("consultation"), _("contribution"), _("reason")
_MY_DATA = parts.my_data(
    parts.Part(
        "consultation_reports", _("What you reported in consultations"),
        {
            "consultation": _TITLE, "item": _ITEM, "reason": _REASON, "words": _("details"),
            "sent_at": _("date"),
        },
        _reports,
    ),
    parts.Part(
        "consultation_rulings", _("What moderators decided about your texts"),
        {
            "consultation": _TITLE, "item": _ITEM, "decision": _("decision"), "reason": _REASON,
            "words": _("details"), "decided_at": _("date"), "appeal": _("your appeal"),
            "appealed_at": _("appealed on"),
        },
        _rulings,
    ),
)  # fmt: skip
part = Contribution(_MY_DATA, erasure_hooks.erasers(erase))
