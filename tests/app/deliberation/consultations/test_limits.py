"""Limits that hold whatever page is left open: of the excluded, of floods, of a roll, of two tabs."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from hustings.deliberation.consultations import actions, refusals
from hustings.deliberation.consultations.actions import entries
from hustings.deliberation.consultations.models import (
    Consultation,
    Item,
    ItemKind,
    Phase,
    Version,
)
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_acting as acting
from hustings.deliberation.open_data import of_consultations
from hustings.people.privacy.actions.erasure import erase_person
from hustings.people.segments.models import Segment
from hustings.people.signups import recognition
from hustings.people.signups.recognition import Known
from tests.cast.deliberation.consultations.fixtures import counted, entered, opened, person, voice, written
from tests.cast.deliberation.consultations.visits import enter, html, last_link, send

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def phase() -> Phase:
    return opened()


def test_the_excluded_change_none_of_their_words(phase: Phase) -> None:
    ada = voice(phase, "ada@example.org")
    item = written(phase, ada)
    ada.barred_at = timezone.now()
    ada.save()
    with pytest.raises(refusals.Barred):
        actions.edit(item=item, title="", text="Buy my pills", participant=ada)
    assert Version.objects.get().text == "Repair the pipes"


def test_new_versions_count_among_the_texts_of_an_hour(phase: Phase) -> None:
    Consultation.objects.update(items_per_hour=3)
    phase = Phase.objects.select_related("consultation").get()
    ada = voice(phase, "ada@example.org")
    item = written(phase, ada)
    for n in range(2):
        actions.edit(item=item, title="", text=f"Another {n} text of mine", participant=ada)
    with pytest.raises(refusals.TooMany):
        actions.edit(item=item, title="", text="And yet another one", participant=ada)
    with pytest.raises(refusals.TooMany):
        written(phase, ada, "A second contribution")
    assert actions.edit(item=item, title="", text="Words of the team").number == 4


def test_whoever_was_not_it_leaves_nothing_in_the_public_bin(phase: Phase) -> None:
    made = entered(
        phase, "charlie@example.org",
        [{"act": "post", "phase": phase.pk, "kind": ItemKind.CONTRIBUTION, "text": "Forged words"}],
    )  # fmt: skip
    Item.objects.update(hidden_at=timezone.now())
    entries.KIND.disown(made)
    assert Item.objects.get().withdrawn_at


def test_open_data_hold_no_fingerprint_of_words_that_are_gone(phase: Phase) -> None:
    ada = voice(phase, "ada@example.org")
    written(phase, ada, "Yes")
    before = Version.objects.get().digest
    [row] = of_consultations._items(phase.consultation)
    assert before in row
    assert ada.person
    erase_person(person=ada.person)
    for table in of_consultations.TABLES[:2]:
        assert before not in [value for row in table.rows(phase.consultation) for value in row], table.name
    assert before != Version.objects.get().digest


def test_whoever_left_the_roll_reads_no_more(
    client: Client, phase: Phase, site: Any, patient: Any, run_tasks: Any
) -> None:
    item = written(phase, voice(phase, "ada@example.org"), title="Pipes")
    page = f"/en/consultations/items/{item.pk}/"
    asked = send(client, page, f"/en/consultations/versions/{item.version_id}/vote/", choice="agree")
    enter(client, asked.content.decode(), "bea@example.org")
    run_tasks()
    client.post(last_link())
    everybody = {"match": "all", "criteria": [{"criterion": "email", "operator": "has"}]}
    Consultation.objects.update(roll=Segment.objects.create(name="Members", criteria=everybody))
    assert "Pipes" in html(client, page)
    others = {"criterion": "consultation", "operator": "not_took_part", "value": phase.consultation_id}
    Segment.objects.update(criteria={"match": "all", "criteria": [others]})
    assert "Only for those invited" in html(client, page)
    answer = client.post(f"/en/consultations/versions/{item.version_id}/vote/", {"choice": ""})
    assert answer.status_code == 403 and counted(item) == (1, 0, 0, 0)
    assert client.get(f"/en/consultations/mine/{phase.consultation_id}/").status_code == 200, (
        "their own stays"
    )


def test_what_becomes_of_mine_tells_no_title_of_what_is_not_shown(
    client: Client, site: Any, phase: Phase, known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "of", lambda request: known)
    client.cookies["any"] = "x"
    there = f"/en/consultations/mine/{phase.consultation_id}/"
    assert client.get(there).url.endswith("/water/")
    Consultation.objects.update(shown_at=None)
    assert client.get(there).status_code == 404
    roll = Segment.objects.create(name="Members", criteria={"match": "all", "criteria": [{
        "criterion": "consultation", "operator": "took_part", "value": phase.consultation_id
    }]})  # fmt: skip
    Consultation.objects.update(shown_at=timezone.now(), roll=roll)
    assert "Only for those invited" in html(client, there)


@pytest.fixture
def known(db: None) -> Known:
    made = person("bea@example.org")
    return Known(made.emails.get(), "k")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one connection to a database in memory")
def test_a_button_pressed_many_times_at_once_writes_once(phase: Phase) -> None:
    ada = voice(phase, "ada@example.org")
    act = {
        "act": "post",
        "phase": phase.pk,
        "kind": "contribution",
        "text": "Once",
        "title": "",
        "parent": None,
    }

    def press(_n: int) -> None:
        try:
            acting.now(Reader(phase.consultation, participant=ada), lambda mine: acting._once(mine, act))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(press, range(8)))
    assert Item.objects.count() == 1


@pytest.mark.parametrize("unseen", ["\u200b\u200b", "\u2060\ufeff", "\u202e\u202c"])
def test_a_title_that_nobody_sees_is_none(
    client: Client, site: Any, patient: Any, phase: Phase, unseen: str
) -> None:
    there = f"/en/consultations/steps/{phase.pk}/"
    answer = send(client, there, f"{there}contributions/", title=unseen, text="x")
    assert answer.status_code == 422 and "title" in answer.context["form"].errors


def test_words_do_not_turn_the_line_around_them(
    client: Client, site: Any, patient: Any, phase: Phase
) -> None:
    there = f"/en/consultations/steps/{phase.pk}/"
    asked = send(
        client, there, f"{there}contributions/", title="\u202etxet\u202c مرحبا", text="a\u200db"
    ).content
    assert "txet مرحبا" in asked.decode() and "\u202e" not in asked.decode()
