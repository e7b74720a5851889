"""The best and the worst of four statements."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.actions import entries, items
from hustings.deliberation.consultations.models import Entry, Item, ItemKind, Kind, Participant, Phase
from hustings.deliberation.consultations.models.consultations import Ballot
from hustings.deliberation.opinions import actions, scoring, statements, tasks
from hustings.deliberation.opinions.models import FourAnswer, FourCount, Rules, Scores
from hustings.people.privacy.actions.erasure import erase_person
from hustings.people.selfservice import parts
from tests.cast.deliberation.consultations.fixtures import entered, opened, voice
from tests.cast.deliberation.consultations.visits import enter, html, last_link, send, stamp_in
from tests.cast.deliberation.opinions.fixtures import crowd

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]
Run = Callable[[], int]


@pytest.fixture
def phase() -> Phase:
    return opened(kind=Kind.STATEMENTS, ballot=Ballot.PASS)


@pytest.fixture
def six(phase: Phase) -> list[Item]:
    return [items.add(phase=phase, kind=ItemKind.STATEMENT, text=f"Statement number {n}.") for n in range(6)]


def n_shown(item: Item) -> int:
    return FourCount.objects.filter(item=item).values_list("n_shown", flat=True).first() or 0


def test_a_visitor_answers_twice_and_confirms_once(
    client: Client, phase: Phase, six: list[Item], run_tasks: Run
) -> None:
    here = f"/en/consultations/steps/{phase.pk}/four/"
    assert here in html(client, f"/en/consultations/steps/{phase.pk}/")
    page = html(client, here)
    signed = re.search(r'name="asked"\s+value="([^"]+)"', page)
    shown = re.findall(r'name="best"\s+value="(\d+)"', page)
    assert signed and len(set(shown)) == 4
    same = client.post(
        here, {"stamp": stamp_in(page), "asked": signed[1], "best": shown[0], "worst": shown[0]}
    )
    assert same.status_code == 422 and b"two different statements" in same.content
    other = client.post(here, {"stamp": stamp_in(page), "asked": "x", "best": shown[0], "worst": shown[1]})
    assert other.status_code == 409, "nobody chooses what they choose among"
    asked = send(client, here, here, asked=signed[1], best=shown[0], worst=shown[1])
    enter(client, asked.content.decode())
    page = html(client, here)
    assert "You have answered 1 time." in page
    next_four = re.findall(r'name="best"\s+value="(\d+)"', page)
    assert set(next_four) != set(shown)
    signed = re.search(r'name="asked"\s+value="([^"]+)"', page)
    assert signed
    answer = send(client, here, here, asked=signed[1], best=next_four[2], worst=next_four[3])
    assert "said=waits" in answer.url and not FourAnswer.objects.exists()
    assert Entry.objects.count() == 1
    run_tasks()
    assert "The best and the worst of four statements" in html(client, last_link())
    client.post(last_link())
    assert FourAnswer.objects.count() == 2
    assert sum(n_shown(item) for item in six) == 8
    assert "You have answered 2 times." in html(client, here)
    person = FourAnswer.objects.select_related("participant__person").first()
    assert person and person.participant.person
    [part] = [each for each in parts.my_data.all() if each.name == "consultation_fours"]
    assert len(part.rows(person.participant.person)) == 2


def test_an_answer_on_the_same_four_replaces_the_one_before(phase: Phase, six: list[Item]) -> None:
    [ada] = crowd(phase, 1)
    a, b, c, d = (item.pk for item in six[:4])
    actions.choose(participant=ada, phase=phase, shown=[a, b, c, d], best=a, worst=b)
    actions.choose(participant=ada, phase=phase, shown=[d, c, b, a], best=c, worst=b)
    assert FourAnswer.objects.count() == 1
    assert [n_shown(item) for item in six] == [1, 1, 1, 1, 0, 0]
    with pytest.raises(ValueError):
        actions.choose(participant=ada, phase=phase, shown=[a, b, c, d], best=a, worst=six[5].pk)
    Item.objects.filter(pk=d).update(hidden_at=phase.starts_at)
    with pytest.raises(refusals.Gone):
        actions.choose(participant=ada, phase=phase, shown=[a, b, c, d], best=a, worst=b)
    entries.remove_voice(ada)
    assert not FourAnswer.objects.exists() and {n_shown(item) for item in six} == {0}


def test_scores_are_made_by_a_task_and_shown(
    client: Client, phase: Phase, six: list[Item], run_tasks: Run
) -> None:
    for who in crowd(phase, 5):
        shown = [item.pk for item in six[:4]]
        actions.choose(participant=who, phase=phase, shown=shown, best=shown[2], worst=shown[0])
    tasks.draw_due()
    run_tasks()
    made = Scores.objects.get()
    assert made.n_answers == 5 and made.rows[0][0] == six[2].pk and made.rows[-1][0] == six[0].pk
    assert not scoring.due()
    page = html(client, f"/en/consultations/steps/{phase.pk}/four/results/")
    assert page.index("Statement number 2.") < page.index("Statement number 0.")
    assert "By 5 choices" in page
    table = client.get(f"/en/consultations/steps/{phase.pk}/four/answers.csv").content.decode()
    assert len(table.splitlines()) == 6
    FourAnswer.objects.all().delete()
    assert scoring.due() == [phase.pk]


def test_it_is_not_asked_where_the_team_wants_none_or_too_few_are_there(
    client: Client, phase: Phase, six: list[Item]
) -> None:
    rules = Rules.objects.create(phase=phase, has_fours=False)
    here = f"/en/consultations/steps/{phase.pk}/four/"
    assert client.get(here).status_code == 404
    rules.has_fours = True
    rules.save()
    Item.objects.filter(pk__in=[item.pk for item in six[:3]]).update(hidden_at=phase.starts_at)
    statements.forget()
    assert client.get(here).status_code == 404


def test_what_waits_is_refused_in_words_once_a_statement_is_gone(phase: Phase, six: list[Item]) -> None:
    shown = [item.pk for item in six[:4]]
    act = {"act": "four", "phase": phase.pk, "shown": shown, "best": shown[0], "worst": shown[1]}
    Item.objects.filter(pk=shown[3]).update(hidden_at=phase.starts_at)
    made = entered(phase, "ada@example.org", [act])
    assert made.acts[0]["refused"] == "Gone" and not FourAnswer.objects.exists()


def test_two_addresses_of_one_person_are_one_voice(client: Client, phase: Phase, six: list[Item]) -> None:
    ada, work, bob = (voice(phase, f"{name}@example.org") for name in ("ada", "ada.work", "bob"))
    shown = [item.pk for item in six[:4]]
    for who, best in ((ada, 0), (work, 1), (bob, 0)):
        actions.choose(participant=who, phase=phase, shown=shown, best=shown[best], worst=shown[3])
    assert scoring.score(phase).n_answers == 3 and not scoring.due()
    Participant.objects.filter(pk=work.pk).update(person=ada.person)  # as a merge of two records does
    assert scoring.due() == [phase.pk]
    made = scoring.score(phase)
    assert made.n_answers == 2 and not scoring.due()
    assert {row[0]: row[3] for row in made.rows}[shown[0]] == 1, "the last answer of a person stands"
    table = client.get(f"/en/consultations/steps/{phase.pk}/four/answers.csv").content.decode()
    assert len(table.splitlines()) == 3


def test_of_two_addresses_of_the_erased_one_answer_counts_still(phase: Phase, six: list[Item]) -> None:
    ada, work = (voice(phase, f"{name}@example.org") for name in ("ada", "ada.work"))
    shown = [item.pk for item in six[:4]]
    for who, best in ((ada, 0), (work, 1)):
        actions.choose(participant=who, phase=phase, shown=shown, best=shown[best], worst=shown[3])
    Participant.objects.filter(pk=work.pk).update(person=ada.person)  # as a merge of two records does
    assert ada.person
    erase_person(person=ada.person)
    assert [answer.best_id for answer in FourAnswer.objects.counted()] == [shown[1]]
    assert n_shown(six[0]) == 1
