"""Gifts promised by cheque or transfer: told how, waited for, arrived or given up."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.money.banking import actions as banking
from hustings.money.banking.models import StatementLine
from hustings.money.donations import actions as donations
from hustings.money.donations import thanks_mail
from hustings.money.donations.models import Donation, Fund
from hustings.money.donations.refusals import AgainstLaw
from hustings.money.giving import gift_links
from hustings.money.ledger.models import Account
from hustings.money.payments import upkeep
from hustings.money.payments.models import Channel, Payment
from tests.cast.money.donations.fixtures import facts, online, pledge, send
from tests.cast.money.payments.fixtures import balance
from tests.conftest import user

pytestmark = [pytest.mark.django_db]
IBAN = "FR76 3000 6000 0112 3456 7890 189"


@pytest.fixture
def page(fund) -> Fund:
    """A candidate's, online."""
    return online(fund)


@pytest.fixture
def hq(client):
    """The browser of a treasurer."""
    client.force_login(user("dora", Role.TREASURER))
    client.cookies["django_language"] = "en"
    return client


def with_debit(fund):
    """The page of a fund that collects by direct debit, too."""
    page = online(fund, "transfer", "cheque", "sepa")
    account = {"iban": IBAN, "creditor_id": "FR72ZZZ123456"}
    Channel.objects.filter(provider="sepa").update(settings=account)
    return page


def html(answer):
    return answer.content.decode()


def test_a_cheque_promised_on_the_site_is_booked_when_it_comes_and_taken_to_the_bank(hq, page):
    send(hq, page, channel="cheque")
    gift, today = Donation.objects.get(), timezone.localdate()
    record = reverse("donations:donation", args=[gift.pk])
    assert "The cheque is here" in html(hq.get(record))
    there = reverse("donations:arrival", args=[gift.pk])
    wrong = hq.post(there, {"on": (today + timedelta(days=1)).isoformat()})
    assert wrong.status_code == 422 and "today or an earlier day" in html(wrong)
    assert hq.post(there, {"on": today.isoformat(), "reference": "0042"}).url == record
    assert hq.post(there, {"on": today.isoformat()}).status_code == 302  # twice is once
    gift.refresh_from_db()
    assert (gift.state, gift.reference) == ("settled", "0042")
    assert "The cheque is here" not in html(hq.get(record))
    slip = banking.deposit(
        channel=Channel.objects.get(provider="cheque"), keys=[Payment.objects.get().pk], on=today
    )
    assert slip.amount == 50_00 == balance(page.books, Account.Role.CHEQUES)


def test_a_cheque_that_was_waited_for_in_vain_is_booked_all_the_same(hq, page):
    send(hq, page, channel="cheque")
    Payment.objects.update(expires_at=timezone.now())
    upkeep.expire_overdue()
    gift = Donation.objects.get()
    assert gift.state == "expired"
    hq.post(reverse("donations:arrival", args=[gift.pk]), {"on": timezone.localdate().isoformat()})
    gift.refresh_from_db()
    assert gift.state == "settled"


@pytest.mark.parametrize(
    ("means", "words", "others"),
    [
        ("transfer", ("from your bank account", "Copy the reference"), ("your cheque",)),
        ("cheque", ("Send us your cheque",), ("bank account", "Copy the reference")),
        ("debit", ("We will collect it", "nothing more to do"), ("Send it", "Copy the reference")),
    ],
)
def test_each_means_has_its_own_words(client, fund, means, words, others):
    page = with_debit(fund)
    typed = {"holder": "Zoé Roy", "iban": IBAN} if means == "debit" else {}
    said = html(client.get(send(client, page, channel=means, **typed).url))
    assert all(word in said for word in words)
    assert not any(word in said for word in others)


def test_a_debit_in_no_file_yet_is_given_up_by_its_donor(client, fund):
    page = with_debit(fund)
    answer = send(client, page, channel="debit", holder="Zoé Roy", iban=IBAN)
    assert "Give up this donation" in html(client.get(answer.url))
    client.post(f"{answer.url}withdrawal/")
    assert Donation.objects.get().state == "expired"


def test_the_mandate_is_read_where_the_account_is_typed(client, fund):
    page = with_debit(fund)
    said = html(client.get(f"/en/donate/{page.slug}/"))
    assert "you authorise" in said and "8 weeks" in " ".join(said.split())
    assert page.books.agent in said and "FR72ZZZ123456" in said


@pytest.mark.parametrize("means", ["transfer", "cheque"])
def test_who_promises_to_send_it_gets_one_mail_with_the_page_that_says_how(client, page, means, run_tasks):
    answer = send(client, page, channel=means)
    other = "cheque" if means == "transfer" else "transfer"
    client.post(f"{answer.url}payment/", {"means": other})
    client.post(f"{answer.url}payment/", {"means": means})
    run_tasks()
    run_tasks()
    (letter,) = mail.outbox
    assert letter.to == ["zoe@example.org"] and answer.url in letter.body and "50" in letter.body


def test_the_mandate_of_a_debit_is_mailed_to_keep(client, fund, run_tasks):
    page = with_debit(fund)
    send(client, page, channel="debit", holder="Zoé Roy", iban=IBAN)
    run_tasks()
    run_tasks()
    (letter,) = mail.outbox
    reference = Payment.objects.get().mandate.reference
    assert all(word in letter.body for word in (reference, "FR72ZZZ123456", page.books.agent, "8 weeks"))
    assert "month" not in letter.body and "Send it" not in letter.body


def test_a_debit_of_each_month_says_so_everywhere(hq, client, fund, run_tasks):
    page, day = with_debit(fund), min(timezone.localdate().day, 28)
    page.has_monthly = True
    page.save()
    typed = {"channel": "debit", "holder": "Zoé Roy", "iban": IBAN, "how_often": "monthly"}
    said = " ".join(html(client.get(send(client, page, **typed).url)).split())
    assert "€50.00 each month" in said and f"day {day} of each month" in said and "pause or end it" in said
    run_tasks()
    letter = mail.outbox[0].body
    assert "€50.00 each month" in letter and f"day {day} of each month" in letter and "pause or end" in letter
    record = html(hq.get(reverse("donations:donation", args=[Donation.objects.get().pk])))
    assert f"each month on day {day}" in record and "begins once this one is received" in record


def test_a_promise_of_somebody_unproven_makes_room_for_the_next(client, page):
    send(client, page, amount="other", other="4600")
    first = Payment.objects.get()
    assert send(client, page, amount="other", other="200", email="ZOE@Example.org").status_code == 302
    first.refresh_from_db()
    assert first.state == "expired"
    old, new = Donation.objects.order_by("pk")
    assert (old.state, new.state, old.replaced_by) == ("expired", "pending", new)
    assert "replaced by a newer donation" in html(client.get(gift_links.path(old)))


def test_what_fits_beside_a_promise_leaves_it(client, page):
    send(client, page)
    send(client, page, amount="10000", channel="cheque")
    assert {row.state for row in Donation.objects.all()} == {"pending"}


def test_a_promise_is_given_up_on_its_page_and_counts_no_more(client, page):
    answer = send(client, page)
    assert "give up this donation" in html(client.get(answer.url))
    assert client.post(f"{answer.url}withdrawal/").url == answer.url
    assert (Donation.objects.get().state, Payment.objects.get().state) == ("expired", "expired")
    said = html(client.get(answer.url))
    assert "It is not paid" in said and "give up this donation" not in said
    client.post(f"{answer.url}withdrawal/")
    assert Donation.objects.get().state == "expired"


def test_a_known_donor_is_told_which_promise_counts(page, charlie):
    gift = pledge(page, charlie, 4_000_00, means="transfer", held_for=timedelta(days=30))
    with pytest.raises(AgainstLaw) as refused:
        pledge(page, charlie, 1_000_00)
    assert "€600" in str(refused.value) and "€4,000" in str(refused.value)
    donations.give_up(donations=[gift])
    assert pledge(page, charlie, 1_000_00)


def test_the_treasurer_waits_no_longer(hq, page):
    send(hq, page)
    gift = Donation.objects.get()
    assert "Wait no longer" in html(hq.get(reverse("donations:donation", args=[gift.pk])))
    hq.post(reverse("donations:withdrawal", args=[gift.pk]))
    gift.refresh_from_db()
    assert gift.state == "expired"


@pytest.mark.parametrize("spelling", ["ZOE@example.org", "Zoe@EXAMPLE.org"])
def test_the_cap_goes_by_mailbox_however_it_is_spelled(page, spelling):
    about = {"given_name": "Zoé", "family_name": "Roy"}
    pledge(page, None, 4_000_00, donor=facts(email="zoe@example.org", **about))
    with pytest.raises(AgainstLaw):
        pledge(page, None, 700_00, donor=facts(email=spelling, **about))


def test_a_cheque_without_a_letter_is_found_by_the_code_on_its_back(hq, page):
    send(hq, page, channel="cheque")
    gift, code = Donation.objects.get(), Payment.objects.get().number
    record = reverse("donations:donation", args=[gift.pk])
    for said in (code, f" {code[:4].lower()} {code[4:]} ", code.replace("0", "O").replace("1", "l")):
        assert record in html(hq.get(reverse("donations:donations"), {"q": said}))
    assert record not in html(hq.get(reverse("donations:donations"), {"q": code[:-1]}))
    assert code in html(hq.get(record))


def test_a_search_of_donations_that_is_too_long_lists_nothing_and_says_why(hq, page):
    send(hq, page, channel="cheque")
    link = reverse("donations:donation", args=[Donation.objects.get().pk])
    assert link in html(hq.get(reverse("donations:donations")))
    found = html(hq.get(reverse("donations:donations"), {"q": "x" * 101}))
    assert "at most 100" in found and link not in found


@pytest.fixture
def thanked(hq, page, run_tasks):
    """A transfer whose donor was thanked in French, and the line that was taken for it."""
    send(hq, page, channel="transfer")
    Donation.objects.update(language="fr")
    gift, payment = Donation.objects.get(), Payment.objects.get()
    content = f"date;libelle;montant\n{timezone.localdate()};VIR {payment.provider_id};50,00".encode()
    banking.bring(books=page.books, name="a.csv", content=content)
    run_tasks()
    assert [each.subject for each in mail.outbox][-1] == "Merci pour votre don"
    mail.outbox.clear()
    return gift, payment, StatementLine.objects.get()


def test_thanks_for_other_money_are_corrected_once_however_often_the_match_is_undone(thanked, run_tasks):
    gift, payment, line = thanked
    for _time in range(2):
        banking.unmatch(line=line)
        banking.confirm(line=line, kind="payment", key=payment.pk)
        banking.unmatch(line=line)
        run_tasks()
        thanks_mail.correct(gift.pk)
    (letter,) = mail.outbox
    assert letter.subject == "Rectification\u00a0: votre don n’est pas encore arrivé"
    assert letter.to == [gift.donor.email] and payment.back in letter.body


def test_money_that_comes_after_a_correction_is_thanked_for_and_a_match_made_again_corrects_nothing(
    thanked, run_tasks
):
    _gift, payment, line = thanked
    banking.unmatch(line=line)
    banking.confirm(line=line, kind="payment", key=payment.pk)
    run_tasks()
    assert mail.outbox == []
    banking.unmatch(line=line)
    run_tasks()
    banking.confirm(line=line, kind="payment", key=payment.pk)
    run_tasks()
    assert [each.subject[:5] for each in mail.outbox] == ["Recti", "Merci"]
