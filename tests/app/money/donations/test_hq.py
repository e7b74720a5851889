"""The treasurer's pages: lists, records, a cheque entered by hand, a refund, funds."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.money.donations import tasks
from hustings.money.donations.models import Donation, Fund
from hustings.people.duplicates.actions import merges
from tests.cast.money.donations.fixtures import give
from tests.conftest import user

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def hq(client):
    """The browser of a treasurer."""
    client.force_login(user("dora", Role.TREASURER))
    client.cookies["django_language"] = "en"
    return client


def typed(**values):
    return {
        "on": timezone.localdate().isoformat(), "kind": "gift", "means": "cheque", "amount": "120,50",
        "given_name": "Charlie", "family_name": "Martin", "nationality": "fr", "country": "FR",
        "reference": "0012", **values,
    }  # fmt: skip


def test_a_cheque_is_entered_on_the_donors_record(hq, party, charlie):
    url = reverse("donations:enter", args=[charlie.uid])
    assert b'value="Charlie"' in hq.get(url).content
    answer = hq.post(url, typed(fund=party.pk))
    gift = Donation.objects.get()
    assert answer.url == reverse("donations:donation", args=[gift.pk])
    assert (gift.amount, gift.state, gift.means, gift.reference) == (120_50, "settled", "cheque", "0012")
    assert gift.donor.nationality == "FR" and gift.made_by.email.startswith("dora")
    page = hq.get(answer.url).content.decode()
    assert "Charlie Martin" in page and "120" in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"means": "cash", "amount": "200"}, "L. 52-8|11-4"),
        ({"amount": "abc"}, "1"),
        ({"kind": "in_kind"}, ""),
        ({"kind": "loan"}, ""),
        ({"nationality": "France"}, "FR"),
        ({"on": "2999-01-01"}, ""),
        ({"amount": "99999999"}, "too large"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(hq, party, charlie, values, words):
    answer = hq.post(reverse("donations:enter", args=[charlie.uid]), typed(fund=party.pk, **values))
    assert answer.status_code == 422
    assert any(word in answer.content.decode() for word in words.split("|"))
    assert not Donation.objects.exists()


def test_a_proposed_refund_is_entered(hq, fund, charlie, eve):
    give(fund, charlie, 3_000_00)
    later = give(fund, eve, 2_000_00)
    merges.merge(kept=charlie, absorbed=eve)
    tasks.check_person.call(charlie.pk)
    url = reverse("donations:donation", args=[later.pk])
    assert url in hq.get(reverse("donations:proposals")).content.decode()
    assert b'value="400' in hq.get(url).content
    data = {"on": timezone.localdate().isoformat(), "amount": "400"}
    assert hq.post(reverse("donations:refund", args=[later.pk]), data).url == url
    assert Donation.objects.get(pk=later.pk).refunded == 400_00
    assert url not in hq.get(reverse("donations:proposals")).content.decode()
    data["amount"] = "9000"
    assert hq.post(reverse("donations:refund", args=[later.pk]), data).status_code == 422


def test_donors_are_found_by_name_and_number(hq, party, charlie):
    gift = give(party, charlie, 50_00)
    page = reverse("donations:donations")
    for query, is_found in [("", True), ("?q=mart", True), (f"?q={gift.number}", True), ("?q=dup", False),
                            ("?state=failed", False), ("?state=settled", True)]:  # fmt: skip
        assert (gift.number in hq.get(page + query).content.decode()) is is_found, query


def test_what_a_donor_declared_is_corrected(hq, party, charlie):
    gift = give(party, charlie, 50_00)
    url = reverse("donations:donor", args=[gift.pk])
    data = {"given_name": "Charlie", "family_name": "Martin", "born_on": "2015-01-01", "country": "FR"}
    assert hq.post(url, data).status_code == 302
    gift.donor.refresh_from_db()
    assert gift.donor.key.endswith("|2015-01-01")


def test_a_fund_is_opened_changed_and_closed(hq, books):
    data = {"books": books.pk, "slug": "ada", "amounts": "50, 10,10", "names_fr": "Ada"}
    assert hq.post(reverse("donations:fund_new"), {**data, "amounts": "5.5"}).status_code == 422
    assert hq.post(reverse("donations:fund_new"), data).status_code == 302
    fund = Fund.objects.get()
    assert (fund.amounts, fund.names) == ([10, 50], {"fr": "Ada"})
    page = reverse("donations:fund", args=[fund.pk])
    assert hq.get(page).status_code == 200
    assert hq.post(page, {**data, "names_fr": "Grace"}).status_code == 302
    hq.post(reverse("donations:closure", args=[fund.pk]))
    fund.refresh_from_db()
    assert fund.name == "Grace" and fund.closed_at
    assert "Grace" in hq.get(reverse("donations:funds")).content.decode()


def test_auditors_see_and_do_not_write(client, party, charlie):
    gift = give(party, charlie, 50_00)
    client.force_login(user("anna", Role.AUDITOR))
    page = client.get(reverse("donations:donation", args=[gift.pk])).content.decode()
    assert gift.number in page and "refund/" not in page
    assert client.post(reverse("donations:refund", args=[gift.pk])).status_code in {302, 403, 404}
    assert client.get(reverse("persons:record", args=[charlie.uid])).status_code == 200
