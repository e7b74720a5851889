"""Outcomes in the open data."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hustings.deliberation.consultations.models import Item, ItemKind, Kind, Phase
from hustings.deliberation.open_data.tables import tables
from hustings.deliberation.syntheses import actions
from hustings.deliberation.syntheses.models import LocalReport
from tests.cast.deliberation.consultations.fixtures import opened, voice, written
from tests.cast.deliberation.open_data.told import told

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def phase() -> Phase:
    return opened(takes_reports=True)


def answered(item: Item, outcome: str, why: str) -> None:
    actions.answer(item=item, outcome=outcome, reasons={"en": why}, author="The mayor", user=None)


def test_answers_stand_with_those_they_replaced_and_none_to_what_is_hidden(phase: Phase) -> None:
    ada = voice(phase, "ada@example.org")
    pipes, pills = written(phase, ada, "Fix the pipes"), written(phase, ada, "Buy my pills")
    answered(pipes, "refused", "No money.")
    answered(pipes, "accepted", "Money was found.")
    answered(pills, "refused", "No pills.")
    Item.objects.filter(pk=pills.pk).update(hidden_at=timezone.now())
    before, now = told("answers", phase.consultation)
    assert before["replaced_at"] and not now["replaced_at"]
    assert (now["contribution"], now["answer"], now["reasons_en"], now["answered_by"]) == (
        pipes.pk, "accepted", "Money was found.", "The mayor"
    )  # fmt: skip


def test_milestones_and_local_debates_have_their_dates(phase: Phase) -> None:
    ada = voice(phase, "ada@example.org")
    day = timezone.localdate() - dt.timedelta(days=3)
    values = {"titles": {"fr": "Les tuyaux"}, "notes": {}, "due_on": day}
    actions.save_milestone(consultation=phase.consultation, values=values, user=None)
    [milestone] = told("milestones", phase.consultation)
    assert (milestone["title_fr"], milestone["state"], milestone["due_on"]) == ("Les tuyaux", "late", day)
    report = written(phase, ada, "We want water.", kind=ItemKind.REPORT)
    LocalReport.objects.create(item=report, place="Nîmes", held_on=day, n_present=12)
    [debate] = told("local_debates", phase.consultation)
    assert (debate["contribution"], debate["place"], debate["present"]) == (report.pk, "Nîmes", 12)


def test_each_sentence_names_what_it_cites(phase: Phase) -> None:
    ada = voice(phase, "ada@example.org")
    cited = [written(phase, ada, f"Idea {n}").pk for n in range(3)]
    step = Phase.objects.create(
        consultation=phase.consultation, kind=Kind.SYNTHESIS, titles={"en": "Synthesis"}, position=2,
        starts_at=phase.starts_at,
    )  # fmt: skip
    synthesis = actions.begin(phase=step)
    actions.write(synthesis=synthesis, text="People have ideas.", cites=cited)
    actions.publish(synthesis=synthesis)
    rows = told("citations", phase.consultation)
    assert sorted(row["contribution"] for row in rows) == cited
    assert {(row["step"], row["edition"]) for row in rows} == {(step.pk, 1)}


def test_no_table_asks_more_for_more_rows(phase: Phase) -> None:
    ada = voice(phase, "ada@example.org")

    def asked() -> dict[str, int]:
        found = {}
        for table in tables.all():
            with CaptureQueriesContext(connection) as captured:
                list(table.rows(phase.consultation))
            found[table.name] = len(captured)
        return found

    counts = []
    for _twice in range(2):
        for n in range(3):
            item = written(phase, ada, f"Idea {n}", kind=ItemKind.REPORT)
            answered(item, "accepted", "Yes.")
            LocalReport.objects.create(item=item, place="Nîmes", held_on=timezone.localdate(), n_present=1)
        counts.append(asked())
    assert counts[0] == counts[1] and {"answers", "amendments", "moderation", "best_and_worst"} <= set(
        counts[0]
    )
