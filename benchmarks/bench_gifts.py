"""Payments told by webhooks that are doubled, shuffled, late and lost, while our processes are killed.

The provider is a simulator in a process of its own that signs as Stripe does. Gifts and payments are begun
before: measured is what comes after, from the webhook to the settled gift in the books.

HUSTINGS_BENCH_SECONDS=600 python -m benchmarks gifts
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks import gifts_world, report, web_server
from tests.cast.cluster import processes

SECONDS = int(os.environ.get("HUSTINGS_BENCH_SECONDS", "60"))
RATE, KILLS = 100, 10
POURED = 110  # a second: what arrives at the rate itself can't be settled faster than it
DAYS = 3 * 86_400
PATIENCE = 900  # seconds without news


def main() -> None:
    """Measure, then compare all sides to the cent."""
    n = SECONDS * POURED
    report.header("Gifts", gifts=n, seconds=SECONDS, kills=KILLS)
    channel = gifts_world.prepare(n)
    provider = gifts_world.Provider()
    os.environ["HUSTINGS_STRIPE_URL"] = f"http://127.0.0.1:{provider.port}"
    world = World(channel)
    try:
        took = _pour(world, provider, channel)
        report.figure("gifts settled", n / took, "a second", at_least=RATE)
        is_wrong = _compare(world, provider, channel, n)
    finally:
        world.stop()
        provider.stop()
    if is_wrong:
        raise SystemExit(1)


class World:
    """Our web server and worker; killed and started again."""

    def __init__(self, channel: int) -> None:
        self.port, self.n_killed = processes.port(), 0
        self.env = {**os.environ, "HUSTINGS_HOSTS": "127.0.0.1"}
        self.web = self._web()
        self.worker = self._worker()
        self.post = gifts_world.Post(f"http://127.0.0.1:{self.port}/m/pay/{channel}/")

    def _web(self) -> "subprocess.Popen[bytes]":
        return web_server.start(self.port, self.env, "hustings.wsgi", 4)

    def _worker(self) -> "subprocess.Popen[bytes]":
        words = [sys.executable, "-m", "hustings.shells.cli", "worker", "--name", f"gifts-{self.n_killed}"]
        return subprocess.Popen(words, env=self.env, start_new_session=True)

    def kill_one(self) -> None:
        """The worker two times of three, else the web server: kill -9."""
        self.n_killed += 1
        if self.n_killed % 3 == 0:
            web_server.kill(self.web)
            self.web = self._web()
        else:
            web_server.kill(self.worker)
            self.worker = self._worker()

    def stop(self) -> None:
        web_server.kill(self.web)
        web_server.kill(self.worker)


def _pour(world: World, provider: gifts_world.Provider, channel: int) -> float:
    """Have payers pay at the rate, and processes killed; seconds until all that was told is settled."""
    waiting = gifts_world.payments(channel)
    began, seen = time.monotonic(), 0
    for second in range(SECONDS):
        part = waiting[second * POURED : (second + 1) * POURED]
        provider.ask("charge", {"payments": part})
        events = provider.ask(f"events/{seen}")["events"]
        seen += len(events)
        world.post.take(events)
        if (second + 1) * KILLS // SECONDS > world.n_killed:
            world.kill_one()
        time.sleep(max(began + second + 1 - time.monotonic(), 0))
    world.post.end()
    counts = world.post.counts
    told = len(waiting) - counts["lost"] - counts["late"]
    _until(lambda: _settled(channel) >= told, lambda: _settled(channel))
    took = time.monotonic() - began
    print(f"webhooks: {', '.join(f'{number:,} {what}' for what, number in counts.items())}; {KILLS} kills")
    return took


def _settled(channel: int) -> int:
    from hustings.money.payments.models import Payment

    return Payment.objects.filter(channel=channel, state="settled").count()


def _until(is_done: Callable[[], bool], news: Callable[[], Any]) -> None:
    from hustings.money.payments import upkeep

    last, since = news(), time.monotonic()
    while not is_done():
        time.sleep(1)
        upkeep.wake()  # as the scheduler does each minute
        now = news()
        if now != last:
            last, since = now, time.monotonic()
        if time.monotonic() - since > PATIENCE:
            raise TimeoutError(f"no news since {last}")


def _compare(world: World, provider: gifts_world.Provider, channel: int, n: int) -> bool:
    """Three days later: late webhooks come, lost ones are found, the provider pays out, the bank tells."""
    from django.conf import settings

    from hustings.money.banking import actions
    from hustings.money.payments import reconciliation
    from hustings.money.payments.models import Channel, Event, Payout

    settings.STRIPE_URL = os.environ["HUSTINGS_STRIPE_URL"]
    road = Channel.objects.select_related("books").get(pk=channel)
    provider.ask("set", {"ahead": DAYS})
    late = gifts_world.Post(world.post.url)
    late.waiting.extend([event for event in world.post.late for _twice in range(2)])
    late.end()
    with report.stopwatch() as seconds:
        found = reconciliation.ask(road)
    report.figure("found by reconciliation", found, f"events in {seconds():.0f} s")
    provider.ask("payout", {})
    reconciliation.ask(road)
    reconciliation.ask(road)
    _until(lambda: not Event.objects.filter(done_at=None).exists(), Event.objects.filter(done_at=None).count)
    paid = Payout.objects.get()
    line = f"date;libelle;montant\n{paid.on};STRIPE;{paid.amount / 100:.2f}"
    actions.bring(books=road.books, name="bank.csv", content=line.encode())
    return _print(provider.ask("sums"), channel, n)


def _print(theirs: dict[str, Any], channel: int, n: int) -> bool:
    from django.db.models import Sum

    from hustings.money.banking import channel_part
    from hustings.money.donations.models import Donation
    from hustings.money.ledger import balances
    from hustings.money.ledger.models import Account, Entry
    from hustings.money.payments import reconciliation
    from hustings.money.payments.models import Channel

    road = Channel.objects.select_related("books").get(pk=channel)
    held = {
        role: balances.balance(road.books.account(role))
        for role in (Account.Role.BANK, Account.Role.GIFTS, Account.Role.FEES, Account.Role.TRANSIT)
    }
    ours = reconciliation.sums(road)
    settled = Donation.objects.filter(state="settled").aggregate(sum=Sum("amount"))["sum"]
    entries = Entry.objects.filter(source__endswith=":settled").count()
    report.figure("gifts lost", n - entries, "gifts", at_most=0)
    report.figure("entries above one a gift", max(entries - n, 0), "entries", at_most=0)
    pairs = {
        "provider = payments": (theirs["charged"], ours["received"]),
        "payments = donations": (ours["received"], settled),
        "donations = books": (settled, abs(held[Account.Role.GIFTS])),
        "payout = bank in the books": (theirs["paid_out"], held[Account.Role.BANK]),
        "payout = bank statement": (theirs["paid_out"], channel_part.at_bank(road)),
        "fees = books": (theirs["fees"], held[Account.Role.FEES]),
        "still on its way": (theirs["net"] - theirs["paid_out"], held[Account.Role.TRANSIT]),
    }
    for name, (left, right) in pairs.items():
        report.figure(f"{name}, difference", abs(left - right), f"cents of {left:,}", at_most=0)
    differences = reconciliation.differences(road)
    report.figure("differences that HQ shows", len(differences), "", at_most=0)
    wrong = [name for name, (left, right) in pairs.items() if left != right]
    return bool(wrong or differences or entries != n)


if __name__ == "__main__":
    report.on_each_database(main)
