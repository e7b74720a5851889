"""Transfers that came without their reference, or twice: proposed by name, searched, told."""

from datetime import date

import pytest
from django.urls import reverse

from hustings.money.banking import actions, matching
from hustings.money.banking.models import StatementLine
from hustings.money.payments.models import Payment, State
from hustings.money.payments.providers.transfer import grouped, reference
from tests.cast.money.payments.fixtures import balance, begin, channel

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = date(2026, 12, 1)


@pytest.fixture
def road(books):
    return channel(books)


def bring(books, text, amount="30,00", name="a.csv") -> StatementLine:
    content = f"date;libelle;montant\n{DAY};{text};{amount}".encode()
    actions.bring(books=books, name=name, content=content)
    return StatementLine.objects.latest("pk")


def promise(road, key, given_name, family_name, amount=50_00) -> Payment:
    made = begin(road, key, amount, given_name=given_name, family_name=family_name).payment
    return Payment.objects.get(pk=made.pk)


@pytest.mark.parametrize("text", ["VIR DE L'OEUVRE ZOE MERCI", "vir zoé l’œuvre", "VIREMENT M L’ŒUVRE  Zoe"])
def test_another_amount_is_proposed_by_a_like_name_before_the_same_amount_of_others(books, road, text):
    zoe = promise(road, 1, "Zoé", "L’Œuvre")
    other = promise(road, 2, "Eve", "Other", 30_00)
    promise(road, 3, "Zoe", "Durand", 40_00)
    line = bring(books, text)
    assert matching.proposals(line) == [("payment", zoe), ("payment", other)]
    actions.confirm(line=line, kind="payment", key=zoe.pk)
    zoe.refresh_from_db()
    assert (zoe.state, zoe.amount, zoe.promised) == (State.SETTLED, 30_00, 50_00)


def test_a_double_name_is_alike_without_its_hyphen_and_a_single_word_alone(books, road):
    double = promise(road, 1, "Jean-Luc", "Saint-Ouen")
    single = promise(road, 2, "", "Solidaires")
    assert matching.proposals(bring(books, "VIR SAINT OUEN")) == [("payment", double)]
    assert matching.proposals(bring(books, "VIR SOLIDAIRES", name="b")) == [("payment", single)]
    assert matching.proposals(bring(books, "VIR JEAN", name="c")) == []


def test_awaited_transfers_are_searched_and_matched_with_what_was_found(hq, books, road):
    zoe, eve = promise(road, 1, "Zoé", "Martin"), promise(road, 2, "Eve", "Other", 44_00)
    line = bring(books, "VIR SCI DES LILAS")
    page = reverse("banking:line", args=[line.pk])
    assert "Zoé" not in hq.get(page).content.decode()
    for said in ("martin zoe", f"P{zoe.pk}", grouped(reference(zoe.pk)), "50", "50,00"):
        shown = hq.get(page, {"q": said}).content.decode()
        assert "Zoé Martin" in shown and "Eve Other" not in shown, said
    assert "No awaited transfer matches" in hq.get(page, {"q": "nobody"}).content.decode()
    wrong = hq.get(page, {"q": "x" * 101}).content.decode()
    assert "at most 100" in wrong and "Zoé" not in wrong
    match = reverse("banking:match", args=[line.pk])
    answer = hq.post(match, {"take": f"payment:{zoe.pk}"}, follow=True).content.decode()
    assert f"Matched: €30.00 with P{zoe.pk} (Zoé Martin, Donation)." in answer and page in answer
    eve.refresh_from_db()
    assert eve.state == State.PENDING and balance(books, "bank") == 30_00


def test_a_found_payment_of_other_books_or_another_road_is_not_taken(hq, books, road):
    cheque = begin(channel(books, "cheque"), 4).payment
    line = bring(books, "VIR SCI DES LILAS")
    answer = hq.post(reverse("banking:match", args=[line.pk]), {"take": f"payment:{cheque.pk}"}, follow=True)
    assert "no longer possible" in answer.content.decode()
    assert StatementLine.objects.open().get() == line


def test_a_reference_that_was_received_leads_to_its_payment(hq, books, road):
    zoe = promise(road, 1, "Zoé", "Martin")
    bring(books, reference(zoe.pk), "50,00")
    line = bring(books, f"AGAIN {reference(zoe.pk)}", "50,00", "b")
    page = hq.get(reverse("banking:line", args=[line.pk])).content.decode()
    assert "received already" in page and reverse("payments:payment", args=[zoe.pk]) in page


def test_what_was_undone_and_set_aside_is_said(hq, books, road):
    zoe = promise(road, 1, "<b>Zoé", "Martin")
    line = bring(books, reference(zoe.pk), "50,00")
    match = reverse("banking:match", args=[line.pk])
    answer = hq.post(match, {"undo": "1"}, follow=True).content.decode()
    assert (
        f"€50.00 is no longer matched with P{zoe.pk} (&lt;b&gt;Zoé Martin, Donation), which is awaited again"
        in answer
    )
    assert "set aside as no payment" in hq.post(match, {"aside": "1"}, follow=True).content.decode()
    assert "meantime" in hq.post(match, {"aside": "1"}, follow=True).content.decode()
    for _time in range(2):
        answer = hq.post(match, {"undo": "1"}, follow=True).content.decode()
        assert "waits to be matched again" in answer and "no payment" not in answer
