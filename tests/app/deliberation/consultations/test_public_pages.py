"""What visitors read and do: without an account, by one e-mail."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from hustings.deliberation.consultations import actions
from hustings.deliberation.consultations.models import (
    Consultation,
    Entry,
    Item,
    ItemKind,
    Participant,
    Phase,
    Question,
    Vote,
)
from hustings.foundation.accounts.models import User
from tests.cast.deliberation.consultations.fixtures import counted, opened, voice, written
from tests.cast.deliberation.consultations.visits import HX, enter, html, last_link, send

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]
Run = Callable[[], int]


@pytest.fixture
def phase() -> Phase:
    return opened()


@pytest.fixture
def question(phase: Phase) -> Question:
    return Question.objects.create(phase=phase, titles={"fr": "Quelle eau ?", "en": "Which water?"})


@pytest.fixture
def item(phase: Phase, question: Question) -> Item:
    return written(
        phase, voice(phase, "ada@example.org"), "Fix the pipes first.", title="Pipes", question=question
    )


def test_everything_is_read_without_an_account(
    client: Client, phase: Phase, question: Question, item: Item
) -> None:
    pages = html(client, "/en/consultations/")
    assert "Water" in pages and "Debate" in pages
    where = re.search(r'href="(/en/consultations/\d+/water/)"', pages)
    assert where
    consultation = html(client, where[1])
    for words in ("What you can do now", "Vote and contribute", "Steps", "open now"):
        assert words in consultation
    assert client.get(where[1].replace("water", "old")).url == where[1]
    assert "Which water?" in html(client, f"/en/consultations/steps/{phase.pk}/")
    listed = html(client, f"/en/consultations/questions/{question.pk}/")
    assert "Pipes" in listed and "Fix the pipes first." in listed
    page = html(client, f"/fr/consultations/items/{item.pk}/")
    assert "Pipes" in page and "Mitigé" in page and f"/en/consultations/items/{item.pk}/" in page
    assert not client.cookies, "reading sets no cookie"


def test_a_consultation_that_is_not_shown_is_not_there(client: Client, phase: Phase, item: Item) -> None:
    Consultation.objects.update(shown_at=None)
    for path in (phase.consultation.path, f"steps/{phase.pk}/", f"items/{item.pk}/"):
        assert client.get(f"/fr/consultations/{path}").status_code == 404
    assert "Water" not in html(client, "/en/consultations/")


def test_a_visitors_first_vote_asks_for_an_e_mail_once_and_more_acts_wait_with_it(
    client: Client, phase: Phase, question: Question, item: Item, run_tasks: Run
) -> None:
    here = f"/en/consultations/questions/{question.pk}/"
    asked = send(client, here, f"/en/consultations/versions/{item.version_id}/vote/", choice="agree")
    assert asked.status_code == 200 and counted(item) == (0, 0, 0, 0)
    assert "Your vote: Agree" in asked.content.decode(), "the page says what the e-mail is for"
    answer = enter(client, asked.content.decode())
    assert answer.url.startswith(here) and "said=sent" in answer.url
    page = f"/en/consultations/items/{item.pk}/"
    argued = send(client, page, f"{page}arguments/", side="for", text="It saves water.")
    assert "said=waits" in argued.url
    shown = html(client, page)
    assert "Waits for your confirmation" in shown and "It saves water." in shown
    assert "counts once you click" in shown and Entry.objects.count() == 1
    run_tasks()
    [message] = mail.outbox
    assert "saves water" not in str(message.body), "no words of strangers leave by our mail"
    where = last_link()
    confirm = html(client, where)
    assert "It saves water." in confirm and "Your vote: Agree" in confirm
    assert counted(item) == (0, 0, 0, 0), "looking confirms nothing"
    assert client.post(where).url.startswith(where)
    assert counted(item) == (1, 0, 0, 0) and item.n_for == 1
    assert "it counts" in html(client, where)
    assert "Waits for your confirmation" not in html(client, page)
    # This browser sent it and followed the link: it goes on without a mail, in this consultation.
    send(client, page, f"/en/consultations/versions/{item.version_id}/vote/", choice="disagree")
    assert counted(item) == (0, 0, 1, 0) and len(mail.outbox) == 1
    assert Participant.objects.filter(consultation=phase.consultation).count() == 2


def test_a_link_followed_elsewhere_proves_nothing_to_the_browser_that_typed_the_address(
    client: Client, item: Item, run_tasks: Run
) -> None:
    page, vote = (
        f"/en/consultations/items/{item.pk}/",
        f"/en/consultations/versions/{item.version_id}/vote/",
    )
    enter(client, send(client, page, vote, choice="agree").content.decode(), "victim@example.org")
    run_tasks()
    Client().post(last_link())
    assert counted(item) == (1, 0, 0, 0), "its owner said yes"
    again = send(client, page, vote, choice="disagree")
    assert b'name="act"' in again.content and counted(item) == (1, 0, 0, 0)


def test_htmx_gets_the_box_of_votes_and_the_form_in_it(client: Client, item: Item) -> None:
    page, vote = (
        f"/en/consultations/items/{item.pk}/",
        f"/en/consultations/versions/{item.version_id}/vote/",
    )
    assert "0 votes" in html(client, page)
    asked = send(client, page, vote, choice="agree", headers={"hx-request": "true"}).content.decode()
    assert asked.startswith('<div class="votes"') and 'name="act"' in asked and "<html" not in asked
    refused = client.post(vote, {"choice": "agree"}, **HX)
    assert refused.status_code == 409 and b"out of date" in refused.content


def test_a_contribution_of_a_visitor_waits_and_then_stands_in_the_list(
    client: Client, phase: Phase, question: Question, run_tasks: Run
) -> None:
    here = f"/en/consultations/questions/{question.pk}/"
    to = f"{here}contributions/"
    bad = send(client, here, to, text="It stinks.")
    assert bad.status_code == 422 and b"It stinks." in bad.content
    asked = send(client, here, to, title="Clean the river", text="It stinks.")
    answer = enter(client, asked.content.decode(), "ada@example.org", shown_as="name", given_name="Ada")
    assert f"draft=q{question.pk}" in answer.url
    assert f'data-draft-sent="q{question.pk}"' in html(client, answer.url)
    assert "Clean the river" in html(client, here), "the one who wrote it sees it"
    assert "Clean the river" not in html(Client(), here)
    run_tasks()
    client.post(last_link())
    seen = html(Client(), here)
    assert "Clean the river" in seen and "Ada" in seen
    found = Item.objects.get()
    assert found.kind == ItemKind.CONTRIBUTION and found.question == question


def _recognised(client: Client, phase: Phase, run_tasks: Run) -> Participant:
    """The browser of somebody whose entry it sent, and whose link was followed in it."""
    item = written(phase, voice(phase, "first@example.org"), "Something")
    page = f"/en/consultations/items/{item.pk}/"
    asked = send(client, page, f"/en/consultations/versions/{item.version_id}/vote/", choice="agree")
    enter(client, asked.content.decode(), "me@example.org")
    run_tasks()
    client.post(last_link())
    found: Participant = Participant.objects.get(mailbox__startswith="me@")
    return found


def test_the_recognised_contribute_edit_and_take_back(
    client: Client, phase: Phase, question: Question, run_tasks: Run
) -> None:
    me = _recognised(client, phase, run_tasks)
    here = f"/en/consultations/questions/{question.pk}/"
    for _twice in range(2):
        answer = send(client, here, f"{here}contributions/", title="Trees", text="Plant trees everywhere.")
    item = Item.objects.get(participant=me)
    assert f"items/{item.pk}/" in answer.url, "one that is sent twice is one"
    page = f"/en/consultations/items/{item.pk}/"
    assert "Edit" in html(client, page) and "Edit</a>" not in html(Client(), page)
    bea = voice(phase, "bea@example.org")
    actions.vote(participant=bea, version=item.version_id, choice="agree")
    edited = send(client, f"{page}edit/", f"{page}edit/", title="Trees", text="Plant oaks.", why="Precision")
    assert "said=edited" in edited.url
    item.refresh_from_db()
    assert item.version and item.version.number == 2 and counted(item) == (0, 0, 0, 0)
    compared = html(client, f"{page}versions/2/")
    assert "<del>" in compared and "<ins>oaks</ins>" in compared and "Precision" in compared
    assert client.get(f"{page}versions/3/").status_code == 404
    assert Client().post(f"{page}edit/", {"text": "Mine"}).url.endswith(page), "only one's own"
    written(phase, bea, "Oaks take long.", kind=ItemKind.AGAINST, parent=item)
    send(client, f"{page}withdrawal/", f"{page}withdrawal/")
    assert "Oaks take long." in html(client, page, 410), "what others wrote stays"
    assert "Trees" not in html(client, here)


def test_a_vote_on_an_earlier_version_is_carried_over_by_one_click(
    client: Client, phase: Phase, item: Item, run_tasks: Run
) -> None:
    me = _recognised(client, phase, run_tasks)
    actions.vote(participant=me, version=item.version_id, choice="mixed")
    writer = item.participant
    assert writer
    actions.edit(item=item, title="Pipes", text="Fix all pumps and wells instead.", participant=writer)
    page = f"/en/consultations/items/{item.pk}/"
    assert "on version 1" in html(client, page)
    send(client, page, f"{page}vote/")
    assert counted(item) == (0, 1, 0, 0)
    assert Vote.objects.get(version=item.version_id, participant=me).carried_from is not None


def test_name_or_pseudonym_is_chosen(client: Client, phase: Phase, run_tasks: Run) -> None:
    me = _recognised(client, phase, run_tasks)
    assert me.person
    me.person.given_name = me.person.family_name = ""
    me.person.save()
    nameless = html(client, f"/en/consultations/name/{phase.consultation_id}/")
    assert "give it on your page" in nameless and "Save</button>" not in nameless
    me.person.given_name, me.person.family_name = "Maya", "Enders"
    me.person.save()
    where = f"/en/consultations/name/{phase.consultation_id}/"
    send(client, where, where, shown="name")
    me.refresh_from_db()
    assert str(me) == "Maya Enders"
    assert Client().get(where).status_code == 302


def test_a_waiting_vote_is_taken_back_by_pressing_it_again(
    client: Client, item: Item, run_tasks: Run
) -> None:
    page, vote = (
        f"/en/consultations/items/{item.pk}/",
        f"/en/consultations/versions/{item.version_id}/vote/",
    )
    enter(client, send(client, page, vote, choice="agree").content.decode())
    assert 'value=""' in html(client, page)
    send(client, page, vote, choice="")
    assert "counts once you click" not in html(client, page)
    run_tasks()
    client.post(last_link())
    assert counted(item) == (0, 0, 0, 0)


def test_what_somebody_types_finds_what_is_like_it(client: Client, phase: Phase, item: Item) -> None:
    to = f"/en/consultations/similar/{phase.consultation_id}/"
    typed = {"title": "We should fix the pipes", "text": "Fix all pipes first."}
    found = client.post(to, typed).content.decode()
    assert "Pipes" in found and "vote on it instead" in found
    assert client.post(to, {"title": "Short"}).content.strip() == b""
    assert client.get(to).status_code == 405, "no log of addresses holds what is typed"


def test_the_team_looks_at_a_consultation_before_it_is_shown(
    client: Client, dora: User, phase: Phase, item: Item
) -> None:
    Consultation.objects.update(shown_at=None)
    page = f"/en/consultations/items/{item.pk}/"
    assert client.get(page).status_code == 404
    client.force_login(dora)
    answer = client.get(page)
    assert answer.status_code == 200 and "no-cache" in answer["Cache-Control"]
