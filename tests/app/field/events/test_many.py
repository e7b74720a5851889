"""Thousands of dates: what search engines and calendars fetch asks no more of the database than for few."""

import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from PIL import Image

from hustings.field.events.models import AgendaPage, Event
from hustings.field.groups.models import LocalGroup
from hustings.foundation.territories.models import Zone
from hustings.site.website.discovery import orphan_pictures, sitemap
from tests import feeds

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]
MANY = 1_500
ODD = "Très, très; long\\ – 🎉 " + "école" * 40 + "\r\nBEGIN:VEVENT\x0b"


def strew(n: int, start: int) -> None:
    """``n`` more dates and groups, written at once."""
    now, lyon = timezone.now(), Zone.objects.get(name="Lyon")
    dates = [
        Event(
            titles={"fr": f"Étape {start + at}", "en": f"Stop {start + at}"}, zone=lyon, shown_at=now,
            starts_at=now + dt.timedelta(hours=at), descriptions={"fr": "Venez, tous; ici.\nOui. " * 9},
            place="Salle", time_zone="Europe/Paris",
        )
        for at in range(n)
    ]  # fmt: skip
    for date in dates:
        date.fit()
    Event.objects.bulk_create(dates)
    named = [f"Groupe {start + at}" for at in range(n // 10)]
    LocalGroup.objects.bulk_create(
        [LocalGroup(name=name, name_key=name.lower(), zone=lyon, shown_at=now) for name in named]
    )


def asked(client: Client, path: str) -> tuple[int, bytes]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(queries), answer.content


def test_many_dates_ask_no_more_than_few(client: Client, announce: Announce, found: Any) -> None:
    announce("Première", "Lyon")
    found("Lyon en commun", "Lyon")
    strew(10, 0)
    client.get("/fr/")  # what surrounds pages is kept
    paths = ("/sitemap.xml", "/sitemap-dates.xml", "/sitemap-groups.xml", "/fr/calendar.ics?kind=meeting")
    few = {path: asked(client, path)[0] for path in paths}
    strew(MANY, 10)
    for path, n in few.items():
        again, content = asked(client, path)
        assert again <= n <= 24, (path, n, again)
        if path == "/sitemap.xml":
            assert content.count(b"/fr/agenda/") > MANY
    whole = set(re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode()))
    assert sum("/en/agenda/" in each for each in whole) == MANY + 11 + 1
    assert len(re.findall(b"BEGIN:VEVENT", client.get("/fr/calendar.ics?kind=meeting").content)) == 1_000


def test_beyond_one_file_dates_stand_in_parts(
    client: Client, announce: Announce, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce("Première", "Lyon")
    strew(9, 0)
    whole = set(re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode()))
    monkeypatch.setattr(sitemap, "PART", 6)
    listed = client.get("/sitemap.xml").content.decode()
    parts = [each.partition("8000")[2] for each in re.findall("<loc>(.*?)</loc>", listed)]
    assert [each for each in parts if "dates" in each][-1] == "/sitemap-dates.xml?p=4"
    told = [re.findall("<loc>(.*?)</loc>", client.get(part).content.decode()) for part in parts]
    assert {each for some in told for each in some} == whole and sum(map(len, told)) == len(whole)
    assert client.get("/sitemap-dates.xml?p=5").status_code == 404


def test_calendars_hold_what_the_standard_demands(client: Client, announce: Announce, at_once: Any) -> None:
    odd = announce(
        ODD, "Lyon", latitude=45.7, longitude=4.8, descriptions={"fr": "Ligne 1\r\nLigne 2; fin,\\n" * 30},
        online_at="https://direct.example/?a=1,2;3", time_zone="America/Guadeloupe",
    )  # fmt: skip
    announce("Universelle", time_zone="UTC", ends_at=timezone.now() + dt.timedelta(days=4))
    entries = {str(each["UID"]): each for each in feeds.calendar(read(client)).walk("VEVENT")}
    assert len(entries) == 2
    told = entries[str(odd.uid)]
    assert str(told["SUMMARY"]) == " ".join(ODD.split())
    assert str(told["DESCRIPTION"]).startswith("Ligne 1\nLigne 2; fin,\\nLigne 1\n")
    assert told["DTSTART"].dt == odd.starts_at and told["DTSTART"].params["TZID"] == "America/Guadeloupe"
    assert (told["GEO"].latitude, told["GEO"].longitude) == (45.7, 4.8)
    assert str(told["LOCATION"]) == odd.where and str(told["URL"]).startswith("http://localhost/fr/agenda/")
    assert not feeds.calendar(client.get("/fr/calendar.ics?kind=rally").content).walk("VEVENT"), (
        "an empty one"
    )


def read(client: Client) -> bytes:
    return bytes(client.get("/fr/calendar.ics").content)


def test_a_date_is_shared_with_a_picture_of_its_own_in_its_language(
    client: Client, announce: Announce, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    begins = dt.datetime(2031, 3, 1, 17, 30, tzinfo=dt.UTC)
    event = announce("Assemblée", "Lyon", starts_at=begins)
    said = {}
    for code in ("fr", "en"):
        with translation.override(code):
            html = client.get(f"/{code}/agenda/{event.path}").content.decode()
        [url] = re.findall(r'property="og:image" content="http://localhost:8000([^"]+)"', html)
        [said[code]] = re.findall(r'property="og:image:alt" content="([^"]+)"', html)
        answer = client.get(url)
        assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
        assert "immutable" in answer["Cache-Control"] and f"/{event.pk}/" in url
        assert client.get(url.rpartition("/")[0] + "/old")["Location"] == url
        assert '"image"' in html
        day = "samedi 1er mars 2031, 18:30" if code == "fr" else "Saturday 1 March 2031, 18:30"
        assert f"{day} · Salle des fêtes, Lyon" in unquote(html), "what is said with its link"
    assert said["fr"].startswith("Assemblée – 1er mars 2031, 18:30 · Lyon – ")
    assert said["en"].startswith("Assemblée (en) – 1 March 2031, 18:30 · Lyon – ")
    beside = tmp_path / "shared" / "kept.txt"
    beside.write_text("of nobody here")
    group = LocalGroup.objects.create(name="G", name_key="g", zone=Zone.objects.get(name="Lyon"))
    (tmp_path / "shared" / f"{AgendaPage.objects.first().pk}-abc.png").write_text("of the agenda")
    (tmp_path / "shared" / f"999999.{event.pk}-abc.png").write_text("of no page")
    (tmp_path / "shared" / f"{AgendaPage.objects.first().pk}.{group.pk + 10**6}-abc.png").write_text(
        "of no row"
    )
    assert orphan_pictures.remove_pictures() == 2, "those of a page and of a row that are gone"
    assert client.get(url).status_code == 200
    Event.objects.update(shown_at=None)
    for gone in (url, "/shared/999/1/x", f"/shared/1/{event.pk}/x"):
        assert client.get(gone, follow=True).status_code == 404, gone
    Event.objects.all().delete()
    assert orphan_pictures.remove_pictures() == 2 and orphan_pictures.remove_pictures() == 0, (
        "one in each language"
    )
    assert len(list((tmp_path / "shared").iterdir())) == 2 and beside.exists()
