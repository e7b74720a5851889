"""The page of a fund: what it asks and shows, and what comes of its form."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from hustings.money.donations import actions, paid
from hustings.money.donations.models import Donation, Donor, Fund
from hustings.money.ledger.models import Entry
from hustings.money.payments import course, hooks
from hustings.money.payments.models import Payment
from hustings.people.persons.models import Email, Person
from hustings.people.signups.models import SignUp
from tests.cast.money.donations.fixtures import TYPED, give, online, send
from tests.cast.site.website.fixtures import site
from tests.conftest import user

__all__ = ["site"]

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def page(fund) -> Fund:
    """A candidate's, online."""
    return online(fund)


def arrive(gift):
    """The money is there."""
    payment = Payment.objects.get(purpose=paid.purpose(gift), is_surplus=False)
    with transaction.atomic():
        course.settle(course.locked([payment.pk])[payment.pk], timezone.localdate())
    gift.refresh_from_db()
    return gift


def html(answer):
    return answer.content.decode()


def test_the_page_shows_what_the_law_demands(client, page):
    said = html(client.get(f"/en/donate/{page.slug}/"))
    assert "€17 after tax" in said and "code général des impôts, art. 200" in said
    assert "Financial agent" in said or page.books.agent in said
    assert "4,600 euros" in said and "three years of imprisonment" in said
    assert "at most €4,600" in said
    assert ">Code électoral" in said and ">code électoral" not in said, "a heading begins with a capital"
    french = html(client.get(f"/fr/donate/{page.slug}/"))
    assert "4 600 euros" in french and "Donner" in french


def test_each_kind_of_fund_shows_its_own_share_of_tax(client, page, party):
    """A candidate's page once showed the rule on parties."""
    said = html(client.get(f"/en/donate/{page.slug}/"))
    assert "66% of your donation is deducted" in said and "tax residence: France" in said
    assert "BOI-IR-RICI-250" in said
    assert "BOI-IR-RICI-250" not in html(client.get(f"/en/donate/{online(party).slug}/"))


def test_a_stranger_gives_by_transfer(client, page, run_tasks):
    answer = send(client, page)
    gift = Donation.objects.get()
    assert (gift.amount, gift.state, gift.means, gift.person) == (50_00, "pending", "transfer", None)
    shown = html(client.get(answer.url))
    assert "FR76" in shown and "RF" in shown
    assert Payment.objects.get().name == "Zoé Roy"  # by it the bank's line is known without a reference
    assert not Person.objects.exists()
    arrive(gift)
    assert gift.state == "settled" and gift.person.name == "Zoé Roy"
    assert gift.person.emails.get().status == Email.Status.UNCONFIRMED
    assert "Thank you, Zoé" in html(client.get(answer.url))
    run_tasks()
    run_tasks()
    assert [message.to for message in mail.outbox] == [["zoe@example.org"]]
    assert "50" in mail.outbox[0].body and Entry.objects.count() == 1


def test_a_form_sent_twice_is_one_gift(client, page):
    said = html(client.get(f"/en/donate/{page.slug}/"))
    stamp = said.split('name="stamp" value="')[1].split('"')[0]
    urls = {
        client.post(f"/en/donate/{page.slug}/gifts/", {"stamp": stamp, **TYPED}).url for _time in range(3)
    }
    assert len(urls) == 1 and Donation.objects.count() == 1 and Payment.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amount": "other", "other": "4700"}, "L. 52-8"),
        ({"amount": "-5000"}, "Select a valid choice"),
        ({"amount": "other", "other": "-20"}, "at least"),
        ({"amount": "other", "other": ""}, "Enter an amount"),
        ({"amount": "other", "other": "99999999999"}, "write to us"),
        ({"amount": None}, "required"),
        ({"born_on": "2020-01-01"}, "903"),
        ({"nationality": "US", "country": "US"}, "L. 52-8"),
        ({"oath": None}, "declaration"),
        ({"channel": "cash"}, "valid choice"),
        ({"email": "nobody"}, "complete e-mail"),
        ({"street": ""}, "required"),
    ],
)
def test_what_the_law_or_sense_forbids_is_refused_before_payment(client, page, values, words):
    answer = send(client, page, **values)
    assert answer.status_code == 422 and words in html(answer)
    assert not Donation.objects.exists() and not Payment.objects.exists() and not Donor.objects.exists()


def test_foreigners_who_live_in_france_may_give(client, page):
    assert send(client, page, nationality="US").status_code == 302


def test_two_tabs_of_a_stranger_do_not_pass_the_cap(client, page):
    assert send(client, page, amount="other", other="4000").status_code == 302
    assert send(client, page, amount="other", other="700").status_code == 302
    assert [row.state for row in Donation.objects.order_by("pk")] == ["expired", "pending"]
    Donation.objects.filter(state="pending").update(means="card")
    answer = send(client, page, amount="other", other="4000")
    assert answer.status_code == 422 and "€3,900" in html(answer)


def test_a_stranger_learns_nothing_of_what_others_gave(client, page, charlie):
    charlie.emails.create(address="zoe@example.org", key="zoe@example.org")
    give(page, charlie, 4_500_00)
    known = send(client, page, amount="other", other="4000")
    other = send(client, page, amount="other", other="4000", email="unknown@example.org", given_name="Ann")
    assert known.status_code == other.status_code == 302
    assert "4500" not in html(client.get(known.url))


def test_what_a_known_donor_gave_unrecognised_is_looked_at_once_it_is_paid(client, page, run_tasks):
    charlie = Person.objects.create(given_name="Zoé", family_name="Roy", name_key="roy,zoe")
    charlie.rename("Zoé", "Roy")
    charlie.save()
    charlie.emails.create(address="zoe@example.org", key="zoe@example.org")
    give(page, charlie, 4_500_00)
    send(client, page, amount="other", other="4000")
    gift = arrive(Donation.objects.get(state="pending"))
    run_tasks()
    assert gift.person == charlie
    assert gift.proposals.open().get().amount == 3_900_00


def test_couples_who_share_a_mailbox_are_two_donors(client, page):
    arrive_all = [send(client, page), send(client, page, given_name="Max")]
    assert len(arrive_all) == 2
    for gift in Donation.objects.all():
        arrive(gift)
    assert {person.given_name for person in Person.objects.all()} == {"Zoé", "Max"}
    assert Email.objects.count() == 1
    send(client, page, given_name="Max", amount="2000")
    again = arrive(Donation.objects.get(amount=20_00))
    assert again.person.given_name == "Max" and Person.objects.count() == 2


def test_a_link_chooses_the_amount_the_band_and_the_team(client, page):
    said = html(client.get(f"/en/donate/{page.slug}/?amount=100&team=Lyon"))
    assert 'value="10000"' in said and 'value="Lyon"' in said
    assert 'value="700" ' in (band := html(client.get(f"/en/donate/{page.slug}/?amounts=7,9,x,-3")))
    assert 'value="5000"' not in band
    send(client, page, "?amounts=7,9", amount="700", band="7,9", team="Lyon")
    assert Donation.objects.values_list("amount", "team").get() == (7_00, "Lyon")


def test_a_page_that_is_not_online_is_seen_by_the_team_alone(client, fund):
    assert client.get(f"/en/donate/{fund.slug}/").status_code == 404
    from hustings.foundation.accounts.roles import Role

    client.force_login(user("dora", Role.TREASURER))
    assert "Preview" in html(client.get(f"/en/donate/{fund.slug}/"))


def test_a_closed_fund_takes_no_form(client, page, django_capture_on_commit_callbacks):
    renewed = django_capture_on_commit_callbacks
    said = html(client.get(f"/en/donate/{page.slug}/"))
    stamp = said.split('name="stamp" value="')[1].split('"')[0]
    with renewed(execute=True):
        actions.close_fund(fund=page)
    answer = client.post(f"/en/donate/{page.slug}/gifts/", {"stamp": stamp, **TYPED})
    assert answer.status_code in {410, 422} and not Donation.objects.exists()
    assert "gift-amounts" not in html(client.get(f"/en/donate/{page.slug}/"))


def test_before_the_agent_is_declared_the_page_says_so(client, page):
    page.books.agent_declared_on = None
    page.books.save()
    said = html(client.get(f"/en/donate/{page.slug}/"))
    assert "financial agent is declared" in said and "gift-amounts" not in said


def test_many_forms_of_one_network_are_stopped(client, page, settings):
    settings.SIGN_UPS_PER_HOUR = 2
    codes = [send(client, page, amount="2000", email=f"z{n}@example.org").status_code for n in range(3)]
    assert codes == [302, 302, 429]


def test_a_gift_that_failed_is_paid_by_another_road(client, page):
    answer = send(client, page)
    gift = Donation.objects.get()
    payment = Payment.objects.get()
    with transaction.atomic():
        course.fail(course.locked([payment.pk])[payment.pk], timezone.localdate())
    assert "Nothing was charged" in html(client.get(answer.url))
    for _time in range(2):
        to = client.post(f"{answer.url}payment/", {"means": "cheque"})
        assert to.status_code == 302 and to.url != answer.url
    gift.refresh_from_db()
    assert gift.state == "failed" and Donation.objects.exclude(pk=gift.pk).get().means == "cheque"


def test_a_gift_on_its_way_changes_its_road(client, page):
    answer = send(client, page)
    assert client.post(f"{answer.url}payment/", {"means": "cheque"}).url == answer.url
    gift = Donation.objects.get()
    assert (gift.means, gift.state) == ("cheque", "pending")
    assert client.post(f"{answer.url}payment/", {"means": "gold"}).url.endswith("?problem=road")


def test_addresses_of_gifts_cannot_be_guessed(client, page):
    send(client, page)
    assert client.get(f"/en/donate/gifts/{Donation.objects.get().pk}.x/").status_code == 404
    assert client.get("/en/donate/gifts/1/").status_code == 404


def test_news_are_asked_for_by_mail_alone(client, site, page):
    assert "consent_email" in html(client.get(f"/en/donate/{page.slug}/"))
    send(client, page, consent_email="on")
    asked = SignUp.objects.get()
    assert (asked.confirmed_at, asked.key, list(asked.consents)) == (None, "zoe@example.org", ["email"])


def test_the_meter_counts_what_is_there_and_hides(client, page, charlie):
    give(page, charlie, 30_00)
    send(client, page)
    assert "<strong>€30.00</strong> from 1 donation" in html(client.get(f"/en/donate/{page.slug}/"))
    shown = client.get(f"/api/v1/funds/{page.slug}").json()
    assert (shown["received"], shown["donations"], shown["is_open"]) == (30_00, 1, True)
    Fund.objects.update(goal=1_000_00)
    actions.show_page(fund=page)
    assert "Goal: €1,000</p>" in html(client.get(f"/en/donate/{page.slug}/")).replace("\n", "").replace(
        "  ", ""
    )
    Fund.objects.update(is_goal_shown=False)
    actions.show_page(fund=page)
    assert "€30.00" not in html(client.get(f"/en/donate/{page.slug}/"))
    assert client.get(f"/api/v1/funds/{page.slug}").json()["received"] is None
    actions.hide_page(fund=page)
    assert client.get(f"/api/v1/funds/{page.slug}").status_code == 404


def test_steps_of_a_payment_are_steps_of_its_gift(client, page):
    send(client, page)
    gift = arrive(Donation.objects.get())
    payment = Payment.objects.get()
    with transaction.atomic():
        course.refund(course.locked([payment.pk])[payment.pk], 20_00, timezone.localdate())
    gift.refresh_from_db()
    assert (gift.refunded, gift.state) == (20_00, "settled")
    assert hooks.page(payment) == f"/hq/donations/{gift.pk}/"


def test_reservations_end(client, page):
    send(client, page, amount="other", other="4600")
    Donation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert send(client, page, amount="other", other="4500").status_code == 302
