"""The territories in HQ."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories import actions, facts
from hustings.foundation.territories.models import Kind, Zone
from tests.app.foundation.territories.test_loading import TINY, zone
from tests.app.foundation.territories.test_stations import FILE
from tests.conftest import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tiny(db: None) -> None:
    actions.load_country(country=TINY)


@pytest.fixture
def hq(client: Client, dora: User) -> Client:
    """HQ as the director sees it."""
    client.force_login(dora)
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
    monkeypatch.setattr("hustings.foundation.territories.views.PAGE", 2)
    here = zone("Haute-Garonne").pk
    first, second = page(hq, "zone", here), page(hq, "zone", here, p="2")
    assert "?p=2" in first
    assert first != second


def test_other_apps_tell_what_they_know(hq: Client) -> None:
    with facts.sources.replaced(
        lambda zone, user: [facts.Fact("People", f"7 in {zone.name}", "/hq/people/")]
    ):
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


def test_a_file_of_stations_is_taken_or_comes_back_with_its_bad_lines(
    hq: Client, run_tasks: Callable[[], object]
) -> None:
    url = reverse("territories:imports")
    bad = hq.post(url, {"file": SimpleUploadedFile("s.csv", (FILE + "99999;1;;;;;\n").encode())}, follow=True)
    assert re.search(r"<td[^>]*>6</td>", bad.content.decode())
    hq.post(f"{bad.wsgi_request.path}run/")
    run_tasks()
    assert not Zone.objects.of_kind(Kind.STATION).exists()
    good = hq.post(url, {"file": SimpleUploadedFile("s.csv", FILE.encode())})
    hq.post(f"{good.url}run/")
    run_tasks()
    assert Zone.objects.of_kind(Kind.STATION).count() == 4
    assert hq.post(url, {"file": SimpleUploadedFile("s.csv", b"PK\x03\x04")}).status_code == 422


def test_visitors_and_users_without_the_right_change_nothing(client: Client, mallory: User) -> None:
    organiser = user("olga", Role.ORGANISER)
    urls = [reverse(f"territories:{name}") for name in ("index", "new", "imports")]
    assert {client.get(url).status_code for url in urls} == {302}
    for who, seen in ((mallory, [403, 403, 403]), (organiser, [200, 302, 302])):
        client.force_login(who)
        assert [client.get(url).status_code for url in urls] == seen
        client.post(reverse("territories:new"), {"name": "Mine", "members": "Toulouse"})
        client.post(reverse("territories:imports"), {"file": SimpleUploadedFile("s.csv", FILE.encode())})
    assert not Zone.objects.of_kind(Kind.FREE, Kind.STATION).exists()


@pytest.mark.parametrize(
    ("language", "none", "one"),
    [
        ("fr", "Aucun bureau de vote", "1 bureau de vote"),
        ("en", "No polling station", "1 polling station"),
    ],
)
def test_no_polling_station_is_not_called_one(hq: Client, language: str, none: str, one: str) -> None:
    hq.cookies["django_language"] = language
    assert none in page(hq, "imports")
    Zone.objects.create(kind=Kind.STATION, name="Mairie", code="31555-0001")
    assert one in page(hq, "imports")


@pytest.mark.browser
def test_suggestions_are_taken_by_keyboard(hq_page: Callable[[User], Page], dora: User) -> None:
    actions.load_country(country=TINY)  # the browser's database is another transaction's
    tab = hq_page(dora)
    tab.goto(reverse("territories:new"))
    tab.locator("[name=name]").fill("Le Nord")
    box = tab.locator("[name=members]")
    box.press_sequentially("toulouse")
    tab.get_by_role("option", name="Toulouse (Haute-Garonne)").wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    assert tab.locator("[name=members_ids]").is_checked()
    tab.get_by_role("button", name=re.compile("Enregistrer|Save")).click()
    tab.wait_for_url(re.compile(r"/territories/\d+/$"))
    assert zone("Toulouse") in Zone.objects.inside(Zone.objects.get(kind=Kind.FREE))
