"""Statements: one at a time, with what waits, and one's own."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from hustings.deliberation.consultations import actions
from hustings.deliberation.consultations.models import (
    Entry,
    Item,
    ItemKind,
    Kind,
    Participant,
    Phase,
    Question,
)
from hustings.deliberation.consultations.models.consultations import Ballot
from hustings.deliberation.opinions import statements
from hustings.deliberation.opinions.models import Rules
from tests.cast.deliberation.consultations.fixtures import counted, opened, voice, written
from tests.cast.deliberation.consultations.visits import HX, enter, html, last_link, send, stamp_in

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]
Run = Callable[[], int]
WORDS = ("Trains should be free.", "Cars should stay outside.", "Schools should open later.")


@pytest.fixture
def phase() -> Phase:
    return opened(kind=Kind.STATEMENTS, ballot=Ballot.PASS)


@pytest.fixture
def seeds(phase: Phase) -> list[Item]:
    from hustings.deliberation.consultations.actions import items

    return [items.add(phase=phase, kind=ItemKind.STATEMENT, text=words) for words in WORDS]


def shown(page: str) -> tuple[str, int]:
    """The statement on the page, and the version that its buttons vote on."""
    words = re.search(r'class="statement-words">([^<]+)<', page)
    version = re.search(r'formaction="[^"]+/statements/(\d+)/vote/"', page)
    assert words, page
    return words[1], int(version[1]) if version else 0


def vote_url(version: int) -> str:
    return f"/en/consultations/statements/{version}/vote/"


def recognised(client: Client, phase: Phase, run_tasks: Run) -> Participant:
    """The browser of somebody whose first vote was confirmed in it."""
    here = f"/en/consultations/steps/{phase.pk}/"
    asked = send(client, here, vote_url(shown(html(client, here))[1]), choice="agree")
    enter(client, asked.content.decode(), "me@example.org")
    run_tasks()
    client.post(last_link())
    found: Participant = Participant.objects.get(mailbox__startswith="me@")
    return found


def test_a_visitor_votes_on_one_after_another_and_confirms_once(
    client: Client, phase: Phase, seeds: list[Item], run_tasks: Run
) -> None:
    here = f"/en/consultations/steps/{phase.pk}/"
    page = html(client, here)
    first, version = shown(page)
    assert "from the team" in page and "You voted on 0 statements of 3." in page
    assert sum(words in page for words in WORDS) == 1, "one at a time"
    assert not client.cookies, "reading sets no cookie"
    asked = send(client, here, vote_url(version), choice="agree")
    answer = enter(client, asked.content.decode())
    assert answer.url.startswith(here)
    page = html(client, here)
    second, version = shown(page)
    assert second != first and "You voted on 1 statement of 3." in page
    assert shown(html(client, here))[0] == second, "reloading changes nothing"
    answer = send(client, here, vote_url(version), choice="pass")
    assert answer.url.startswith(here) and answer.url.endswith("#statement")
    page = html(client, here)
    third, version = shown(page)
    assert {first, second, third} == set(WORDS)
    part = client.post(vote_url(version), {"choice": "disagree", "stamp": stamp_in(page)}, **HX)
    text = part.content.decode()
    assert text.startswith("<section") and "You have seen every statement" in text
    assert "Change my last answer" in text
    assert Entry.objects.count() == 1 and all(counted(item)[3] == 0 for item in seeds)
    run_tasks()
    client.post(last_link())
    assert sorted(sum(counted(item)) for item in seeds) == [1, 1, 1]
    again = re.search(r'href="([^"]+\?again=\d+)', text)
    assert again and shown(html(client, again[1]))[0] == third


def test_htmx_gets_the_form_in_place_of_the_buttons(client: Client, phase: Phase, seeds: list[Item]) -> None:
    here = f"/en/consultations/steps/{phase.pk}/"
    words, version = shown(html(client, here))
    asked = send(client, here, vote_url(version), choice="agree", headers={"hx-request": "true"})
    text = asked.content.decode()
    assert asked.status_code == 200 and words in text and 'name="act"' in text and "<html" not in text
    refused = client.post(vote_url(version), {"choice": "agree"}, **HX)
    assert refused.status_code == 409 and b"out of date" in refused.content
    wrong = send(client, here, vote_url(version), choice="mixed", headers={"hx-request": "true"})
    assert wrong.status_code == 409, "not a choice of this step"


def test_statements_of_ones_own_are_short_and_not_asked_of_their_author(
    client: Client, phase: Phase, seeds: list[Item], run_tasks: Run
) -> None:
    me = recognised(client, phase, run_tasks)
    here, to = f"/en/consultations/steps/{phase.pk}/", f"/en/consultations/steps/{phase.pk}/statements/"
    long = send(client, here, to, text="x" * 141)
    assert long.status_code == 422 and b"at most 140" in long.content
    Rules.objects.create(phase=phase, longest=200)
    answer = send(client, here, to, text="Buses should run\n all night.")
    assert "said=added" in answer.url and f"draft=s{phase.pk}" in answer.url
    mine = Item.objects.get(participant=me)
    assert mine.kind == ItemKind.STATEMENT and str(mine) == "Buses should run all night."
    edit = f"/en/consultations/items/{mine.pk}/edit/"
    assert send(client, edit, edit, text="x" * 301).status_code == 422
    bob = voice(phase, "bob@example.org")
    from hustings.deliberation.consultations.readers import Reader

    left = {statements.turn(phase, Reader(phase.consultation, participant=bob)).progress.n}
    assert left == {4}
    for _each in range(2):
        page = html(client, here)
        words, version = shown(page)
        assert words in WORDS
        send(client, here, vote_url(version), choice="agree")
    assert "You have seen every statement" in html(client, here)
    listed = html(client, to)
    assert all(words in listed for words in (*WORDS, "Buses should run all night."))


def test_a_statement_of_a_visitor_waits_under_its_subject(
    client: Client, phase: Phase, run_tasks: Run
) -> None:
    question = Question.objects.create(phase=phase, titles={"en": "Transport", "fr": "Transports"})
    here, to = f"/en/consultations/steps/{phase.pk}/", f"/en/consultations/steps/{phase.pk}/statements/"
    assert "There is no statement yet." in html(client, here)
    assert send(client, here, to, text="Trains, please.", question="0").status_code == 422
    asked = send(client, here, to, text="Trains should be free.", question=str(question.pk))
    enter(client, asked.content.decode())
    assert "Trains should be free." in html(client, here) and not Item.objects.exists()
    run_tasks()
    client.post(last_link())
    assert Item.objects.get().question == question
    statements.forget()
    page = html(Client(), here)
    assert "Trains should be free." in page and "Transport" in page


def test_hidden_ones_and_closed_steps(
    client: Client, phase: Phase, seeds: list[Item], run_tasks: Run
) -> None:
    recognised(client, phase, run_tasks)
    here = f"/en/consultations/steps/{phase.pk}/"
    page = html(client, here)
    _words, version = shown(page)
    Item.objects.filter(version=version).update(hidden_at=phase.starts_at)
    gone = client.post(vote_url(version), {"choice": "agree", "stamp": stamp_in(page)}, **HX)
    assert gone.status_code == 409 and b"hidden meanwhile" in gone.content
    other = shown(html(client, here))[1]
    assert other != version
    phase.ends_at = phase.starts_at.replace(year=phase.starts_at.year - 1)
    Phase.objects.filter(pk=phase.pk).update(
        ends_at=phase.ends_at, starts_at=phase.ends_at.replace(year=phase.ends_at.year - 1)
    )
    statements.forget()
    page = html(client, here)
    assert "formaction" not in page.split('id="turn"')[1].split("</section>")[0]
    assert 'id="add"' not in page


def test_edited_statements_are_asked_again(client: Client, phase: Phase, run_tasks: Run) -> None:
    ada = voice(phase, "ada@example.org")
    item = written(phase, ada, "Trains should be free.", kind=ItemKind.STATEMENT)
    recognised(client, phase, run_tasks)
    here = f"/en/consultations/steps/{phase.pk}/"
    statements.forget()
    assert "You have seen every statement" in html(client, here)
    actions.edit(item=item, title="", text="Buses and boats should cost nothing.", participant=ada)
    statements.forget()
    page = html(client, here)
    assert "changed since you voted “Agree”" in page and shown(page)[0].startswith("Buses")
