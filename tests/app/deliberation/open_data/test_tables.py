"""Open data: for everybody, or for those who may read the consultation."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from hustings.deliberation.consultations import actions
from hustings.people.segments.models import Segment
from tests.cast.deliberation.consultations.fixtures import opened, voice, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def body(answer: Any) -> str:
    return b"".join(answer.streaming_content).decode()


def test_tables_come_as_csv_and_json(client: Client) -> None:
    phase = opened()
    item = written(phase, voice(phase, "ada@example.org"), "=Repair; the “pipes”")
    actions.vote(participant=voice(phase, "bea@example.org"), version=item.version_id, choice="agree")
    at = f"/en/consultations/data/{phase.consultation_id}/"
    shown = client.get(at).content.decode()
    assert "contributions.csv" in shown and "votes.json" in shown
    [row] = csv.DictReader(io.StringIO(body(client.get(f"{at}contributions.csv"))))
    assert (row["text"], row["agree"]) == ("'=Repair; the “pipes”", "1"), "no formula in a spreadsheet"
    [vote] = json.loads(body(client.get(f"{at}votes.json")))
    assert vote["vote"] == "agree" and vote["contribution"] == item.pk
    [theirs] = csv.DictReader(io.StringIO(body(client.get(f"{at}proposals.csv"))), delimiter=";")
    assert theirs["supports"] == "1"
    assert json.loads(body(client.get(f"{at}moderation.json"))) == []
    for name in ("people.csv", "votes.xml", "proposals.json"):
        assert client.get(f"{at}{name}").status_code == 404


def test_a_consultation_of_the_invited_keeps_its_data_to_them(client: Client) -> None:
    phase = opened()
    written(phase, voice(phase, "ada@example.org"), "Ours")
    phase.consultation.roll = Segment.objects.create(
        name="Members", criteria={"match": "all", "criteria": []}
    )
    phase.consultation.save()
    for name in ("", "contributions.csv", "votes.json"):
        answer = client.get(f"/en/consultations/data/{phase.consultation_id}/{name}")
        assert "Ours" not in (body(answer) if answer.streaming else answer.content.decode())
    phase.consultation.shown_at = None
    phase.consultation.save()
    assert client.get(f"/en/consultations/data/{phase.consultation_id}/votes.csv").status_code == 404


def test_the_api_tells_steps_and_figures_of_what_everybody_may_read(client: Client) -> None:
    phase = opened()
    item = written(phase, voice(phase, "ada@example.org"))
    actions.vote(participant=voice(phase, "bea@example.org"), version=item.version_id, choice="agree")
    at = f"/api/v1/consultations/{phase.consultation_id}"
    told = client.get(at).json()
    assert (told["participants"], told["contributions"], told["votes"]) == (2, 1, 1)
    assert told["steps"][0]["state"] == "open" and "/en/consultations/" in told["pages"]["en"]
    assert client.get(told["data"]["votes"]).status_code == 200
    phase.consultation.roll = Segment.objects.create(name="Members", criteria={})
    phase.consultation.save()
    assert client.get(at).status_code == 404
