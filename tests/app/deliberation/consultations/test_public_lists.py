"""Readers find their way: orders, search, what they haven't voted on, what is near."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hustings.deliberation.consultations import actions, public_lists, readers
from hustings.deliberation.consultations.models import (
    Choice,
    Grouped,
    Grouping,
    Item,
    ItemKind,
    Participant,
    Phase,
    Question,
)
from hustings.deliberation.consultations.public_lists import Asked
from hustings.deliberation.consultations.readers import Reader
from hustings.foundation.territories.models import Kind, Zone
from tests.cast.deliberation.consultations.fixtures import opened, voice, written
from tests.cast.deliberation.consultations.visits import html

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]


@pytest.fixture
def phase() -> Phase:
    return opened()


@pytest.fixture
def question(phase: Phase) -> Question:
    return Question.objects.create(phase=phase, titles={"fr": "Quoi ?", "en": "What?"})


def many(phase: Phase, question: Question, n: int) -> list[Item]:
    writers = [voice(phase, f"w{at}@example.org") for at in range(3)]
    return [
        written(phase, writers[at % 3], f"Idea number {at}", question=question, title=f"Title {at}")
        for at in range(n)
    ]


def walked(phase: Phase, question: Question, reader: Reader, **asked: object) -> list[list[int]]:
    """All pages, one after the other, by number of items."""
    found, wanted = [], Asked(**{"seed": "one", **asked})  # type: ignore[arg-type]
    while True:
        items, rest = public_lists.page(public_lists.rows(phase, question), wanted, reader, "q")
        found.append([item.pk for item in items])
        if not rest:
            return found
        wanted = Asked(**{"seed": "one", **asked, "after": rest})  # type: ignore[arg-type]


@pytest.mark.parametrize("order", list(public_lists.LABELS))
def test_every_order_shows_each_contribution_once_page_by_page(
    phase: Phase, question: Question, order: str
) -> None:
    items = many(phase, question, 45)
    pages = walked(phase, question, Reader(phase.consultation), order=order)
    assert [len(page) for page in pages] == [20, 20, 5]
    assert sorted(pk for page in pages for pk in page) == [item.pk for item in items]


def test_chance_is_the_readers_own_and_stays(phase: Phase, question: Question) -> None:
    many(phase, question, 30)
    nobody = Reader(phase.consultation)
    once, again = (walked(phase, question, nobody) for _time in range(2))
    assert once == again and once != walked(phase, question, nobody, seed="other")
    newest = walked(phase, question, nobody, order="newest")
    assert newest[0] == sorted(newest[0], reverse=True) and once != newest


def test_the_addresses_of_the_next_pages_carry_the_order(
    client: Client, phase: Phase, question: Question
) -> None:
    many(phase, question, 25)
    here = f"/fr/consultations/questions/{question.pk}/"
    page = html(client, here)
    following = re.search(r'rel="next"\s+href="([^"#]+)', page)
    assert following and "seed=" in following[1]
    seen = set(re.findall(r'id="item-(\d+)"', page))
    rest = set(re.findall(r'id="item-(\d+)"', html(client, following[1].replace("&amp;", "&"))))
    assert len(seen) == 20 and len(rest) == 5 and not seen & rest


def test_balanced_hears_a_small_group_and_discussed_counts_people(phase: Phase, question: Question) -> None:
    loud = [voice(phase, f"l{at}@example.org") for at in range(6)]
    quiet = [voice(phase, f"q{at}@example.org") for at in range(3)]
    items = many(phase, question, 5)
    for item in items[:4]:
        for who in loud:
            actions.vote(participant=who, version=item.version_id, choice=Choice.AGREE)
    for who in quiet:
        actions.vote(participant=who, version=items[4].version_id, choice=Choice.AGREE)
    nobody = Reader(phase.consultation)
    assert items[4].pk in walked(phase, question, nobody, order="balanced")[0][:3]
    for _time in range(3):
        written(phase, loud[0], f"Because {_time}", kind=ItemKind.FOR, parent=items[0])
    for who in quiet[:2]:
        written(phase, who, "I doubt it", kind=ItemKind.AGAINST, parent=items[1])
    assert walked(phase, question, nobody, order="discussed")[0][:2] == [items[1].pk, items[0].pk]


def test_search_knows_words_without_their_accents_and_capitals(
    client: Client, phase: Phase, question: Question
) -> None:
    who = voice(phase, "ada@example.org")
    written(phase, who, "Les élèves de l’École dînent ensemble, cœur à cœur.", question=question)
    written(phase, who, "Un train de nuit (100 %)", question=question)
    here = f"/fr/consultations/questions/{question.pk}/"
    for words in ("ecole", "ÉCOLE", "eleves diner", "coeur", "l'ecole"):
        shown = html(client, f"{here}?q={words}")
        assert ("École" in shown) is (words != "eleves diner") and "train" not in shown
    assert "nuit" in html(client, f"{here}?q=(100 %25)")
    assert "École" not in html(client, f"{here}?q=nothing.*") and "Aucun résultat" in html(
        client, f"{here}?q=[["
    )


def test_what_somebody_has_not_voted_on_and_what_is_near(phase: Phase, question: Question) -> None:
    items = many(phase, question, 3)
    ada = voice(phase, "ada@example.org")
    actions.vote(participant=ada, version=items[1].version_id, choice=Choice.AGREE)
    lyon = Zone.objects.get(kind=Kind.COMMUNE, name="Lyon")
    other = Zone.objects.get(kind=Kind.COMMUNE, name="Villeurbanne")
    Participant.objects.filter(pk=ada.pk).update(zone=lyon)
    Item.objects.filter(pk=items[2].pk).update(zone=other)
    ada.refresh_from_db()
    reader = Reader(phase.consultation, participant=ada)
    unread = walked(phase, question, reader, is_unread=True)
    assert sorted(unread[0]) == [items[0].pk, items[2].pk]
    assert walked(phase, question, reader, is_near=True) == [[items[2].pk]], "the same department"
    assert walked(phase, question, Reader(phase.consultation), is_near=True) != [[items[2].pk]]


def test_of_contributions_that_are_grouped_the_first_stands_for_all(
    client: Client, phase: Phase, question: Question
) -> None:
    items = many(phase, question, 3)
    made = Grouping.objects.create(consultation=phase.consultation)
    ada = voice(phase, "ada@example.org")
    for at, item in enumerate(items[:2]):
        Grouped.objects.create(grouping=made, item=item, position=at)
        actions.vote(participant=ada, version=item.version_id, choice=Choice.AGREE)
    page = html(client, f"/en/consultations/questions/{question.pk}/")
    assert "Title 0" in page and "Title 1" not in page and "and 1 alike" in page
    shown = html(client, f"/en/consultations/items/{items[0].pk}/")
    assert "Title 1" in shown and "1 person agrees" in shown
    assert "Title 1" in html(client, f"/en/consultations/questions/{question.pk}/?q=title")


def test_a_list_takes_as_many_questions_for_twenty_as_for_two(
    client: Client, phase: Phase, question: Question
) -> None:
    many(phase, question, 2)
    here = f"/fr/consultations/questions/{question.pk}/?order=newest"
    html(client, here)
    few = _queries(client, here)
    many_more = [
        written(phase, Participant.objects.get(mailbox__startswith="w0"), f"More {at}", question=question)
        for at in range(18)
    ]
    assert len(many_more) == 18 and _queries(client, here) <= few


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        html(client, path)
    return len(captured)


def test_only_the_page_of_nobody_in_particular_is_kept(
    client: Client, phase: Phase, question: Question
) -> None:
    answer = client.get(f"/fr/consultations/questions/{question.pk}/")
    assert answer.is_for_everybody and not answer.cookies  # type: ignore[attr-defined]
    assert readers.of(answer.wsgi_request, phase.consultation).key == ""
