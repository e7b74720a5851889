"""Donors who are recognised: one click on the form, and a page of their own."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hustings.money.donations import actions
from hustings.money.donations.models import Donation, Donor, Plan
from hustings.money.giving import gift_links, own_card
from hustings.people.persons.models import Person
from hustings.people.signups.recognition import Known
from tests.cast.money.donations.fixtures import TYPED, facts, give, online, pledge, send
from tests.cast.people.devices import known_browser, own_page_browser

pytestmark = [pytest.mark.django_db]
BLANK = dict.fromkeys(TYPED, "")


@pytest.fixture
def charlie(charlie) -> Person:
    """With a mailbox."""
    charlie.emails.create(address="charlie@example.org", key="charlie@example.org", status="confirmed")
    return charlie


@pytest.fixture
def mine(charlie) -> Client:
    """The browser in which Charlie opened their page."""
    with translation.override("en"):
        return own_page_browser(charlie)


def test_a_known_donor_gives_with_an_amount_and_one_press(party, charlie):
    online(party)
    give(party, charlie, 50_00)
    browser = known_browser(charlie)
    said = browser.get(f"/en/donate/{party.slug}/").content.decode()
    assert "charlie@example.org" in said and "€7,450" in said
    assert "rue de la Paix" not in said and "1980" not in said
    typed = BLANK | {"amount": "2000", "given_name": "Charlie", "family_name": "Martin",
                     "email": "charlie@example.org", "channel": "transfer"}  # fmt: skip
    assert send(browser, party, **typed).status_code == 302
    gift = Donation.objects.get(amount=20_00)
    assert gift.person == charlie and gift.donor.street == "1 rue de la Paix"
    assert gift.donor.born_on.year == 1980 and gift.donor.nationality == "FR"


def test_a_known_donor_is_held_to_what_they_gave_before(party, charlie):
    online(party)
    give(party, charlie, 7_400_00)
    answer = send(known_browser(charlie), party, amount="25000", email="charlie@example.org")
    assert answer.status_code == 422 and "€100" in answer.content.decode()


def test_what_changed_is_typed_over(party, charlie):
    online(party)
    give(party, charlie, 50_00)
    typed = BLANK | {"amount": "2000", "given_name": "Charlie", "family_name": "Martin",
                     "email": "charlie@example.org", "city": "Nîmes", "channel": "transfer"}  # fmt: skip
    send(known_browser(charlie), party, **typed)
    donor = Donation.objects.get(amount=20_00).donor
    assert (donor.city, donor.street) == ("Nîmes", "1 rue de la Paix")


def test_the_page_of_a_donor_is_for_them_alone(mine, party, charlie, eve, client):
    gift, other = give(party, charlie, 50_00), give(party, eve, 60_00)
    page = reverse("giving:mine")
    said = mine.get(page).content.decode()
    assert f"· {gift.number}<" in said and f"· {other.number}<" not in said
    assert client.get(page).status_code == 302
    assert known_browser(charlie).get(page).status_code == 302


def test_a_promise_leads_to_how_it_is_paid_or_given_up(mine, party, charlie):
    gift, there = pledge(party, charlie, 50_00, means="cheque"), give(party, charlie, 60_00)
    actions.begin_payment(donation=gift, means="cheque", held_for=timedelta(days=30))
    said = mine.get(reverse("giving:mine")).content.decode()
    assert f'href="{gift_links.path(gift)}"' in said and gift_links.path(there) not in said


def test_donors_change_pause_and_end_what_they_give_each_month(mine, party, charlie, eve):
    plan = actions.start_plan(fund=party, person=charlie, donor=facts(), amount=20_00, means="debit", day=5)
    theirs = actions.start_plan(fund=party, person=eve, donor=facts(), amount=20_00, means="debit", day=5)
    data = {f"plan-{plan.pk}-amount": "30", f"plan-{plan.pk}-day": "12"}
    assert mine.post(reverse("giving:plan", args=[plan.pk]), data).status_code == 302
    plan.refresh_from_db()
    assert (plan.amount, plan.day) == (30_00, 12)
    data[f"plan-{plan.pk}-day"] = "31"
    assert mine.post(reverse("giving:plan", args=[plan.pk]), data).status_code == 422
    for deed, is_paused in [("pause", True), ("resume", False)]:
        mine.post(reverse("giving:plan_deed", args=[plan.pk, deed]))
        assert bool(Plan.objects.get(pk=plan.pk).paused_at) is is_paused
    assert mine.post(reverse("giving:plan_deed", args=[theirs.pk, "end"])).status_code == 404
    assert mine.post(reverse("giving:plan_deed", args=[plan.pk, "double"])).status_code == 404
    mine.post(reverse("giving:plan_deed", args=[plan.pk, "end"]))
    assert Plan.objects.live().get() == theirs


def test_no_more_is_promised_for_each_month_than_the_law_takes(mine, party, charlie):
    plan = actions.start_plan(fund=party, person=charlie, donor=facts(), amount=20_00, means="debit", day=5)
    change = reverse("giving:plan", args=[plan.pk])
    data = {f"plan-{plan.pk}-amount": "99999", f"plan-{plan.pk}-day": "5"}
    answer = mine.post(change, data)
    said = answer.content.decode()
    assert answer.status_code == 422 and "€7,500" in said and "11-4" in said
    assert Plan.objects.get().amount == 20_00
    Plan.objects.update(amount=99_999_00)
    assert mine.post(change, data | {f"plan-{plan.pk}-day": "7"}).status_code == 302  # the day alone
    assert mine.post(change, data | {f"plan-{plan.pk}-amount": "7500"}).status_code == 302


def test_donors_correct_what_they_declared(mine, party, charlie):
    give(party, charlie, 50_00)
    data = {"given_name": "Charlie", "family_name": "Martin", "email": "charlie@example.org",
            "nationality": "FR", "country": "FR", "city": "Nîmes"}  # fmt: skip
    assert mine.post(reverse("giving:facts"), data).status_code == 302
    assert Donor.objects.get().city == "Nîmes"
    assert mine.post(reverse("giving:facts"), data | {"email": ""}).status_code == 422


def test_the_home_tells_of_gifts_where_the_page_is_open_alone(party, charlie, rf):
    give(party, charlie, 50_00)
    email = charlie.emails.get()
    cards = [
        own_card._card(rf.get("/"), known) for known in (None, Known(email, "d1"), Known(email, "p1", True))
    ]
    assert [bool(card) for card in cards] == [False, False, True]
