"""Consultations in the site's search and in the sitemap: those alone that everybody may read."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.deliberation.consultations.models import Consultation, Item, ItemKind, Phase, Question
from hustings.people.segments.models import Segment
from hustings.site.website.discovery import sitemap
from tests.cast.deliberation.consultations.fixtures import opened, voice, written
from tests.cast.deliberation.consultations.visits import html

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]


@pytest.fixture
def phase() -> Phase:
    return opened()


@pytest.fixture
def pipes(phase: Phase) -> Item:
    return written(phase, voice(phase, "ada@example.org"), "Réparer les canalisations")


def closed(phase: Phase) -> None:
    """The consultation is for its members now."""
    roll = Segment.objects.create(name="Members")
    Consultation.objects.filter(pk=phase.consultation_id).update(roll=roll)


def results(client: Client, words: str) -> str:
    return html(client, f"/fr/search/?q={words}").split("<main")[1].split("<footer")[0]


def listed(client: Client, address: str = "/sitemap.xml") -> set[str]:
    return set(re.findall("<loc>(.*?)</loc>", html(client, address)))


def test_the_sites_search_finds_consultations_questions_and_contributions(
    client: Client, phase: Phase, pipes: Item
) -> None:
    question = Question.objects.create(phase=phase, titles={"fr": "Qui paie l’hydraulique ?"})
    for words, address in (
        ("eau", f"/fr/consultations/{phase.consultation.path}"),
        ("hydraulique", f"/fr/consultations/questions/{question.pk}/"),
        ("reparer+CANALISATIONS", f"/fr/consultations/items/{pipes.pk}/"),
    ):
        assert address.replace("water", "leau") in results(client, words), words
    assert "consultations/" not in results(client, "zeppelin")


@pytest.mark.parametrize("change", ["hidden", "withdrawn", "unshown", "closed"])
def test_what_is_hidden_or_for_members_is_found_nowhere(
    client: Client, phase: Phase, pipes: Item, change: str
) -> None:
    there = f"http://localhost:8000/fr/consultations/items/{pipes.pk}/"
    assert there in listed(client)
    if change == "closed":
        closed(phase)
    elif change == "unshown":
        Consultation.objects.update(shown_at=None)
    else:
        Item.objects.update(**{f"{change}_at": timezone.now()})
    assert there not in listed(client)
    assert f"items/{pipes.pk}/" not in results(client, "canalisations")
    assert ("consultations/steps" in " ".join(listed(client))) == (change in ("hidden", "withdrawn"))


def test_the_sitemap_lists_them_in_each_language_and_no_arguments(
    client: Client, phase: Phase, pipes: Item
) -> None:
    ada = pipes.participant
    assert ada
    argument = written(phase, ada, "It leaks.", kind=ItemKind.FOR, parent=pipes)
    found = listed(client)
    root = "http://localhost:8000"
    assert {f"{root}/{code}/consultations/items/{pipes.pk}/" for code in ("fr", "en")} <= found
    assert f"{root}/en/consultations/{phase.consultation_id}/water/" in found
    assert f"{root}/fr/consultations/steps/{phase.pk}/" in found
    assert {f"{root}/{code}/consultations/" for code in ("fr", "en")} <= found
    assert not any(f"items/{argument.pk}/" in each for each in found)


def test_parts_begin_by_key_and_hold_everything_once(
    client: Client, phase: Phase, pipes: Item, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    ada = pipes.participant
    assert ada
    items = [pipes, *(written(phase, ada, f"Idea {n}") for n in range(6))]
    monkeypatch.setattr(sitemap, "PART", 4)  # two rows, each in two languages
    parts = [each.split("8000")[1] for each in listed(client) if "sitemap-contributions" in each]
    assert len(parts) == 4
    with django_assert_num_queries(1):
        list(sitemap.Keyed(["fr", "en"], _kind()).entries(items[2].pk))
    addresses = [address for each in parts for address in re.findall("<loc>(.*?)</loc>", html(client, each))]
    assert len(addresses) == len(set(addresses)) == 14
    last = f"/sitemap-contributions.xml?p={items[-1].pk}"
    assert last in parts
    items[0].delete()
    assert len(listed(client, last)) == 2, "a part stays what it is"
    assert client.get(f"/sitemap-contributions.xml?p={items[-1].pk + 1}").status_code == 404


def _kind() -> Any:
    return next(each for each in sitemap.addresses.in_order() if each.name == "contributions")
