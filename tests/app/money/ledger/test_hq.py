"""Books in HQ: posted by hand, read, reversed, closed, proven, exported; by those who may."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.money.ledger import balances, hooks
from hustings.money.ledger.models import Books, Entry
from hustings.money.ledger.refusals import PeriodClosed
from tests.cast.money.ledger.fixtures import DAY, FIRST, books, gift
from tests.conftest import user

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"ledger:{name}", args=args)


def lines(*rows, **head):
    """A manual entry as a browser sends it."""
    said = {"on": DAY.isoformat(), "journal": "OD", "label": "Posters", "reference": "F-1"} | head
    said |= {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": 0}
    for n, (account, debit, credit) in enumerate(rows):
        said |= {f"lines-{n}-account": account and account.pk, f"lines-{n}-debit": debit}
        said |= {f"lines-{n}-credit": credit}
    return {key: "" if value is None else value for key, value in said.items()}


@pytest.fixture
def hq(hq):
    hq.cookies["django_language"] = "fr"
    return hq


@pytest.fixture
def paper(books):
    return books.accounts.get(number="5000")


def test_books_are_opened_with_the_accounts_of_their_plan(hq):
    said = {
        "name": "Campaign", "kind": "candidate", "plan": "fr_candidate", "currency": "EUR", "agent": "Grace",
        "opened_on": "2026-01-01", "year_starts": "1", "iban": "FR76 3000 6000 0112 3456 7890 189",
    }  # fmt: skip
    page = hq.get(url("new"))
    assert "CNCCFP" in page.content.decode(), "an unconfirmed chart is named as such"
    refused = hq.post(url("new"), said | {"plan": "fr_party", "iban": "FR76 3000 6000 0112 3456 7890 188"})
    assert refused.status_code == 422
    assert {"plan", "iban"} == set(refused.context["form"].errors)
    answer = hq.post(url("new"), said)
    made = Books.objects.get()
    assert answer["Location"] == url("journal", made.pk)
    assert (made.iban, made.accounts.count() > 40) == ("FR7630006000011234567890189", True)
    changed = hq.post(url("settings", made.pk), said | {"name": "Campaign 2027", "currency": "USD"})
    assert changed.status_code == 302
    made.refresh_from_db()
    assert (made.name, made.currency) == ("Campaign 2027", "EUR")
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    early = hq.post(url("settings", made.pk), said | {"filed_on": tomorrow})
    assert early.status_code == 422 and set(early.context["form"].errors) == {"filed_on"}


def test_an_entry_is_posted_by_hand_once_it_balances(hq, tom, books, bank, paper):
    at = url("entry_new", books.pk)
    more = hq.post(at, lines((paper, "12,5", ""), more="1"))
    assert (more.status_code, len(more.context["rows"])) == (200, 5)
    assert 'value="12,5"' in more.content.decode(), "nothing typed is lost"
    for rows in [
        [(paper, "12,50", ""), (bank, "", "12,49")],
        [(paper, "12,50", "3"), (bank, "", "9,50")],
        [(paper, "12,505", ""), (bank, "", "12,505")],
        [(None, "12,50", ""), (bank, "", "12,50")],
        [(bank, "12,50", ""), (bank, "", "12,50")],
        [(None, "", ""), (None, "", "")],
    ]:
        assert hq.post(at, lines(*rows)).status_code == 422
    twice = hq.post(at, lines((bank, "12,50", ""), (bank, "", "12,50"))).content.decode()
    assert "même montant" in twice
    large = hq.post(at, lines((paper, "10000000001", ""), (bank, "", "10000000001"))).content.decode()
    assert "au plus" in large
    assert not Entry.objects.exists()
    answer = hq.post(
        at, lines((paper, "1 012,50", ""), (bank, "", "1000"), (bank, "", "12.50"), (None, "", ""))
    )
    assert answer["Location"] == url("entry", books.pk, 1)
    assert Entry.objects.get().made_by == tom
    assert balances.balance(paper) == 101_250
    page = hq.get(answer["Location"]).content.decode()
    assert "1\u202f012,50\u00a0€" in page or "1\u00a0012,50\u00a0€" in page


def test_an_entry_is_read_with_its_files_and_reversed(hq, books):
    gift(books, 7_000)
    at = url("entry", books.pk, 1)
    slip = SimpleUploadedFile("slip.txt", b"Slip\n")
    assert hq.post(url("attachments", books.pk, 1), {"file": slip}).status_code == 302
    bad = SimpleUploadedFile("slip.exe", b"MZ")
    assert hq.post(url("attachments", books.pk, 1), {"file": bad}).status_code == 422
    sent = hq.get(url("attachment", books.pk, 1))
    assert (b"".join(sent.streaming_content), sent["X-Content-Type-Options"]) == (b"Slip\n", "nosniff")
    assert "attachment" in sent["Content-Disposition"]
    assert hq.post(url("withdrawal", books.pk, 1)).status_code == 302
    assert hq.get(url("attachment", books.pk, 1)).status_code == 404
    assert hq.post(url("reversal", books.pk, 1), {"on": FIRST.isoformat(), "why": "Twice"}).status_code == 422
    answer = hq.post(url("reversal", books.pk, 1), {"on": DAY.isoformat(), "why": "Twice"})
    assert answer["Location"] == url("entry", books.pk, 2)
    assert url("entry", books.pk, 2) in hq.get(at).content.decode()
    assert balances.totals(balances.trial(books))["owed"] == 0


def test_an_entry_of_an_expense_is_corrected_at_the_expense(hq, books):
    gift(books, source="expense:12:paid:3")
    gift(books, source="import:7")
    page = hq.get(url("entry", books.pk, 1)).content.decode()
    assert reverse("expenses:expense", args=[12]) in page and url("reversal", books.pk, 1) not in page
    assert url("reversal", books.pk, 2) not in hq.get(url("entry", books.pk, 2)).content.decode()
    answer = hq.post(url("reversal", books.pk, 1), {"on": DAY.isoformat(), "why": "Twice"})
    assert answer.status_code == 422 and books.entries.count() == 2


@pytest.mark.parametrize(
    ("source", "view"),
    [
        ("donation:4:settled", "donations:donation"), ("payments:P4:returned", "payments:payment"),
        ("payments:S4:deposited", "banking:slip"), ("payments:F4:collected", "banking:batch"),
    ],
)  # fmt: skip
def test_apps_above_say_where_their_entries_are_corrected(source, view):
    assert hooks.page(source) == reverse(view, args=[4])
    assert hooks.page("donation:none") == hooks.page(None) == ""


def test_journal_statement_and_trial_balance_cost_few_queries(hq, books, django_assert_max_num_queries):
    for n in range(60):
        gift(books, 100 + n, label=f"Donation D-{n}", reference=f"R{n}")
    pages = [
        url("journal", books.pk),
        url("balance", books.pk),
        url("account", books.pk, "1000"),
        url("books"),
    ]
    for page in pages:
        hq.get(page)
        with django_assert_max_num_queries(40):
            answer = hq.get(page)
        assert answer.status_code == 200
    first = hq.get(url("journal", books.pk))
    assert "D-59" in first.content.decode()
    assert "D-3<" not in first.content.decode()
    assert "D-3<" in hq.get(url("journal", books.pk), {"after": first.context["more"]}).content.decode()
    assert [row.position for row in hq.get(url("journal", books.pk), {"q": "R7"}).context["rows"]] == [8]
    found = hq.get(url("account", books.pk, "1000")).context["statement"]
    assert found.more
    assert hq.get(url("account", books.pk, "1000"), {"after": found.more}).context["statement"].before > 0
    narrowed = hq.get(url("balance", books.pk), {"since": "2027-01-01", "through": "rubbish"})
    assert narrowed.context["rows"] == []


def test_a_period_is_closed_for_good(hq, books):
    gift(books)
    at = url("periods", books.pk)
    assert hq.post(at, {"through": DAY.isoformat()}).status_code == 422, "to be confirmed"
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert hq.post(at, {"through": tomorrow.isoformat(), "is_sure": "on"}).status_code == 422
    assert hq.post(at, {"through": DAY.isoformat(), "is_sure": "on"}).status_code == 302
    with pytest.raises(PeriodClosed):
        gift(books)
    assert hq.get(at).status_code == 200


def test_the_chart_grows_and_an_account_is_closed(hq, books, bank):
    at = url("accounts", books.pk)
    said = {"number": "5105", "name": "Balloons", "kind": "expense"}
    assert hq.post(at, said).status_code == 302
    assert hq.post(at, said).status_code == 422, "its number is taken"
    assert hq.post(at, said | {"number": "51 05"}).status_code == 422
    assert hq.post(url("closure", books.pk, "5105")).status_code == 302
    assert not books.accounts.live().filter(number="5105").exists()
    assert hq.post(url("closure", books.pk, "5105"), {"open": "1"}).status_code == 302
    assert books.accounts.live().filter(number="5105").exists()


def test_the_books_are_proven_and_leave_as_files(hq, books):
    gift(books)
    page = hq.post(url("proof", books.pk), {"head": ""})
    assert page.context["told"].is_whole
    assert books.proofs.count() == 1
    wrong = hq.post(url("proof", books.pk), {"head": "f" * 64})
    assert not wrong.context["told"].is_whole
    assert books.proofs.count() == 1, "a hash mistyped raises no alarm"
    assert hq.get(url("exports", books.pk)).status_code == 200
    for kind, begins in [("fec", b"JournalCode\t"), ("ledger", b"; Campaign"), ("beancount", b"option"),
                         ("chain", b'{"chain"')]:  # fmt: skip
        answer = hq.get(url("file", books.pk, kind), {"since": "2026-01-01", "through": "2026-12-31"})
        assert b"".join(answer.streaming_content).startswith(begins)
    assert (
        'filename="000000000FEC20261231.txt"'
        in hq.get(url("file", books.pk, "fec"), {"through": "2026-12-31"})["Content-Disposition"]
    )
    assert hq.get(url("file", books.pk, "other")).status_code == 404


@pytest.mark.parametrize("days", [{"since": "2026-06-01", "through": "2026-05-31"}, {"since": "2026-02-30"}])
def test_no_file_leaves_for_days_that_are_amiss(hq, books, days):
    gift(books)
    for kind in ("fec", "ledger", "beancount"):
        answer = hq.get(url("file", books.pk, kind), days)
        assert answer.status_code == 422 and answer.context["span"].errors
    page = hq.get(url("exports", books.pk), days)
    assert page.status_code == 422 and url("file", books.pk, "fec") not in page.content.decode()


def test_files_are_of_the_days_that_the_page_shows(hq, books):
    year = timezone.localdate().year
    assert f"since={year}-01-01&amp;through={year}-12-31" in hq.get(url("exports", books.pk)).content.decode()


def test_a_treasurer_keeps_the_books_of_their_territory_alone(client, france, rhone):
    gift(mine := books(name="Rhône", zone=rhone))
    gift(whole := books(name="Whole"))
    elsewhere = books(name="Gard", zone=Zone.objects.get(name="Gard"))
    client.force_login(user("theo", Role.TREASURER, zone=rhone))
    assert [row.pk for row in client.get(url("books")).context["rows"]] == [mine.pk]
    assert client.get(url("entry", mine.pk, 1)).status_code == 200
    for other in (whole, elsewhere):
        for name in ("journal", "balance", "proof", "settings", "entry_new"):
            assert client.get(url(name, other.pk)).status_code == 404
    values = {
        "name": "X",
        "kind": "party",
        "plan": "plain",
        "currency": "EUR",
        "agent": "G",
        "year_starts": 1,
    }
    refused = client.post(url("new"), values | {"opened_on": "2026-01-01"})
    assert refused.status_code == 422, "books of the whole campaign are not theirs to open"


def test_an_auditor_reads_and_writes_nothing(client, france, books):
    gift(books)
    client.force_login(user("anna", Role.AUDITOR))
    for name in ("journal", "balance", "accounts", "periods", "proof", "exports"):
        page = client.get(url(name, books.pk))
        assert page.status_code == 200
        assert url("entry_new", books.pk) not in page.content.decode()
    assert "<form" not in re.sub(
        r'(?s)<form[^>]*role="search".*?</form>', "", _main(client.get(url("entry", books.pk, 1)))
    )
    for name, args in [("accounts", []), ("periods", []), ("reversal", [1]), ("attachments", [1])]:
        assert client.post(url(name, books.pk, *args), {}).status_code in {403, 404}


def _main(page):
    return page.content.decode().partition('id="main"')[2]


def test_pages_speak_english_too(client, france, books, tom):
    gift(books, 123_456)
    UserProfile.objects.create(user=tom, preferred_language="en")
    client.force_login(tom)
    assert "€1,234.56" in client.get(url("balance", books.pk)).content.decode()
