"""Local groups: in HQ, in a list, on a map, each on its page."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hustings.field.events.models import Event
from hustings.field.groups import actions, finder
from hustings.field.groups.models import GroupsPage, LocalGroup
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.site.website.models import HomePage
from tests.app.field.events.test_agenda import read
from tests.cast.site.website.fixtures import told

pytestmark = pytest.mark.django_db
Found = Callable[..., LocalGroup]


def test_the_first_group_shown_makes_the_page_in_each_language(client: Client, found: Found) -> None:
    found("Attend", "Lyon", show=False)
    assert not GroupsPage.objects.exists()
    group = found("Lyon en commun", "Lyon", descriptions={"fr": "Chaque mardi."}, email="lyon@rives.example")
    assert GroupsPage.objects.live().count() == 2
    html = read(client, "/fr/groupes-locaux/")
    assert "Lyon en commun" in html and "Attend" not in html
    html = read(client, f"/fr/groupes-locaux/{group.path}")
    assert "Chaque mardi." in html and "lyon@rives.example" in html
    assert client.get(f"/en/local-groups/{group.pk}/x/").url == f"/en/local-groups/{group.path}"
    assert "Lyon en commun" in read(client, "/en/search/?q=lyon")
    text = read(client, "/sitemap.xml")
    assert f"/fr/groupes-locaux/{group.path}" in text and f"/en/local-groups/{group.path}" in text


def test_a_group_says_what_it_is_to_machines(client: Client, found: Found) -> None:
    group = found(
        "Lyon en </script>", "Lyon", descriptions={"fr": "Chaque mardi."}, email="lyon@rives.example",
        place="Café", address="1 rue Haute", latitude=45.7, longitude=4.8, link="https://lyon.example/",
    )  # fmt: skip
    said, way = told(read(client, f"/fr/groupes-locaux/{group.path}"))
    assert said["@type"] == "Organization" and said["name"] == "Lyon en </script>"
    assert said["parentOrganization"]["@type"] == "Organization" and "telephone" not in said
    assert said["areaServed"]["name"] == "Lyon" and said["location"]["address"] == "Café, 1 rue Haute"
    assert said["location"]["geo"]["latitude"] == 45.7 and said["sameAs"] == ["https://lyon.example/"]
    assert said["url"] == way["itemListElement"][-1]["item"]
    assert [each["@type"] for each in told(read(client, "/fr/groupes-locaux/"))] == ["BreadcrumbList"]


def test_a_group_shows_its_next_dates(client: Client, found: Found, announce: Callable[..., Event]) -> None:
    group = found("Lyon en commun", "Lyon")
    announce("Tractage gare", "Lyon", group=group)
    announce("D’autres", "Lyon")
    announce("Passé", "Lyon", days=-2, group=group)
    html = read(client, f"/fr/groupes-locaux/{group.path}")
    assert "Tractage gare" in html and "D’autres" not in html and "Passé" not in html
    date = Event.objects.get(words__startswith="tractage")
    assert group.path in read(client, f"/fr/agenda/{date.path}")


def test_groups_are_found_by_postcode_with_the_nearest_after(client: Client, found: Found) -> None:
    found("De Villeurbanne", "Villeurbanne")
    found("Du Rhône", "Rhône")
    lyon = found("De Lyon", "Lyon")
    found("De Nîmes", "Nîmes")
    near = finder.near(Zone.objects.get(name="Villeurbanne"))
    assert [(each.group.name, each.km) for each in near] == [
        ("De Villeurbanne", None), ("Du Rhône", None), ("De Lyon", 4),
    ]  # fmt: skip
    html = read(client, "/fr/groupes-locaux/?q=69100")
    assert "De Lyon" in html and "De Nîmes" not in html and 'name="robots" content="noindex"' in html
    assert lyon.path in html
    assert 'role="alert"' in read(client, "/fr/groupes-locaux/?q=nulle+part")
    for odd in ("?q=%00", "?zone=9999999999999999999", "?after=x"):
        read(client, f"/fr/groupes-locaux/{odd}")


def test_nobody_near_says_what_to_do(client: Client, found: Found) -> None:
    found("De Lyon", "Lyon")
    Zone.objects.filter(name="Nîmes").update(latitude=-21.1, longitude=55.5)
    html = read(client, "/fr/groupes-locaux/?q=30000")
    assert "De Lyon" not in html and "100" in html


def test_points_are_their_own_or_their_towns(client: Client, found: Found) -> None:
    found("Chez soi", "Lyon", latitude=45.7, longitude=4.8)
    found("Au centre", "Villeurbanne")
    found("Sans point", "Gard")
    points = json.loads(read(client, "/fr/groupes-locaux/points/"))["points"]
    assert [point[:4] for point in points] == [
        [45.7, 4.8, "Chez soi", "Lyon"], [45.771, 4.88, "Au centre", "Villeurbanne"],
    ]  # fmt: skip
    shape = {"type": "Polygon", "coordinates": [[[4.7, 45.6], [4.9, 45.6], [4.9, 45.8], [4.7, 45.6]]]}
    Zone.objects.filter(name="Rhône").update(shape=shape)
    assert len(json.loads(read(client, "/en/local-groups/outlines/"))["lines"]) == 1


def test_words_made_up_in_an_address_have_no_map_written_anew(
    client: Client, found: Found, django_assert_num_queries: Any
) -> None:
    found("Chez soi", "Lyon", latitude=45.7, longitude=4.8)
    start = "/fr/find-my-candidate/"
    for path in ("/fr/groupes-locaux/points/", f"{start}map.json", f"{start}outlines.json"):
        whole = read(client, f"{path}?made=up")
        for asked in ("", "?x=1&y", "?zone=7", "?via=abc"):
            with django_assert_num_queries(1):  # of the edition
                assert read(client, f"{path}{asked}") == whole
    first = read(client, "/fr/groupes-locaux/?q=69999")
    assert read(client, "/fr/groupes-locaux/") != first, "what a page answers is not kept for others"


def test_an_organiser_is_named_by_choice_alone(client: Client, carla: Any) -> None:
    lyon = Zone.objects.get(name="Lyon")
    client.force_login(carla)
    typed = {"name": "Lyon", "zone": lyon.label(), "zone_id": lyon.pk, "organiser": "Ida Lorvic"}
    assert client.post("/hq/local-groups/new/", typed).status_code == 422
    client.post("/hq/local-groups/new/", {**typed, "agreed": "on"})
    group = LocalGroup.objects.get()
    assert group.organiser == "Ida Lorvic" and group.organiser_agreed_at and group.is_shown
    client.post(f"/hq/local-groups/{group.pk}/edit/", {**typed, "organiser": ""})
    group.refresh_from_db()
    assert group.organiser == "" and group.organiser_agreed_at is None
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalGroup.objects.filter(pk=group.pk).update(organiser="Ida Lorvic")


def test_one_name_in_a_territory_and_closing_is_taken_back(
    client: Client, carla: Any, found: Found, at_once: Any
) -> None:
    group = found("Lyon en commun", "Lyon")
    lyon = Zone.objects.get(name="Lyon")
    client.force_login(carla)
    typed = {"name": "LYON en commun", "zone": lyon.label(), "zone_id": lyon.pk}
    assert client.post("/hq/local-groups/new/", typed).status_code == 422
    at_once(actions.close, group=group)
    read(Client(), f"/fr/groupes-locaux/{group.path}", 404)
    assert "Lyon en commun" in read(client, "/hq/local-groups/?state=closed")
    client.post("/hq/local-groups/new/", typed)
    client.post(f"/hq/local-groups/{group.pk}/reopening/")
    group.refresh_from_db()
    assert group.closed_at, "the name is taken now"
    actions.close(group=LocalGroup.objects.get(closed_at=None))
    client.post(f"/hq/local-groups/{group.pk}/reopening/")
    group.refresh_from_db()
    assert group.is_shown


def test_a_local_team_waits_and_keeps_to_its_territory(
    client: Client, site: Any, alice: Any, found: Found
) -> None:
    lyon, nimes = (Zone.objects.get(name=name) for name in ("Lyon", "Nîmes"))
    client.force_login(alice)
    assert client.post(
        "/hq/local-groups/new/", {"name": "N", "zone": nimes.label(), "zone_id": nimes.pk}
    ).status_code == 422  # fmt: skip
    client.post("/hq/local-groups/new/", {"name": "L", "zone": lyon.label(), "zone_id": lyon.pk})
    group = LocalGroup.objects.get()
    client.post(f"/hq/local-groups/{group.pk}/showing/")
    group.refresh_from_db()
    assert group.shown_at is None
    other = found("De Nîmes", "Nîmes")
    assert client.get(f"/hq/local-groups/{other.pk}/edit/").status_code == 404


def test_pages_ask_the_database_eight_times_at_most(client: Client, found: Found) -> None:
    for number in range(30):
        group = found(f"Groupe {number:02}", "Lyon")
    read(client, "/fr/search/")  # what surrounds pages is kept
    for path in ("", "?q=69100", group.path, "points/", "outlines/"):
        with CaptureQueriesContext(connection) as asked:
            read(client, f"/fr/groupes-locaux/{path}")
        assert len(asked) <= 8, (path, [each["sql"][:150] for each in asked])


def test_the_form_has_a_map_and_folds_what_is_seldom_needed(
    client: Client, carla: User, site: HomePage
) -> None:
    client.force_login(carla)
    html = client.get("/hq/local-groups/new/").content.decode()
    assert "data-point-map" in html and "point-map.js" in html
    assert html.index('name="address"') < html.index("data-point-map") < html.index('name="latitude"')
    assert '<details class="hq-more" >' in html
    wrong = client.post("/hq/local-groups/new/", {"name": "Lyon", "latitude": "95"}).content.decode()
    assert '<details class="hq-more" open>' in wrong
    found = client.get("/hq/territories/search/?q=69100&kind=commune").json()["results"]
    assert found[0]["label"].startswith("Villeurbanne") and found[0]["at"] == [45.771, 4.88]
