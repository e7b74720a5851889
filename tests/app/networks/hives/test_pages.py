"""Pages of buying groups: as members see them, and as the team runs them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from hustings.foundation.lib.privacy import uses
from hustings.foundation.sync.models import Handset, LoggedEntry
from hustings.money.payments.models import Payment
from hustings.networks.hives import closure, due, paid
from hustings.networks.hives.claims import Wanted
from hustings.networks.hives.lists import sheets
from hustings.networks.hives.models import Basket, Fee, Hive, Member, Offer, Producer, Sale
from hustings.networks.hives.people import privacy
from hustings.networks.hives.phones import pickup
from tests.cast.money.ledger import fixtures as of_ledger
from tests.cast.money.payments import fixtures as of_payments
from tests.cast.networks.hives import fixtures
from tests.cast.people.devices import known_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def hive():
    return fixtures.hive()


@pytest.fixture
def sale(hive):
    garden = fixtures.producer(hive, least_amount=10_00, km=12)
    fixtures.product(garden, "Carrots", 2_50, unit="kilo", step=500, stock=10_000)
    fixtures.product(garden, "Apples", 2_00, case=6)
    return fixtures.sale(hive)


@pytest.fixture
def charlie(hive):
    return fixtures.member(hive)


def field(sale, name, letter="q"):
    return f"{letter}{fixtures.offer(sale, name).pk}"


def closed(sale):
    closure.close(sale.pk)
    sale.refresh_from_db()


def test_a_stranger_sees_the_group_and_what_is_on_sale(client, hive, sale):
    assert hive.name in client.get("/en/buying-groups/").content.decode()
    page = client.get(f"/en/buying-groups/{hive.slug}/").content.decode()
    assert "Marie’s garden" in page and "12 km" in page and "Join" in page
    page = client.get(f"/en/buying-groups/sales/{sale.pk}/").content.decode()
    assert "Join to order" in page and "€10.00 to go until they deliver" in page and "<input" in page


def test_a_stranger_who_joins_is_asked_for_their_address(client, hive):
    answer = client.post(f"/en/buying-groups/{hive.slug}/members/")
    assert answer.status_code == 302 and "/my-data/" in answer["Location"]
    assert not Member.objects.exists()


def test_somebody_known_joins_and_leaves(hive, charlie):
    browser = known_browser(charlie)
    browser.post(f"/en/buying-groups/{hive.slug}/leaving/")
    assert not Member.objects.live().exists()
    browser.post(f"/en/buying-groups/{hive.slug}/members/")
    assert Member.objects.live().get().person == charlie
    assert "Leave this group" in browser.get(f"/en/buying-groups/{hive.slug}/").content.decode()


def test_a_member_orders_changes_and_empties_the_basket(sale, charlie):
    browser, here = known_browser(charlie), f"/en/buying-groups/sales/{sale.pk}/"
    sent = {field(sale, "Carrots"): "1,5", field(sale, "Apples"): "2", field(sale, "Apples", "m"): "1"}
    answer = browser.post(here, sent | {"keep": "on"})
    assert answer["Location"].endswith("?done=ordered#done")
    lines = Basket.objects.get().lines.order_by("quantity")
    assert [(line.quantity, line.more, line.is_kept) for line in lines] == [(2, 1, True), (1_500, 0, True)]
    page = browser.get(here).content.decode()
    assert 'value="1.5"' in page and "3 to go until it is full" in page and "8.5 kg left" in page
    assert browser.post(here, {})["Location"].endswith("?done=dropped#done")
    assert Basket.objects.get().dropped_at


def test_what_can_not_be_ordered_is_said_beside_it_and_nothing_is_lost(sale, charlie):
    browser, here = known_browser(charlie), f"/en/buying-groups/sales/{sale.pk}/"
    answer = browser.post(here, {field(sale, "Carrots"): "0.7", field(sale, "Apples"): "two"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Ordered in steps of 0.5 kg." in page
    assert "Enter a quantity such as 1." in page and 'value="two"' in page
    assert not Basket.objects.exists()


def test_all_that_has_run_out_is_said_at_once_among_the_goods_of_the_basket(sale, charlie):
    browser, here = known_browser(charlie), f"/en/buying-groups/sales/{sale.pk}/"
    Offer.objects.filter(name="Apples").update(stock=3)
    answer = browser.post(here, {field(sale, "Carrots"): "11", field(sale, "Apples"): "4"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Not saved yet" in page and not Basket.objects.exists()
    assert "Not enough left of Carrots: 10 kg more" in page and "Not enough left of Apples: 3 more" in page
    page = browser.post(here, {field(sale, "Carrots"): "11"}).content.decode()
    assert page.count('class="order-line"') == 1 < sale.offers.count() and "See all goods" in page


def test_a_closed_basket_says_what_comes_and_is_paid(sale, charlie, hive):
    of_payments.channel(hive.books)
    basket = fixtures.order(sale, charlie, Carrots=5_000, Apples=Wanted(4))
    closed(sale)
    browser, here = known_browser(charlie), f"/en/buying-groups/baskets/{basket.pk}/"
    page = browser.get(here).content.decode()
    assert "The case was not full." in page and "€12.50 to pay" in page
    answer = browser.post(f"{here}payment/", {"means": "transfer"})
    assert answer.status_code == 302 and Payment.objects.get().purpose == paid.purpose(basket)
    assert "FR76 3000" in browser.get(here).content.decode()
    assert browser.get(f"{here}slip.pdf").content.startswith(b"%PDF")


def test_nobody_opens_the_basket_of_somebody_else(client, sale, charlie, hive):
    basket = fixtures.order(sale, charlie, Carrots=500)
    eve = known_browser(fixtures.member(hive, "Eve"))
    for path in ("", "slip.pdf"):
        assert eve.get(f"/en/buying-groups/baskets/{basket.pk}/{path}").status_code == 404
    assert client.get(f"/en/buying-groups/baskets/{basket.pk}/").status_code == 302


def test_the_team_founds_a_group_and_holds_a_sale(client, dora):
    client.force_login(dora)
    books = of_ledger.books(kind="association", opened_on=timezone.localdate() - timedelta(days=9))
    said = {"name": "Hill", "slug": "hill", "books": books.pk, "place": "School", "least_members": 0,
            "least_producers": 1, "needed_kind": "market"}  # fmt: skip
    client.post(reverse("hives:new"), said)
    hive = Hive.objects.get()
    client.post(reverse("hives:producer_new"), {"name": "Marie", "kind": "market"})
    marie = Producer.objects.get()
    client.post(
        reverse("hives:products", args=[marie.pk]),
        {"product-name": "Carrots", "product-unit": "kilo", "product-price": "2.40", "product-vat": "5.5",
         "product-step": "0.5", "product-case": "10"},
    )  # fmt: skip
    terms = {"supply-producer": marie.pk, "supply-least_amount": "100", "supply-cancel_notice": 30,
             "supply-end_notice": 60}  # fmt: skip
    client.post(reverse("hives:supplies", args=[hive.pk]), terms)
    fee = {"fee-name": "Host", "fee-percent": "8.35", "fee-from_on": "2026-01-01"}
    client.post(reverse("hives:fees", args=[hive.pk]), fee)
    client.post(reverse("hives:opening", args=[hive.pk]))
    now = timezone.localtime()
    times = {"opens_at": 0, "closes_at": 24, "pickup_from": 48, "pickup_until": 50}
    sent = {key: f"{now + timedelta(hours=n):%Y-%m-%dT%H:%M}" for key, n in times.items()}
    client.post(reverse("hives:sale_new", args=[hive.pk]), sent)
    offer = Sale.objects.get().offers.get()
    assert (offer.price, offer.vat, offer.step, offer.case) == (2_40, 550, 500, 10_000)
    assert Fee.objects.get().points == 835 and hive.supplies.get().least_amount == 100_00
    for name in ("hive", "edit", "sale_new"):
        assert client.get(reverse(f"hives:{name}", args=[hive.pk])).status_code == 200


def test_a_wrong_form_is_shown_again_with_the_remedy(client, dora, hive):
    client.force_login(dora)
    garden = fixtures.producer(hive)
    wrong = {"product-name": "X", "product-unit": "piece", "product-price": "1", "product-vat": "5.5",
             "product-case": "1.5"}  # fmt: skip
    answer = client.post(reverse("hives:products", args=[garden.pk]), wrong)
    assert answer.status_code == 422 and "nombre entier de pièces" in answer.content.decode()
    now = timezone.localtime()
    sent = dict.fromkeys(("opens_at", "closes_at", "pickup_from", "pickup_until"), f"{now:%Y-%m-%dT%H:%M}")
    answer = client.post(reverse("hives:sale_new", args=[hive.pk]), sent)
    assert answer.status_code == 422 and not Sale.objects.exists()


def test_a_sale_is_closed_corrected_paid_and_picked_up_in_hq(client, dora, sale, charlie, hive):
    of_payments.channel(hive.books, "cash")
    basket = fixtures.order(sale, charlie, Carrots=5_000)
    client.force_login(dora)
    page = client.get(reverse("hives:sale", args=[sale.pk])).content.decode()
    assert "Marie’s garden" in page and "12,50" in page
    client.post(reverse("hives:closing", args=[sale.pk]))
    for name in sheets.SHEETS:
        assert client.get(reverse("hives:sheet", args=[sale.pk, name])).content.startswith(b"%PDF")
    line = basket.lines.get()
    sent = {f"l{line.pk}-now": "4.5", f"l{line.pk}-kind": "weight"}
    client.post(reverse("hives:correction", args=[basket.pk, line.pk]), sent)
    client.post(
        reverse("hives:basket_payment", args=[basket.pk]), {"means": "cash", "on": timezone.localdate()}
    )
    client.post(reverse("hives:picked", args=[basket.pk]))
    delivery = sale.deliveries.get()
    client.post(reverse("hives:delivery_payment", args=[sale.pk, delivery.pk]))
    basket.refresh_from_db()
    delivery.refresh_from_db()
    assert (basket.total, basket.due) == (11_25, 0) and basket.picked_at and delivery.paid_on
    for name, key in (("sale", sale.pk), ("basket", basket.pk)):
        assert client.get(reverse(f"hives:{name}", args=[key])).status_code == 200


def test_a_user_of_another_territory_sees_nothing_of_it(client, alice, sale, charlie):
    basket = fixtures.order(sale, charlie, Carrots=500)
    client.force_login(alice)
    assert client.get(reverse("hives:hive", args=[sale.hive_id])).status_code == 404
    assert client.get(reverse("hives:sale", args=[sale.pk])).status_code == 404
    assert client.get(reverse("hives:basket", args=[basket.pk])).status_code == 404
    assert sale.hive.name not in client.get(reverse("hives:hives")).content.decode()


def test_phones_and_hq_note_the_pick_up_in_one_log(client, dora, sale, charlie):
    basket = fixtures.order(sale, charlie, Carrots=5_000)
    closed(sale)
    client.force_login(dora)
    page = client.post(reverse("hives:phone", args=[sale.pk])).content.decode()
    assert "/phone/#" in page and "<svg" in page
    handset = Handset.objects.get()
    with translation.override("en"):
        snapshot = pickup.KIND.snapshot(handset.stream, handset)
    assert snapshot["baskets"] == [
        {"key": "1", "goods": ["5 kg × Carrots (Marie’s garden)"], "due": "€12.50", "is_picked": False}
    ]
    pickup.note(basket=basket, is_picked=True, user=dora)
    basket.refresh_from_db()
    assert basket.picked_at and LoggedEntry.objects.get().verb == "picked"
    pickup.note(basket=basket, is_picked=False, user=dora)
    basket.refresh_from_db()
    assert basket.picked_at is None


def test_their_data_tells_it_and_an_erasure_leaves_amounts_alone(sale, charlie, hive):
    fixtures.order(sale, charlie, Carrots=5_000)
    parts = {part.name: list(part.rows(charlie)) for part in _parts()}
    assert parts["hives"][0][0] == hive.name and "5 kg Carrots" in parts["hive_baskets"][0][2]
    assert any(use.name == "hives" and use.rows().exists() for use in uses.all())
    privacy.erase([charlie.pk], [])
    assert fixtures.offer(sale).wanted == 0
    assert not Member.objects.exists() and not Basket.objects.exclude(person=None).exists()


def _parts():
    from hustings.people.selfservice import parts

    return [part for part in parts.my_data.all() if part.name.startswith("hive")]


def test_to_dos_tell_of_producers_to_pay(dora, sale, charlie):
    fixtures.order(sale, charlie, Carrots=5_000)
    closed(sale)
    assert not list(due.deeds_of(dora))
    past = timezone.now() - timedelta(days=1)
    Sale.objects.filter(pk=sale.pk).update(
        opens_at=past - timedelta(days=3), closes_at=past - timedelta(days=2),
        pickup_from=past - timedelta(hours=2), pickup_until=past,
    )  # fmt: skip
    assert [str(each.text) for each in due.deeds_of(dora)] == ["1 producer to pay"]


def test_the_demonstration_holds_a_sale_and_opens_the_next(dora):
    for n in range(3):
        fixtures.Person.objects.create(given_name=f"P{n}", family_name="Roy")
    from hustings.networks.hives import demo

    demo.fill(lambda words: None)
    demo.fill(lambda words: None)
    assert [bool(row.closed_at) for row in Sale.objects.order_by("closes_at")] == [True, False]


def test_the_demonstration_shows_a_shared_case_that_is_not_full(dora):
    from hustings.networks.hives import demo

    for n in range(demo.N):
        fixtures.Person.objects.create(given_name=f"P{n}", family_name="Roy")
    demo.fill(lambda words: None)
    cases = Sale.objects.get(closed_at=None).offers.exclude(case=0)
    assert {row.name: row.missing > 0 for row in cases} == {"Apples": True, "Leaflets, by 100": True}
