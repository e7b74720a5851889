"""The territories in HQ."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hustings.accounts.models import User
from hustings.territories import actions, facts
from hustings.territories.models import Kind, Zone
from tests.territories.test_loading import TINY, zone
from tests.territories.test_stations import FILE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tiny(db: None) -> None:
    actions.load_country(country=TINY)


@pytest.fixture
def hq(client: Client, dora: User) -> Client:
    """HQ as the director sees it."""
    User.objects.filter(pk=dora.pk).update(is_superuser=True)
    client.force_login(User.objects.get(pk=dora.pk))
    return client


def page(hq: Client, name: str, *args: object, **query: str) -> str:
    answer = hq.get(reverse(f"territories:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_walks_from_the_country_to_the_commune_and_back(hq: Client) -> None:
    assert "Haute-Garonne (31)" in page(hq, "index", kind="department")
    inside = page(hq, "zone", zone("Haute-Garonne").pk)
    assert reverse("territories:zone", args=[zone("Toulouse").pk]) in inside
    union = page(hq, "zone", zone("L'Union").pk)
    assert "31140, 31200, 31240" in union
    assert "Haute-Garonne – 2e circonscription" in union


def test_the_search_finds_names_codes_and_postcodes(hq: Client) -> None:
    for text in ("toulouse", "31555", "31000"):
        assert reverse("territories:zone", args=[zone("Toulouse").pk]) in page(hq, "index", q=text)
    assert "Toulouse" not in page(hq, "index", q="zzz")


def test_long_lists_come_in_pages(hq: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hustings.territories.views.PAGE", 2)
    here = zone("Haute-Garonne").pk
    first, second = page(hq, "zone", here), page(hq, "zone", here, p="2")
    assert "?p=2" in first
    assert first != second


def test_other_apps_tell_what_they_know(hq: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "_sources", [])
    facts.register(lambda zone, user: [facts.Fact("People", f"7 in {zone.name}", "/hq/people/")])
    assert "7 in Toulouse" in page(hq, "zone", zone("Toulouse").pk)


def test_a_zone_of_our_own_is_made_changed_and_deleted(hq: Client) -> None:
    sent = {"name": "Le Nord", "members_ids": [zone("L'Union").pk], "members": "Aucamville", "parent": ""}
    answer = hq.post(reverse("territories:new"), sent)
    north = Zone.objects.get(kind=Kind.FREE)
    assert answer.url == reverse("territories:zone", args=[north.pk])  # type: ignore[attr-defined]
    assert {z.name for z in Zone.objects.inside(north)} == {"Le Nord", "L'Union", "Aucamville"}
    assert "checked> Aucamville (Haute-Garonne)" in page(hq, "edit", north.pk)
    hq.post(reverse("territories:edit", args=[north.pk]), sent | {"name": "Nord", "members": ""})
    assert {z.name for z in Zone.objects.inside(north)} == {"Nord", "L'Union"}
    hq.post(reverse("territories:delete", args=[north.pk]))
    assert not Zone.objects.filter(pk=north.pk).exists()


@pytest.mark.parametrize("sent", [{}, {"name": "x"}, {"name": "x", "members": "Atlantis"}])
def test_what_is_missing_is_said(hq: Client, sent: dict[str, str]) -> None:
    answer = hq.post(reverse("territories:new"), sent)
    assert answer.status_code == 422
    assert not Zone.objects.of_kind(Kind.FREE).exists()


def test_official_zones_are_not_deleted(hq: Client) -> None:
    hq.post(reverse("territories:delete", args=[zone("Toulouse").pk]))
    assert zone("Toulouse")
    assert hq.get(reverse("territories:delete", args=[zone("Toulouse").pk])).status_code == 405


def test_a_file_of_stations_is_taken_or_comes_back_with_its_bad_lines(hq: Client) -> None:
    url = reverse("territories:stations")
    bad = hq.post(url, {"file": SimpleUploadedFile("s.csv", (FILE + "99999;1;;;;;\n").encode())})
    assert bad.status_code == 422
    assert "<td>6</td>" in bad.content.decode()
    assert not Zone.objects.of_kind(Kind.STATION).exists()
    good = hq.post(url, {"file": SimpleUploadedFile("s.csv", FILE.encode())})
    assert good.status_code == 200
    assert Zone.objects.of_kind(Kind.STATION).count() == 4
    assert hq.post(url, {"file": SimpleUploadedFile("s.csv", b"PK\x03\x04")}).status_code == 422


def test_visitors_and_users_without_the_right_change_nothing(client: Client, mallory: User) -> None:
    urls = [reverse(f"territories:{name}") for name in ("index", "new", "stations")]
    assert {client.get(url).status_code for url in urls} == {302}
    client.force_login(mallory)
    client.post(reverse("territories:new"), {"name": "Mine", "members": "Toulouse"})
    client.post(reverse("territories:stations"), {"file": SimpleUploadedFile("s.csv", FILE.encode())})
    assert not Zone.objects.of_kind(Kind.FREE, Kind.STATION).exists()
