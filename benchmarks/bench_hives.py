"""Pooled orders: 200 last-minute baskets over 50 connections, one closing, sums to the cent, a whole network.

Last minute: two server processes, and goods of which there are too few; beside it a model that reads what is
left and then writes. Closing: 300 baskets of 12 lines among 1,200 goods of 60 producers, beside the bare rule
without a database. The network: 1,200 groups close the same evening, in two processes; HUSTINGS_BENCH_HIVES
says how many, where less is to be measured.
"""

import asyncio
import os
import random
import statistics
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from subprocess import PIPE
from typing import Any

from benchmarks import hives_factory as factory
from benchmarks import report
from benchmarks.petition_load import request, send
from benchmarks.web_server import serving

HIVES = int(os.environ.get("HUSTINGS_BENCH_HIVES", "1200"))
MEMBERS, LINES = 225, 6  # of a group of the network: 270,000 members, 1.6 million lines
ORDERS, CLIENTS, STOCK = 200, 50, 50
TOKEN = "a" * 32  # against forms of other sites
SALES = 10_000
CLOSE = "--close"  # a process that closes these sales


def main() -> None:
    """Measure."""
    from django.core.management import call_command

    if CLOSE in sys.argv:
        _close(sys.argv[sys.argv.index(CLOSE) + 1 :])
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    report.header("Pooled orders", orders=ORDERS, connections=CLIENTS, hives=HIVES, members=HIVES * MEMBERS)
    _last_minute()
    _closing()
    _to_the_cent()
    _network()


def _last_minute() -> None:
    """200 members send their basket over 50 connections; of some goods there are too few."""
    from hustings.networks.hives.models import Basket, Line, Member, Offer

    of = factory.hive("last", factory.books("Last"), 10)
    factory.goods(of, 60, STOCK)
    people = factory.members(ORDERS)
    Member.objects.bulk_create(Member(hive=of, person=person) for person in people)
    sale = factory.sale(of)
    offers = [row for row in sale.offers.order_by("pk") if not row.is_weighed and not row.case]
    env = {**os.environ, "HUSTINGS_TRUSTED_PROXIES": "1"}
    with serving(env, "hustings.wsgi") as port:
        sent = [_order(sale, person, offers) for person in people]
        asyncio.run(send(port, [_look(sale)] * CLIENTS, CLIENTS))  # the page was read before it is ordered on
        with report.stopwatch() as seconds:
            answers = asyncio.run(send(port, sent, CLIENTS))
    rows = list(Offer.objects.filter(sale=sale))
    taken = sum(status == 302 for _took, status in answers)
    refused = sum(status == 422 for _took, status in answers)
    lines = sum(row.quantity for row in Line.objects.filter(basket__sale=sale))
    kept = Basket.objects.live().filter(sale=sale).count()
    took = sorted(each for each, _status in answers)
    bare = _bare(people, offers)
    report.figure("last-minute orders, beside read and write", ORDERS / seconds(), "a second", beside=bare)
    report.figure("95 % answered within", 1_000 * took[int(len(took) * 0.95)], "ms", at_most=300)
    report.figure("baskets refused since something was sold out", refused, "orders")
    report.figure(
        "oversold", sum(max(0, row.wanted + row.spare - STOCK) for row in rows), "pieces", at_most=0
    )
    lost = abs(taken - kept) + abs(sum(row.wanted for row in rows) - lines) + ORDERS - taken - refused
    report.figure("lost", lost, "orders", at_most=0)


def _look(sale: Any) -> bytes:
    """Read the page of a sale."""
    path = f"/fr/buying-groups/sales/{sale.pk}/"
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: http\r\n\r\n".encode()


def _order(sale: Any, person: Any, offers: list[Any]) -> bytes:
    """The form of one member, from a browser that is remembered."""
    from hustings.people.persons.models import Email
    from hustings.people.signups.actions import devices
    from hustings.people.signups.devices import cookie_name

    address = f"p{person.pk}@example.org"
    email = Email.objects.create(person=person, address=address, key=address, status="confirmed")
    chance = random.Random(person.pk)
    wanted = {f"q{row.pk}": str(chance.randint(1, 3)) for row in chance.sample(offers, min(12, len(offers)))}
    cookie = f"{cookie_name()}={devices.remember(email=email)}; csrf={TOKEN}"
    plain = request(f"/fr/buying-groups/sales/{sale.pk}/", wanted | {"csrfmiddlewaretoken": TOKEN}, person.pk)
    return plain.replace(b"Content-Type", f"Cookie: {cookie}\r\nContent-Type".encode(), 1)


def _bare(people: list[Any], offers: list[Any]) -> float:
    """Orders a second of a model that reads what is left and writes each good by itself, without a lock."""
    from django.db import connection

    from hustings.networks.hives.models import Product

    rows = list(Product.objects.filter(pk__in=[row.product_id for row in offers]))

    def one(person: Any) -> None:
        chance = random.Random(person.pk)
        for row in chance.sample(rows, min(12, len(rows))):
            left = Product.objects.values_list("stock", flat=True).get(pk=row.pk) or 0
            Product.objects.filter(pk=row.pk).update(stock=max(0, left - 1))
        connection.close()

    with ThreadPoolExecutor(CLIENTS) as pool, report.stopwatch() as seconds:
        list(pool.map(one, people))
    return len(people) / seconds()


def _closing() -> None:
    """One closing with all that belongs to it; the bare rule beside it."""
    from hustings.networks.hives import closure
    from hustings.networks.hives.rules import closing

    of = factory.hive("closing", factory.books("Closing"), 60)
    factory.goods(of, 1_200)
    took, bare = [], []
    people = factory.members(300)
    for number in range(5):
        sale = factory.sale(of)
        factory.baskets(sale, people, 12, seed=number)
        order = closure.order_of(sale)
        with report.stopwatch() as seconds:
            closing.close(order)
        bare.append(seconds())
        with report.stopwatch() as seconds:
            closure.close(sale.pk)
        took.append(seconds())
    beside = statistics.median(bare)
    report.figure("closing of 300 baskets × 12 lines", statistics.median(took), "s", beside=beside, at_most=1)


def _to_the_cent() -> None:
    """Random sales through the rules: what members pay is what producers get, fees and VAT."""
    from hustings.networks.hives.rules import amounts, closing

    chance, wrong = random.Random(7), 0
    for _number in range(SALES):
        order, rates = _random_sale(chance)
        outcome = closing.close(order)
        baskets: dict[int, amounts.Sums] = {}
        producers: dict[int, amounts.Sums] = {}
        for wish in order.wishes:
            good = order.goods[wish.good]
            sums = amounts.line(good.price, outcome.got[wish.key])
            baskets[wish.basket] = baskets.get(wish.basket, amounts.Sums()).plus(sums)
            producers[good.producer] = producers.get(good.producer, amounts.Sums()).plus(sums)
        wrong += not amounts.is_balanced(
            {key: (sums, amounts.fee(sums.net, rates, is_added=True)) for key, sums in baskets.items()},
            {key: (sums, amounts.fee(sums.net, rates, is_added=False)) for key, sums in producers.items()},
        )
    report.figure(f"of {SALES:,} random sales not right to the cent", wrong, "sales", at_most=0)


def _random_sale(chance: random.Random) -> tuple[Any, list[Any]]:
    from hustings.networks.hives.rules.amounts import Price, Rate
    from hustings.networks.hives.rules.closing import Good, Least, Order, Wish

    goods = {}
    for key in range(chance.randint(1, 12)):
        is_weighed = chance.random() < 0.3
        price = Price(
            chance.randint(1, 5_000), chance.choice((0, 210, 550, 1_000, 2_000)), chance.choice((0, 0, 20)),
            250 if is_weighed else 1, is_weighed,
        )  # fmt: skip
        case = chance.choice((0, 0, 6)) * price.step
        goods[key] = Good(key, chance.randint(1, 4), price, case)
    wishes = []
    for key in range(chance.randint(1, 40)):
        good = goods[chance.randrange(len(goods))]
        more = good.price.step * chance.randint(0, 3) if good.case else 0
        quantity = good.price.step * chance.randint(1, 5)
        wishes.append(Wish(key, chance.randint(1, 9), good.key, quantity, more))
    least = {
        key: Least(chance.choice((0, 0, 50_00, 200_00)), chance.choice((0, 0, 10))) for key in range(1, 5)
    }
    order = Order(goods, wishes, least, chance.choice((0, 0, 10_00)), chance.choice((0, 0, 100_00)))
    rates = [Rate(chance.randint(1, 1_700), chance.random() < 0.5) for _each in range(chance.randint(0, 3))]
    return order, rates


def _network() -> None:
    """All groups close: two processes, as two workers do. Each group has books of its own."""
    from django.db import connection

    from hustings.networks.hives.models import Sale

    people = factory.members(MEMBERS)
    keys, n = [], 0
    for number in range(HIVES):
        of = factory.hive(f"n{number}", factory.books(f"N{number}"), 8)
        factory.goods(of, 60)
        sale = factory.sale(of)
        n += factory.baskets(sale, people, LINES, seed=number)
        keys.append(str(sale.pk))
    connection.close()
    parts = [keys[::2], keys[1::2]]
    command = [sys.executable, "-m", "benchmarks.bench_hives", CLOSE]
    running = [subprocess.Popen([*command, *part], stdin=PIPE, stdout=PIPE) for part in parts]
    for each in running:
        each.stdout.readline()  # type: ignore[union-attr] # they are ready, as workers are
    with report.stopwatch() as seconds:
        for each in running:
            each.stdin.close()  # type: ignore[union-attr]
        codes = [each.wait() for each in running]
    if any(codes) or Sale.objects.filter(pk__in=keys[:900], closed_at=None).exists():
        raise RuntimeError("not all were closed")
    share = HIVES / 1_200
    report.figure(
        f"{HIVES:,} groups with {n:,} lines closed on two cores", seconds() / 60, "min", at_most=10 * share
    )


def _close(keys: list[str]) -> None:
    from hustings.networks.hives import closure

    print("ready", flush=True)
    sys.stdin.read()
    for key in keys:
        closure.close(int(key))


if __name__ == "__main__":
    report.on_each_database(main)
