"""The map of a step: drawn by a task, shown with groups and in words, drawn again by anybody."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.deliberation.consultations import actions
from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.models import (
    Consultation,
    Item,
    ItemKind,
    Kind,
    Participant,
    Phase,
    Vote,
)
from hustings.deliberation.consultations.models.consultations import Ballot
from hustings.deliberation.open_data import voters
from hustings.deliberation.opinions import drawing, map_votes, statements, tasks
from hustings.deliberation.opinions.models import Map
from hustings.people.segments.models import Segment
from hustings.site.website.models import SiteVersion
from tests.cast.deliberation.consultations.fixtures import opened, person
from tests.cast.deliberation.consultations.visits import html
from tests.cast.deliberation.opinions.fixtures import cast, crowd, two_camps

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]
Run = Callable[[], int]
N = 24  # statements


@pytest.fixture
def phase() -> Phase:
    return opened(kind=Kind.STATEMENTS, ballot=Ballot.PASS)


@pytest.fixture
def seeds(phase: Phase) -> list[Item]:
    return [
        items.add(phase=phase, kind=ItemKind.STATEMENT, text=f"Statement number {nth}.") for nth in range(N)
    ]


@pytest.fixture
def voted(phase: Phase, seeds: list[Item]) -> list[Participant]:
    voices = crowd(phase, 60)
    cast(seeds, voices, two_camps)
    return voices


def test_a_task_draws_it_once_and_again_when_votes_change(
    phase: Phase, seeds: list[Item], voted: list[Participant], run_tasks: Run
) -> None:
    tasks.draw_due()
    tasks.draw_due()
    run_tasks()
    made = Map.objects.get()
    assert made.n_people == 60 and made.n_votes == Vote.objects.count()
    assert made.figures["chart"]["k"] == 2
    assert not drawing.is_due(phase)
    assert drawing.draw(phase) is None, "the same votes give no second map"
    last = Vote.objects.filter(choice="agree").last()
    assert last
    actions.vote(participant=last.participant, version=last.version_id, choice="disagree")
    assert not drawing.is_due(phase), "one vote of a thousand can wait"
    Map.objects.update(made_at=timezone.now() - drawing.PATIENCE)
    assert drawing.is_due(phase)
    made_anew = drawing.draw(phase)
    assert made_anew and made_anew.fingerprint != made.fingerprint


def test_a_new_map_is_on_the_site_at_once(
    phase: Phase, voted: list[Participant], django_capture_on_commit_callbacks: Any
) -> None:
    before = SiteVersion.current()
    with django_capture_on_commit_callbacks(execute=True):
        assert drawing.draw(phase)
    assert SiteVersion.current() != before


def test_too_few_are_not_shown(client: Client, phase: Phase, seeds: list[Item]) -> None:
    cast(seeds, crowd(phase, 9), two_camps)
    assert drawing.draw(phase) is None and not Map.objects.exists()
    page = html(client, f"/en/consultations/steps/{phase.pk}/map/")
    assert "once 10 people have voted" in page
    assert client.get(f"/en/consultations/steps/{phase.pk}/map/votes.csv").status_code == 404


def test_the_page_says_groups_stability_and_statements(
    client: Client, phase: Phase, seeds: list[Item], voted: list[Participant]
) -> None:
    drawing.draw(phase)
    here = f"/en/consultations/steps/{phase.pk}/map/"
    page = html(client, here)
    for words in (
        "60 people", "Group A", "Group B", "30 people, 50%", "very stable", "Statements that unite",
        "Statements that divide", "shuffled votes", "<table",
    ):  # fmt: skip
        assert words in page, words
    uniting = page.split('id="uniting"')[1].split("</section>")[0]
    assert "Statement number 0." in uniting and "Statement number 1." in uniting
    dividing = page.split('id="dividing"')[1].split("</section>")[0]
    assert "Statement number 5." in dividing and "Statement number 0." not in dividing
    assert "Opinion map" in html(client, f"/en/consultations/steps/{phase.pk}/")
    item = html(client, f"/en/consultations/items/{seeds[5].pk}/")
    assert "Votes by group" in item and "<table" in item
    assert "Opinion map: Debate" in html(client, f"/en/consultations/{phase.consultation.path}")
    Item.objects.filter(pk=seeds[0].pk).update(hidden_at=timezone.now())
    assert "Statement number 0." not in html(client, f"{here}?again"), "what is hidden is not repeated"


def test_no_groups_where_chance_does_as_well(client: Client, phase: Phase, seeds: list[Item]) -> None:
    import random

    dice = random.Random(5)
    in_file_order = sorted(crowd(phase, 50), key=lambda voice: voters.voter(voice.pk))
    cast(seeds, in_file_order, lambda who, what: dice.choice(["agree", "agree", "disagree"]))
    made = drawing.draw(phase)
    assert made and made.figures["chart"]["k"] == 1
    page = html(client, f"/en/consultations/steps/{phase.pk}/map/")
    assert "No groups are drawn" in page and "Group A" not in page


def test_anybody_draws_it_again(
    client: Client, phase: Phase, voted: list[Participant], tmp_path: Path
) -> None:
    made = drawing.draw(phase)
    assert made
    here = f"/en/consultations/steps/{phase.pk}/map/"
    page = html(client, here)
    for name in ("recount.pyz", "votes.csv", "map.json"):
        answer = client.get(f"{here}{name}?map={made.pk}")
        assert "attachment" in answer["Content-Disposition"]
        (tmp_path / name).write_bytes(answer.content)
    command = [sys.executable, str(tmp_path / "recount.pyz"), str(tmp_path / "votes.csv")]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    assert f"fingerprint: {made.fingerprint}" in told and made.fingerprint in page
    assert map_votes.digest((tmp_path / "votes.csv").read_bytes()) == made.digest and made.digest in page
    assert json.loads((tmp_path / "map.json").read_text())["map"]["n_groups"] == 2
    numbers = {row["participant"] for row in csv.DictReader(io.StringIO(made.votes.decode()))}
    assert len(numbers) == 60
    assert not numbers & {str(each.number) for each in voted}, "numbers that no contribution bears"
    table = client.get(f"{here}statements.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == N and rows[0]["text"] == "Statement number 0." and int(rows[0]["agree_A"]) > 20


def test_copies_are_left_out_and_can_be_shown(
    client: Client, phase: Phase, seeds: list[Item], voted: list[Participant]
) -> None:
    bots = crowd(phase, 12, first=900)
    cast(seeds, bots, lambda who, what: ("agree", "disagree", "agree", "pass", "disagree")[(what * 3) % 5])
    made = drawing.draw(phase)
    assert made and made.figures["copies"] == [12]
    here = f"/en/consultations/steps/{phase.pk}/map/"
    page = html(client, here)
    assert "60 people" in page and "12 rows of votes look copied" in page
    with_them = html(client, f"{here}?copies=1")
    assert "72 people" in with_them and "They are shown here." in with_them


def test_two_addresses_of_a_person_are_one_row(
    phase: Phase, seeds: list[Item], voted: list[Participant]
) -> None:
    someone = person("ada@example.org")
    Participant.objects.filter(pk__in=[voted[0].pk, voted[2].pk]).update(person=someone)
    Vote.objects.filter(participant=voted[0], item__in=seeds[:12]).delete()
    Vote.objects.filter(participant=voted[2], item__in=seeds[12:]).delete()
    read = map_votes.of(phase)
    assert len(set(read.voters.tolist())) == 59
    assert map_votes.number_of(phase, voted[2].pk) == map_votes.number_of(phase, voted[0].pk)


def test_closed_consultations_show_it_to_those_invited_alone(
    client: Client, phase: Phase, voted: list[Participant]
) -> None:
    drawing.draw(phase)
    everybody = Segment.objects.create(name="All", criteria={"match": "all", "criteria": []})
    Consultation.objects.update(roll=everybody)
    for name in ("", "votes.csv", "map.json", "statements.csv", "recount.pyz"):
        answer = client.get(f"/en/consultations/steps/{phase.pk}/map/{name}")
        assert b"Only for those invited" in answer.content, name
    statements.forget()
