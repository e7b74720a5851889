"""The place of an event in HQ: an address that sets territory, point and time zone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from hustings.field.events.models import Event
from hustings.field.groups.models import LocalGroup
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.territories.models import Kind, Zone
from tests.app.field.events.test_agenda import read
from tests.conftest import zone

pytestmark = pytest.mark.django_db
TYPED = {
    "title_fr": "Réunion", "kind": "meeting", "audience": "everybody", "starts_at": "2031-03-02T18:00",
}  # fmt: skip
MADE = "/hq/agenda/new/"


def _place(event: Event) -> tuple[str, str, tuple[float, float] | None]:
    return event.zone.name if event.zone else "", event.address, event.point


def test_an_address_sets_territory_and_point_without_javascript(client: Client, carla: Any) -> None:
    client.force_login(carla)
    assert client.post(MADE, {**TYPED, "address": "12 rue Haute, 69100 Villeurbanne"}).status_code == 302
    event = Event.objects.get()
    assert _place(event) == ("Villeurbanne", "12 rue Haute, 69100 Villeurbanne", (45.771, 4.88))
    html = read(client, f"/hq/agenda/{event.pk}/")
    assert "12 rue Haute, 69100 Villeurbanne" in html and 'data-at="45.771 4.88"' in html
    assert "<dd>45.771" not in html and "Europe/Paris" not in html
    edit = read(client, f"/hq/agenda/{event.pk}/edit/")
    assert 'value="12 rue Haute, 69100 Villeurbanne"' in edit and 'data-town="45.771 4.88"' in edit
    sent = {"address": "12 rue Haute, 69100 Villeurbanne", "address_id": event.zone_id}
    point = {"latitude": "45.771", "longitude": "4.88"}
    client.post(f"/hq/agenda/{event.pk}/edit/", {**TYPED, **sent, **point})
    event.refresh_from_db()
    assert event.sequence == 0, "saved again as it is"
    client.post(f"/hq/agenda/{event.pk}/edit/", {**TYPED, **point, "address": "Nîmes"})
    event.refresh_from_db()
    assert _place(event) == ("Nîmes", "", (43.838, 4.36)), "the point went along"
    moved = {"latitude": "43.84", "longitude": "4.37", "address": "Nîmes (Gard)", "address_id": event.zone_id}
    client.post(f"/hq/agenda/{event.pk}/edit/", {**TYPED, **moved})
    event.refresh_from_db()
    assert event.point == (43.84, 4.37)


def test_the_town_is_asked_for_where_several_match(client: Client, carla: Any, rhone: Zone) -> None:
    twins = [zone(Kind.COMMUNE, code, "Saint-Denis", rhone) for code in ("69900", "69901")]
    client.force_login(carla)
    asked = client.post(MADE, {**TYPED, "address": "Saint-Denis"})
    assert asked.status_code == 422 and "address_town" in asked.content.decode()
    client.post(MADE, {**TYPED, "address": "Saint-Denis", "address_town": twins[1].pk})
    assert Event.objects.get().zone == twins[1]


def test_an_organiser_is_told_which_territories_are_theirs(client: Client, alice: Any, site: Any) -> None:
    client.force_login(alice)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    for path, more in ((MADE, TYPED), ("/hq/local-groups/new/", {"name": "N"})):
        far = client.post(path, {**more, "address": "30000 Nîmes"}).context["form"].errors
        assert "Nîmes (Gard) is outside your territories (Rhône (69))" in str(far["address"])
        none = client.post(path, more).context["form"].errors
        assert "Enter a town or an address in your territories (Rhône (69))" in str(none["address"])
        assert "is_everywhere" not in client.get(path).content.decode()
        assert client.post(path, {**more, "address": "Lyon"}).status_code == 302


def test_a_wider_territory_is_named_in_the_box_or_beside_an_address(client: Client, carla: Any) -> None:
    client.force_login(carla)
    client.post(MADE, {**TYPED, "address": "Rhône"})
    wide = Event.objects.get()
    assert _place(wide) == ("Rhône", "", None)
    rhone = {"zone": "Rhône (69)", "zone_id": wide.zone_id}
    client.post(f"/hq/agenda/{wide.pk}/edit/", {**TYPED, **rhone, "address": "1 rue Haute, 69100"})
    wide.refresh_from_db()
    assert _place(wide) == ("Rhône", "1 rue Haute, 69100 Villeurbanne", (45.771, 4.88))
    edit = client.get(f"/hq/agenda/{wide.pk}/edit/").content.decode()
    assert '<details class="hq-more" open>' in edit and 'value="Rhône (69)"' in edit
    sent = {**TYPED, "address": "1 rue Haute, 69100 Villeurbanne", "is_everywhere": "on"}
    client.post(f"/hq/agenda/{wide.pk}/edit/", sent)
    wide.refresh_from_db()
    assert wide.zone is None and wide.address.startswith("1 rue Haute")
    shown = client.get(f"/hq/agenda/{wide.pk}/edit/").context["form"]
    assert shown["is_everywhere"].value() and shown["address"].value() == (None, wide.address)


def test_hours_are_those_of_the_place(client: Client, carla: Any, france: Zone) -> None:
    Campaign.objects.update_or_create(pk=Campaign.current().pk, defaults={"country": "fr"})
    island = zone(Kind.DEPARTMENT, "974", "La Réunion", france)
    zone(Kind.COMMUNE, "97411", "Saint-Denis", island)
    client.force_login(carla)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert "<div data-clock hidden>" in read(client, MADE)
    client.post(MADE, {**TYPED, "address": "Saint-Denis"})
    event = Event.objects.get()
    assert event.time_zone == "Indian/Reunion" and event.starts_at.hour == 14
    assert "UTC+4" in read(client, f"/hq/agenda/{event.pk}/")
    assert "<div data-clock >" in read(client, f"/hq/agenda/{event.pk}/edit/")
    typed = {**TYPED, "address": "Saint-Denis", "time_zone": "Europe/Paris"}
    client.post(f"/hq/agenda/{event.pk}/edit/", typed)
    event.refresh_from_db()
    assert event.time_zone == "Europe/Paris" and event.starts_at == dt.datetime(2031, 3, 2, 17, tzinfo=dt.UTC)
    client.post(f"/hq/agenda/{event.pk}/edit/", {**TYPED, "address": "Lyon"})
    event.refresh_from_db()
    assert event.time_zone == "Europe/Paris"


def test_an_imported_address_without_its_town_stays_as_it_is(
    client: Client, carla: Any, announce: Callable[..., Event], found: Callable[..., LocalGroup]
) -> None:
    event = announce("Réunion", "Lyon", place="", address="12 rue Haute")
    group = found("Lyon en commun", "Lyon", address="12 rue Haute")
    client.force_login(carla)
    for path, row, more in (
        (f"/hq/agenda/{event.pk}/edit/", event, {"title_en": "Réunion (en)", **TYPED}),
        (f"/hq/local-groups/{group.pk}/edit/", group, {"name": "Lyon en commun"}),
    ):
        shown = client.get(path).context["form"]["address"].value()
        assert shown == (row.zone_id, "12 rue Haute, Lyon")
        client.post(path, {**more, "address": shown[1], "address_id": shown[0]})
        row.refresh_from_db()
        assert (row.address, row.latitude, row.zone.name) == ("12 rue Haute", None, "Lyon")


def test_a_page_of_hq_says_where_it_is_published_and_how_to_share_it(
    client: Client, carla: Any, alice: Any, announce: Callable[..., Event], found: Callable[..., LocalGroup]
) -> None:
    event, group = announce("Réunion", "Lyon"), found("Lyon en commun", "Lyon")
    hidden = announce("Plus tard", "Lyon", show=False)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with translation.override("fr"):
        dated, grouped = f"/fr/agenda/{event.path}", f"/fr/groupes-locaux/{group.path}"
    for who in (carla, alice):
        client.force_login(who)
        for path, key, public in (
            (f"/hq/agenda/{event.pk}/", f"row-dates-{event.pk}", dated),
            (f"/hq/local-groups/{group.pk}/", f"row-groups-{group.pk}", grouped),
        ):
            html = read(client, path)
            assert html.count("Published at (") == 2 and html.count("Copy link") == 2
            kit = f"/hq/sharing/{key}-fr/"
            assert kit in html and public in html
            assert public in read(client, kit)
            client.post(kit, {"text": "Venez nombreux", "channel": ""})
            assert client.post("/hq/sharing/", {"address": public})["Location"] == kit
        assert "not published" in read(client, f"/hq/agenda/{hidden.pk}/")
        assert client.get(f"/hq/sharing/row-dates-{hidden.pk}-fr/").status_code == 404
    assert "Venez nombreux" in client.get(dated).content.decode().replace("%20", " ")
    nimes = announce("Réunion", "Nîmes")
    for odd in (
        f"dates-{nimes.pk}-fr",
        "dates-0-fr",
        f"dates-{event.pk}-xx",
        "x-1-fr",
        f"dates-{'9' * 30}-fr",
    ):
        assert client.get(f"/hq/sharing/row-{odd}/").status_code == 404
    event.titles = {"en": "Meeting", "fr": ""}
    event.save()
    client.force_login(carla)
    html = read(client, f"/hq/agenda/{event.pk}/")
    assert html.index("Published at (English)") < html.index("Published at (Français) · not translated")
