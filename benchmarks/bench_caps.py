"""Pairs of gifts that race to one person's cap, from two processes that start each race together.

Each may be given alone, both would pass the cap. Beside it a rival that asks the same question of the same
rows and writes, but holds no lock in between.
"""

import argparse
import multiprocessing
from collections import Counter
from typing import Any

from benchmarks import report

CAP, GIFT = 4_600_00, 3_000_00


def main() -> None:
    """Measure."""
    words = argparse.ArgumentParser()
    words.add_argument("--pairs", type=int, default=10_000)
    words.add_argument("--rival-pairs", type=int, default=1_000)
    asked = words.parse_args()
    report.header("Cap by person", pairs=asked.pairs, gift=GIFT // 100, cap=CAP // 100)
    fund = _fund()
    ours = _race("pledges", fund, _people(asked.pairs), "locked")
    theirs = _race("pledges of the unlocked rival", fund, _people(asked.rival_pairs), "unlocked")
    report.share("people above their cap", ours, asked.pairs, at_most=0)
    report.share("the same, of the unlocked rival", theirs, asked.rival_pairs)
    if ours:
        raise SystemExit(1)


def _fund() -> int:
    from tests.cast.money.donations import fixtures

    fixtures.france()
    return int(fixtures.candidate().pk)


def _people(n: int) -> list[int]:
    from hustings.people.persons.models import Person

    rows = (Person(given_name=f"Charlie {number}", family_name="Martin") for number in range(n))
    return [row.pk for row in Person.objects.bulk_create(rows, batch_size=1_000)]


def _race(title: str, fund: int, people: list[int], how: str) -> int:
    """Have both processes give to each person's cap at once; how many stand above it after."""
    from django.db import connections

    connections.close_all()
    spawn = multiprocessing.get_context("spawn")
    gate, told = spawn.Barrier(2), spawn.Queue()
    racers = [spawn.Process(target=_racer, args=(gate, told, fund, people, how)) for _ in range(2)]
    with report.stopwatch() as seconds:
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join()
        took = seconds()
    if any(racer.exitcode for racer in racers):
        raise RuntimeError("A racer broke off.")
    counts = sum((told.get() for _ in racers), Counter[str]())
    report.figure(title, sum(counts.values()) / took, "a second")
    print(f"{title}: {', '.join(f'{n:,} {what}' for what, n in sorted(counts.items()))}")
    return _above(people)


def _above(people: list[int]) -> int:
    from django.db.models import Sum

    from hustings.money.donations.models import Donation

    rows = Donation.objects.counted().filter(person__gte=people[0], person__lte=people[-1]).order_by()
    sums = rows.values("person").annotate(given=Sum("amount")).values_list("given", flat=True)
    return sum(given > CAP for given in sums)


def _racer(gate: Any, told: Any, fund: int, people: list[int], how: str) -> None:
    import django

    django.setup()
    from django.db import OperationalError

    from hustings.money.donations.models import Fund
    from hustings.money.donations.refusals import AgainstLaw
    from hustings.people.persons.models import Person
    from tests.cast.money.donations import fixtures

    held, counts = Fund.objects.get(pk=fund), Counter[str]()
    give = fixtures.pledge if how == "locked" else unlocked
    for pk in people:
        person = Person(pk=pk)
        gate.wait(60)
        try:
            give(held, person, GIFT)
            counts["taken"] += 1
        except AgainstLaw:
            counts["refused"] += 1
        except OperationalError:
            counts["database busy"] += 1
    told.put(counts)


def unlocked(fund: Any, person: Any, amount: int) -> None:
    """The rival: the same question and the same rows, without a lock."""
    from django.utils import timezone

    from hustings.foundation.legal import Refused
    from hustings.money.donations import caps
    from hustings.money.donations.models import Donation
    from hustings.money.donations.refusals import AgainstLaw
    from tests.cast.money.donations import fixtures

    donor = fixtures.facts(person=person)
    donor.fit()
    row = Donation(
        fund=fund, person=person, donor=donor, amount=amount, means="card", currency="EUR",
        given_on=timezone.localdate(),
    )  # fmt: skip
    answer = caps.judge(row)
    if isinstance(answer, Refused):
        raise AgainstLaw(answer)
    donor.save()
    row.donor = donor
    row.save()


if __name__ == "__main__":
    report.on_each_database(main)
