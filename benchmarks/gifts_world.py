"""Gifts whose payments wait, at a provider in a process of its own, and the way its webhooks take."""

import json
import os
import random
import subprocess
import sys
import threading
import time
import urllib.request
from collections import deque
from typing import Any

from tests.cast.cluster import processes
from tests.cast.money.payments import stripe_server

SECRET = "whsec_bench"
LOST, DOUBLED, LATE = 0.01, 1.0, 0.02  # of the events
KIND = "payment_intent.succeeded"  # what the endpoint asked for of a card payment
Thing = dict[str, Any]


class Provider:
    """The simulator, asked over HTTP."""

    def __init__(self) -> None:
        self.port = processes.port()
        words = [sys.executable, "-m", "tests.cast.money.payments.stripe_server", str(self.port), SECRET]
        self.process = subprocess.Popen(words, env=os.environ.copy())
        for _try in range(100):
            try:
                self.ask("sums")
                return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the provider does not answer")

    def ask(self, path: str, said: Thing | None = None) -> Thing:
        body = None if said is None else json.dumps(said).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/_sim/{path}", body)
        with urllib.request.urlopen(request, timeout=60) as answer:
            found: Thing = json.loads(answer.read())
            return found

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def prepare(n: int) -> int:
    """So many gifts of as many people, each with a payment that the provider waits for; the channel."""
    from django.utils import timezone

    from hustings.money.donations.models import Donation, State
    from hustings.money.payments import vault
    from hustings.money.payments.models import Channel, Payment
    from hustings.people.persons.models import Person
    from tests.cast.money.donations import fixtures

    fixtures.france()
    fund = fixtures.party()
    road = Channel.objects.create(books=fund.books, provider="stripe", name="Cards", test_mode=True)
    vault.keep(road, {"secret_key": "sk_test_right", "webhook_secret": SECRET})
    people = Person.objects.bulk_create(
        (Person(given_name=f"Charlie {at}", family_name="Martin") for at in range(n)), batch_size=1_000
    )
    donors = [fixtures.facts(person=person) for person in people]
    for donor in donors:
        donor.fit()
    type(donors[0]).objects.bulk_create(donors, batch_size=1_000)
    today, chance = timezone.localdate(), random.Random(7)
    gifts = Donation.objects.bulk_create(
        (
            Donation(
                fund=fund, person=donor.person, donor=donor, means="card", currency="EUR", given_on=today,
                amount=chance.choice([10_00, 20_00, 50_00, 120_50, 4_500_00]), state=State.PENDING,
            )
            for donor in donors
        ),
        batch_size=1_000,
    )  # fmt: skip
    Payment.objects.bulk_create(
        (
            Payment(
                channel=road, purpose=f"donations:{gift.pk}", label="Gift", amount=gift.amount,
                currency="EUR", state="pending", provider_id=f"cs_bench_{gift.pk}",
            )
            for gift in gifts
        ),
        batch_size=1_000,
    )  # fmt: skip
    return road.pk


def payments(channel: int) -> list[tuple[str, int]]:
    """Numbers and amounts."""
    from hustings.money.payments.models import Payment

    return list(Payment.objects.filter(channel=channel).order_by("pk").values_list("number", "amount"))


class Post:
    """The internet between: webhooks doubled, shuffled, some lost, some three days late."""

    def __init__(self, url: str, senders: int = 8) -> None:
        self.url, self.chance = url, random.Random(23)
        self.waiting: deque[Thing] = deque()
        self.late: list[Thing] = []
        self.counts = {"sent": 0, "again": 0, "lost": 0, "late": 0}
        self.is_over = False
        self.threads = [threading.Thread(target=self._work, daemon=True) for _n in range(senders)]
        for thread in self.threads:
            thread.start()

    def take(self, events: list[Thing]) -> None:
        """Send some events, each twice and out of order."""
        found = [event for event in events if event["type"] in {KIND, "payout.paid"}]
        bag = []
        for event in found:
            fate = self.chance.random()
            if fate < LOST:
                self.counts["lost"] += 1
            elif fate < LOST + LATE:
                self.counts["late"] += 1
                self.late.append(event)
            else:
                bag += [event, event]
        self.chance.shuffle(bag)
        self.waiting.extend(bag)

    def _work(self) -> None:
        while not (self.is_over and not self.waiting):
            try:
                event = self.waiting.popleft()
            except IndexError:
                time.sleep(0.005)
                continue
            body = json.dumps(event).encode()
            headers = {
                "Content-Type": "application/json", "Stripe-Signature": stripe_server.signature(body, SECRET),
            }  # fmt: skip
            try:
                request = urllib.request.Request(self.url, body, headers)
                urllib.request.urlopen(request, timeout=20).read()
                self.counts["sent"] += 1
            except OSError:  # the server was killed: the provider tries again
                self.counts["again"] += 1
                time.sleep(0.2)
                self.waiting.append(event)

    def end(self) -> None:
        self.is_over = True
        for thread in self.threads:
            thread.join()
