"""Syntheses, as the walks over all views know them."""

from typing import Any

from django.utils import timezone

from hustings.deliberation.syntheses import actions
from hustings.deliberation.syntheses.models import LocalReport
from hustings.deliberation.syntheses.rights import WRITE
from hustings.foundation.accounts.roles import Role
from tests.cast.deliberation.consultations.fixtures import opened, voice, written
from tests.conftest import user

HOLDERS = {WRITE: {Role.DIRECTOR, Role.ORGANISER, Role.COMMUNICATIONS, Role.COORDINATOR}}


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A consultation of the whole campaign, with something of everything."""
    phase = opened()
    item = written(phase, voice(phase, "someone@example.org"))
    values = {"titles": {"fr": "Budget"}, "notes": {}, "due_on": timezone.localdate()}
    milestone = actions.save_milestone(consultation=phase.consultation, values=values, user=dora)
    found: dict[str, list[Any]] = {
        "syntheses_hq:answer": [item.pk], "syntheses_hq:milestone": [milestone.pk],
    }  # fmt: skip
    sentence = actions.write(synthesis=actions.begin(phase=phase), text="Water leaks.", cites=[item.pk])
    for name in ("sentence", "citations", "place"):
        found[f"syntheses_hq:{name}"] = [sentence.pk]
    for name in ("synthesis", "sentences", "publish", "proposals"):
        found[f"syntheses_hq:{name}"] = [phase.pk]
    for name in "AB":
        code = actions.add_code(consultation=phase.consultation, name=name)
    made = actions.begin_round(
        consultation=phase.consultation, first=dora, second=user("second", Role.DIRECTOR), wanted=10
    )
    found |= {f"syntheses_hq:{name}": [made.pk] for name in ("round", "round_closing")}
    found["syntheses_hq:code_archive"] = [code.pk]
    names = ("coding", "round_new", "consultation", "items", "mails", "milestone_new")
    debates = opened(takes_reports=True)
    values = {"place": "Lyon", "held_on": timezone.localdate(), "n_present": 9}
    report = actions.report(
        participant=voice(debates, "guest@example.org"),
        phase=debates,
        title="",
        text="Rivers.",
        values=values,
    )
    LocalReport.objects.filter(item=report).update(picture="x.jpg")
    found["syntheses_hq:picture"] = [report.pk]
    return found | {f"syntheses_hq:{name}": [phase.consultation_id] for name in names}
