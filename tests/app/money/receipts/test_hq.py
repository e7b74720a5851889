"""The treasurer’s pages of receipts."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.todos import due
from hustings.money.receipts import tasks
from hustings.money.receipts.models import Receipt, Series
from tests.app.money.receipts.test_documents import picture, text_of
from tests.cast.money.donations.fixtures import facts, give
from tests.cast.money.receipts.fixtures import given, issue, series
from tests.conftest import user

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def hq(client):
    """The browser of a treasurer."""
    client.force_login(user("dora", Role.TREASURER))
    client.cookies["django_language"] = "en"
    return client


def url(name, *args):
    return reverse(f"receipts:{name}", args=args)


def test_a_series_is_opened_with_its_numbers_and_signature(hq, party):
    page = hq.get(url("series_new")).content.decode()
    assert "Not confirmed" in page and "décret n° 90-606" in page
    data = {"books": party.books_id, "numbering": "authority", "prefix": "X", "span": "payment",
            "since": "2026-01-01", "signer": "Ada", "is_mailed": "on"}  # fmt: skip
    assert hq.post(url("series_new"), {**data, "since": ""}).status_code == 422
    answer = hq.post(url("series_new"), data)
    row = Series.objects.get()
    assert answer.url == url("series", row.pk) and row.prefix == ""
    for first, last in [("12", "a"), ("A-1", "B-2"), ("9", "3"), ("1", "99999999")]:
        wrong = {"first": first, "last": last, "received_on": "2026-01-02"}
        assert hq.post(url("numbers", row.pk), wrong).status_code == 422
    right = {"first": "A-0041", "last": "A-0060", "received_on": "2026-01-02"}
    assert hq.post(url("numbers", row.pk), right).status_code == 302
    assert hq.post(url("numbers", row.pk), right).status_code == 422
    file = SimpleUploadedFile("me.jpg", picture().read(), "image/jpeg")
    assert hq.post(url("signature", row.pk), {"picture": file}).status_code == 302
    assert (
        hq.post(url("signature", row.pk), {"picture": SimpleUploadedFile("a.jpg", b"x")}).status_code == 422
    )
    page = hq.get(url("series", row.pk)).content.decode()
    assert "A-0041 – A-0060" in page and "Leave the signature out" in page
    hq.post(url("unsign", row.pk))
    settings = {"span": "year", "since": "2026-01-01", "signer": "Grace"}
    assert hq.post(url("settings", row.pk), settings).status_code == 302
    hq.post(url("closure", row.pk))
    row.refresh_from_db()
    assert (row.span, row.signer, row.is_mailed, bool(row.closed_at)) == ("year", "Grace", False, True)
    assert str(party.books) in hq.get(url("all_series")).content.decode()


def test_the_receipts_of_a_year_are_ordered(hq, party, charlie):
    year = timezone.localdate().year - 1
    rows = series(party, span="year")
    give(party, charlie, 50_00, on=timezone.localdate().replace(year=year, month=2, day=1))
    dora = user("dorothy", Role.TREASURER)
    assert any(f"1 donation of {year} without a receipt" in todo.text for todo in due(dora))
    assert hq.post(url("year", rows.pk), {"year": "1990"}).status_code == 422
    assert hq.post(url("year", rows.pk), {"year": year}).status_code == 302
    assert not any("without a receipt" in todo.text for todo in due(dora))
    tasks.run.call(rows.runs.get().pk)
    page = hq.get(url("series", rows.pk)).content.decode()
    assert "1 receipt" in page and "no number missing" in page


def test_a_receipt_is_found_read_printed_voided_and_replaced(hq, party, charlie):
    rows = series(party)
    give(party, charlie, 50_00)
    row = issue(rows)[0]
    for query, is_found in [("", True), ("?q=R000001", True), ("?q=mart", True), ("?q=R9", False),
                            ("?state=void", False), ("?year=2001", False)]:  # fmt: skip
        assert ("R000001" in hq.get(url("receipts") + query).content.decode()) is is_found, query
    assert f"{row.given_in:,}" not in hq.get(url("receipts")).content.decode()  # a year is no amount
    page = hq.get(url("receipt", row.pk)).content.decode()
    assert row.code in page and "1 rue de la Paix" in page and "D1" in page
    assert "Lyon France" in " ".join(page.split()), "a country has a name"
    answer = hq.post(url("print", row.pk))
    assert answer["Content-Type"] == "application/pdf" and "no-store" in answer["Cache-Control"]
    assert "R000001" in text_of(answer.content)
    assert hq.get(url("print", row.pk)).status_code == 405
    assert "Original" in hq.get(url("receipt", row.pk)).content.decode()
    assert hq.post(url("void", row.pk), {"why": ""}).status_code == 422
    answer = hq.post(url("void", row.pk), {"why": "details", "note": "Street", "is_replaced": "on"})
    new = Receipt.objects.get(replaces=row)
    assert answer.url == url("receipt", new.pk)
    page = hq.get(url("receipt", row.pk)).content.decode()
    for words in ("wrong details", "Street", new.number, "Dora"):
        assert words in page, words
    hq.post(url("void", new.pk), {"why": "mistake"})
    hq.post(url("replacement", new.pk))
    assert [one.number for one in rows.receipts.valid()] == ["R000003"]


def test_donations_without_a_receipt_say_why(hq, party, charlie):
    gift = give(party, charlie, 50_00, donor=facts(street=""))
    page = hq.get(url("waiting")).content.decode()
    assert gift.number in page and "tax address is missing" in page
    gift.donor.street = "1 rue X"
    gift.donor.save()
    assert "no series of receipts" in hq.get(url("waiting")).content.decode()
    rows = series(party)
    issue(rows)
    assert "Every donation has its receipt" in hq.get(url("waiting")).content.decode()


def test_the_list_and_the_file_for_the_authority(hq, party, charlie):
    year = timezone.localdate().year - 1
    rows = given(party)
    last = timezone.localdate().replace(year=year, month=2, day=1)
    give(party, charlie, 50_00, on=last, donor=facts(street="=1+1\t2"))
    issue(rows)
    answer = hq.get(url("csv"))
    table = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert table[0][0] == "number" and table[1][0] == "P0041" and len(table) == 2
    page = hq.get(url("series", rows.pk)).content.decode()
    assert "14 August 2023" in page
    lines = hq.get(url("file", rows.pk)).getvalue().decode().splitlines()
    head, line = (text.split("\t") for text in lines)
    found = dict(zip(head, line, strict=True))
    assert (found["operation"], found["amount"], found["paid_on"]) == ("D1", "50,00", f"01/02/{year}")
    assert (found["family_name"], found["street"], found["title"]) == ("Martin", "=1+1 2", "")


def test_few_numbers_left_are_a_thing_to_do(party, charlie):
    given(party, 1, 20)
    dora, bob = user("dora", Role.TREASURER), user("bernard", Role.AUDITOR)
    assert any("20 receipt numbers left" in todo.text for todo in due(dora))
    assert not any("receipt" in todo.text for todo in due(bob))


def test_auditors_see_and_do_not_write(client, party, charlie):
    rows = series(party)
    give(party, charlie, 50_00)
    row = issue(rows)[0]
    client.force_login(user("anna", Role.AUDITOR))
    page = client.get(url("receipt", row.pk)).content.decode()
    assert "R000001" in page and "print/" not in page and "void/" not in page
    assert client.post(url("print", row.pk)).status_code in {302, 403, 404}
    assert "settings/" not in client.get(url("series", rows.pk)).content.decode()
    assert row.prints.count() == 0
