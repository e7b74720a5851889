"""HQ's pages of petitions: made, moderated, reviewed, taken out, handed over."""

import csv
import io
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.sql import keyset as newest
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Look
from hustings.people.privacy.models import Export
from hustings.site.petitions import meter, proof
from hustings.site.petitions.models import Petition, PetitionPage, Signature
from hustings.site.website.models import HomePage
from tests.cast.people import submissions
from tests.cast.site.petitions.fixtures import signed
from tests.conftest import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def hq(client: Client, dora: Any) -> Client:
    """Signed in as who directs the campaign."""
    client.force_login(dora)
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_petition_is_made_changed_and_shown(hq: Client) -> None:
    typed = {
        "title_fr": "Des trains", "title_en": "Trains", "addressee_fr": "la Région", "addressee_en": "",
        "goal": "500", "opens_at": "2026-01-01T08:00", "closes_at": "", "asks": ["comment"],
        "consents": ["email"],
    }  # fmt: skip
    answer = hq.post("/hq/petitions/new/", typed)
    made = Petition.objects.get()
    assert answer.url == f"/hq/petitions/{made.pk}/"
    assert (made.titles, made.addressees) == ({"fr": "Des trains", "en": "Trains"}, {"fr": "la Région"})
    assert "Des trains" in text(hq.get("/hq/petitions/")) or "Trains" in text(hq.get("/hq/petitions/"))
    again = hq.post(f"/hq/petitions/{made.pk}/edit/", {**typed, "closes_at": "2025-01-01T08:00"})
    assert again.status_code == 422
    assert hq.post(f"/hq/petitions/{made.pk}/edit/", {**typed, "title_fr": ""}).status_code == 422
    for far in ("0001-01-01T00:00", "9999-12-31T23:59"):
        again = hq.post(f"/hq/petitions/{made.pk}/edit/", {**typed, "opens_at": far})
        assert again.status_code == 422 and "1900" in again.context["form"].errors["opens_at"][0]
    hq.post(f"/hq/petitions/{made.pk}/edit/", {**typed, "goal": "1000"})
    assert Petition.objects.get().goal == 1000


def test_one_form_makes_the_petition_and_its_pages(hq: Client, site: HomePage) -> None:
    typed = {
        "title_fr": "Des trains", "title_en": "Trains", "addressee_fr": "la Région", "goal": "500",
        "opens_at": "2026-01-01T08:00", "page_lead_fr": "Le soir aussi.", "page_text_fr": "Un.\n\nDeux <b>.",
        "publish": "on",
    }  # fmt: skip
    made = hq.post("/hq/petitions/new/", typed).url
    html = text(hq.get(made))
    assert "/fr/des-trains/" in html and "/en/trains/" in html and "data-copies" in html
    page = text(hq.get("/fr/des-trains/"))
    assert "Le soir aussi." in page and "<p>Deux &lt;b&gt;.</p>" in page
    pages = PetitionPage.objects.order_by("pk")
    assert len({each.translation_key for each in pages}) == 1 and all(each.live for each in pages)
    hq.post(f"{made}edit/", typed | {"title_fr": "Des trains le soir"})
    assert [each.title for each in pages.all()] == ["Des trains le soir", "Trains"]
    assert "page_lead_fr" not in text(hq.get(f"{made}edit/")), "from now on its own editor changes the page"


def test_its_page_draws_days_origins_and_territories(hq: Client, petition: Petition, france: Zone) -> None:
    assert "chart" not in text(hq.get(f"/hq/petitions/{petition.pk}/"))
    from django.core.cache import cache

    cache.clear()
    lyon = Zone.objects.get(name="Lyon")
    for n in range(3):
        signed(petition, f"c{n}@example.org", zone=lyon if n else None, came={"campaign": "spring"})
    html = text(hq.get(f"/hq/petitions/{petition.pk}/"))
    assert "Rhône" in html and "spring" in html


def test_comments_are_shown_and_refused_many_at_once_and_back(hq: Client, petition: Petition) -> None:
    ones = [signed(petition, f"c{n}@example.org", comment=f"Reason {n}") for n in range(3)]
    where = f"/hq/petitions/{petition.pk}/comments/"
    assert "Reason 2" in text(hq.get(where))
    answer = hq.post(where, {"who": [one.pk for one in ones[:2]], "do": "show", "state": "waiting"})
    states = list(Signature.objects.order_by("pk").values_list("comment_state", flat=True))
    assert states == ["shown", "shown", "waiting"]
    page = text(hq.get(answer.url))
    assert page.count('name="who"') == 3, "two to undo, one to decide"
    hq.post(where, {"who": [ones[0].pk], "do": "wait"})
    hq.post(where, {"who": [ones[1].pk, "x", "9" * 30], "do": "refuse"})
    states = list(Signature.objects.order_by("pk").values_list("comment_state", flat=True))
    assert states == ["waiting", "refused", "waiting"]
    assert "Reason 1" in text(hq.get(f"{where}?state=refused"))
    hq.post(where, {"do": "show"})


def test_doubtful_ones_are_set_aside_with_a_click_and_back(hq: Client, petition: Petition) -> None:
    names = {"given_name": "Jean", "family_name": "Dupont", "postcode": "69100"}
    signed(petition, "jean.dupont@gmail.com", **names)
    double = signed(petition, "jeandupont@example.org", **names)
    where = f"/hq/petitions/{petition.pk}/review/"
    html = text(hq.get(where))
    assert "jean.dupont@gmail.com" in html and "jeandupont@example.org" in html
    hq.post(where, {"who": double.pk, "do": "aside"})
    assert meter.count(petition.pk) == 1
    assert "jeandupont@example.org" not in text(hq.get(where))
    assert "jeandupont@example.org" in text(hq.get(f"{where}?state=aside"))
    hq.post(where, {"who": double.pk, "do": "undo"})
    hq.post(where, {"who": double.pk, "do": "keep"})
    assert meter.count(petition.pk) == 2
    assert "jeandupont@example.org" in text(hq.get(f"{where}?state=kept"))
    for n in range(12):
        last = signed(petition, f"n{n}@example.net", visitor="one network")
    hq.post(where, {"who": last.pk, "do": "network"})
    assert meter.count(petition.pk) == 2


def test_who_reaches_one_territory_sees_and_judges_its_signatures(
    client: Client, petition: Petition, rhone: Zone
) -> None:
    there, nimes = Zone.objects.get(name="Lyon"), Zone.objects.get(name="Nîmes")
    mine = signed(petition, "mine@example.org", zone=there, family_name="Lyonnaise")
    other = signed(petition, "other@example.org", zone=nimes, family_name="Nîmoise")
    Signature.objects.update(doubts="name")
    client.force_login(user("eve", Role.ORGANISER, rhone))
    html = text(client.get(f"/hq/petitions/{petition.pk}/signatures/"))
    assert "Lyonnaise" in html and "Nîmoise" not in html
    assert "mine@example.org" not in html, "hidden until they have it shown"
    for pk in (mine.pk, other.pk):
        client.post(f"/hq/petitions/{petition.pk}/review/", {"who": pk, "do": "aside"})
    aside = Signature.objects.exclude(set_aside_at=None)
    assert aside.get() == mine
    assert client.get(f"/hq/petitions/{petition.pk}/comments/").status_code == 403
    assert client.get(f"/hq/petitions/{petition.pk}/export/").status_code == 403


def test_looks_are_written_down_and_lists_are_paged_by_key(hq: Client, petition: Petition) -> None:
    made = [signed(petition, f"c{n}@example.org") for n in range(5)]
    hq.get(f"/hq/petitions/{petition.pk}/signatures/")
    assert Look.objects.count() == 5
    rows = Signature.objects.filter(petition=petition).confirmed()
    first, place = newest.page(rows, size=3)
    rest, end = newest.page(rows, place, size=3)
    assert [*first, *rest] == made[::-1] and not end
    for bad in ("x", "2026 1", "x 1", "2026-01-01T00:00:00+00:00 -1"):
        assert newest.page(rows, bad, size=9)[0] == made[::-1]


def test_the_export_carries_its_proof(hq: Client, petition: Petition, dora: Any) -> None:
    signed(petition, "a@example.org", family_name="Dupont", postcode="69100", shown="full")
    signed(petition, "b@example.org", confirm=False)
    where = f"/hq/petitions/{petition.pk}/export/"
    assert "SHA-256" in text(hq.get(where))
    answer: Any = hq.post(where, {"format": "csv", "reason": "handing over"})
    (row,) = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    one = Signature.objects.get(key="a@example.org")
    assert one.confirmed_at and row["email"] == "a@example.org" and row["seal"] == "1"
    words = [
        str(one.pk), row["email"], row["given_name"], row["family_name"], row["postcode"], row["signed_at"],
        row["confirmed_at"],
    ]  # fmt: skip
    import hashlib
    import json

    told = hashlib.sha256(json.dumps([row["salt"], *words], separators=(",", ":")).encode()).hexdigest()
    assert told == row["sha256"], "anybody can compute it anew"
    written = Export.objects.get()
    assert (written.n_people, written.reason) == (1, "handing over")
    assert str(written.pk) in row["hustings_export"] and dora.email in row["hustings_export"]
    book: Any = hq.post(where, {"format": "xlsx"})
    sheets = zipfile.ZipFile(io.BytesIO(book.getvalue()))
    last = sheets.read("xl/worksheets/sheet2.xml").decode()
    assert proof.prove(petition.pk).head in last
    summary: Any = hq.post(where, {"format": "summary"})
    assert proof.prove(petition.pk).head in summary.getvalue().decode()
    hq.post(f"/hq/petitions/{petition.pk}/proof/")
    assert "a@example.org" not in text(hq.get(f"/hq/petitions/{petition.pk}/"))


def test_handed_over_the_page_says_so_with_the_number_of_that_moment(
    hq: Client, petition: Petition, petition_page: Any
) -> None:
    ones = [signed(petition, f"c{n}@example.org") for n in range(2)]
    where = f"/hq/petitions/{petition.pk}/delivery/"
    assert hq.get(where).status_code == 200
    typed = {"delivered_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"), "picture": ""}
    assert hq.post(where, typed).status_code == 422
    assert (
        hq.post(where, {**typed, "delivery_fr": "x", "delivered_at": "2090-01-01T08:00"}).status_code == 422
    )
    hq.post(where, {**typed, "delivery_fr": "Dans la salle du conseil."})
    petition.refresh_from_db()
    assert (petition.n_delivered, petition.state) == (2, "delivered")

    submissions.withdraw(ones[0])
    html = text(Client().get("/fr/trains/"))
    assert "Dans la salle du conseil." in html and "2 signatures" in html and 'name="stamp"' not in html
    hq.post(where, {"take_back": "yes"})
    petition.refresh_from_db()
    assert (petition.n_delivered, petition.state) == (None, "open")


def test_each_list_reads_an_index(petition: Petition, dora: Any) -> None:
    rows = Signature.objects.filter(petition=petition)
    newest = ("-confirmed_at", "-pk")
    asked = {
        "signatures_newest": rows.confirmed().order_by(*newest)[:50],
        "signatures_shown": rows.counted().exclude(shown="no").order_by(*newest)[:12],
        "signatures_by_comment": rows.saying("waiting").order_by(*newest)[:50],
        "signatures_in_doubt": rows.confirmed().exclude(doubts="").order_by(*newest)[:50],
        "signatures_by_mailbox": rows.confirmed().filter(mailbox="a@b.example"),
        "signatures_by_name": rows.confirmed().filter(name_key="a").exclude(name_key=""),
        "signatures_of_person": rows.confirmed().filter(person=3),
        "signatures_by_address": Signature.objects.filter(key="a@b.example"),
        "signatures_by_visitor": Signature.objects.filter(visitor="a").order_by()[:9],
        "signatures_unsealed": rows.filter(confirmed_at__isnull=False, seal=None).order_by("pk")[:9],
    }
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        for name in asked:
            assert "Index" in asked[name].explain(), name
        return
    for name, found in asked.items():
        assert name in found.explain(), (name, found.explain())
