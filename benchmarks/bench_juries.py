"""Juries: assignment without conflicts, ranking with intervals, and who is found among the ten best.

    python -m benchmarks.bench_juries

The pure arithmetic first, then the same as the platform does it, with its rows, on both databases.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from benchmarks import report
from benchmarks.jury_simulation import BEST, EACH, JURORS, PROJECTS, hits, simulated

APPLICATIONS, READERS, REVIEWS, SHARE = 2_000, 120, 3, 0.05


def arithmetic() -> None:
    """Assignment, ranking and quality, without a database."""
    from hustings.networks.juries.arithmetic import assigning, scoring

    report.header("Juries: arithmetic", applications=APPLICATIONS, jurors=READERS, reviews=REVIEWS)
    barred = conflicts()
    with of_one_core() as seconds:
        found = assigning.assign(APPLICATIONS, READERS, REVIEWS, barred, seed=1)
    with of_one_core() as greedy_seconds:
        greedy = by_turns(barred)
    spread = max(found.loads) - min(found.loads)
    report.figure("assignment", seconds(), "s of one core", beside=greedy_seconds(), at_most=2)
    report.figure("greatest difference of loads", spread, "", beside=max(greedy) - min(greedy), at_most=1)
    pairs = {(at, juror) for at, readers in enumerate(found.readers) for juror in readers}
    report.figure("conflicts assigned", len(pairs & set(barred)), "", at_most=0)
    report.figure("applications with too few readers", len(found.short), "", at_most=0)
    _worths, given = simulated(1, APPLICATIONS, READERS, REVIEWS)
    with of_one_core() as seconds:
        standings = scoring.standings(given, 100)
    with of_one_core() as plain_seconds:
        np.bincount(given.applications, given.scores).argsort()
    report.figure("ranking with intervals", seconds(), "s of one core", beside=plain_seconds(), at_most=5)
    report.figure(
        "too close to call, for 100 places", sum(each.is_close for each in standings), "applications"
    )
    corrected, plain = hits(range(30))
    words = f"of the {BEST} best of {PROJECTS}, found by {JURORS} jurors, {EACH} reviews each"
    report.figure(words, corrected, "", beside=plain, at_least=plain + 1)


@contextmanager
def of_one_core() -> Iterator[Callable[[], float]]:
    """Seconds of processor time: what other programs do meanwhile doesn't count."""
    began = time.process_time()
    ended: list[float] = []
    yield lambda: (ended[0] if ended else time.process_time()) - began
    ended.append(time.process_time())


def conflicts() -> list[tuple[int, int]]:
    """Some pairs by lot."""
    generator = np.random.default_rng(5)
    n = int(APPLICATIONS * READERS * SHARE)
    rows = generator.integers(0, APPLICATIONS, n), generator.integers(0, READERS, n)
    return list(zip(rows[0].tolist(), rows[1].tolist(), strict=True))


def by_turns(barred: list[tuple[int, int]]) -> list[int]:
    """The baseline: each application to the next jurors in turn who may read it. Loads by juror."""
    blocked, loads, at = set(barred), [0] * READERS, 0
    for application in range(APPLICATIONS):
        given = 0
        while given < REVIEWS:
            juror, at = at % READERS, at + 1
            if (application, juror) not in blocked:
                loads[juror] += 1
                given += 1
    return loads


def whole() -> None:
    """The same round in the database: conflicts found, reviews written, counted."""
    from hustings.networks.initiatives.models import Round
    from hustings.networks.juries import assignment, conflicts, ranking
    from hustings.networks.juries.models import Conflict, Result, Review

    report.header("Juries: a whole round", applications=APPLICATIONS, jurors=READERS, reviews=REVIEWS)
    round_ = world()
    with report.stopwatch() as seconds:
        conflicts.find(round_)
    report.figure("conflicts found", seconds(), "s")
    with report.stopwatch() as seconds:
        told = assignment.assign(round_)
    report.figure("assignment with its rows", seconds(), "s")
    report.figure("greatest difference of loads", max(told.loads) - min(told.loads), "", at_most=1)
    barred = set(Conflict.objects.values_list("juror", "application"))
    pairs = set(Review.objects.values_list("juror", "application"))
    report.figure("conflicts assigned", len(barred & pairs), f"of {len(barred)}", at_most=0)
    generator = np.random.default_rng(2)
    reviews = list(Review.objects.only("pk"))
    now = Round.objects.get(pk=round_.pk).assigned_at
    for review, total in zip(reviews, generator.normal(60, 15, len(reviews)).clip(0, 100), strict=True):
        review.total, review.done_at = float(total), now
    Review.objects.bulk_update(reviews, ["total", "done_at"], batch_size=500)
    with of_one_core() as seconds:
        ranking.rank(round_)
    report.figure("ranking with intervals and its rows", seconds(), "s of one core", at_most=5)
    report.figure("results", Result.objects.count(), "", at_least=APPLICATIONS)


def world() -> Any:
    """A round with its applications and jurors who agreed; some share an organisation's domain."""
    from django.utils import timezone

    from hustings.networks.initiatives import actions
    from hustings.networks.initiatives.models import Application, State
    from hustings.networks.juries.models import Juror
    from hustings.people.persons.models import Email, Person

    call = actions.new_call(values={"slug": "big", "titles": {"en": "Big"}})
    round_, now = call.rounds.get(), timezone.now()
    people = Person.objects.bulk_create(
        Person(given_name=f"P{at}", language="en") for at in range(APPLICATIONS + READERS)
    )
    addresses = [f"p{at}@house{at % 400}.example" for at in range(len(people))]
    Email.objects.bulk_create(
        Email(person=person, address=address, key=address)
        for person, address in zip(people, addresses, strict=True)
    )
    Application.objects.bulk_create(
        Application(
            round=round_, person=people[at], address=addresses[at], key=addresses[at], language="en",
            source="", title=f"Project {at}", state=State.ELIGIBLE, number=at + 1, sent_at=now,
            confirmed_at=now,
        )
        for at in range(APPLICATIONS)
    )  # fmt: skip
    Juror.objects.bulk_create(
        Juror(round=round_, person=person, name=f"J{at}", agreed_at=now)
        for at, person in enumerate(people[APPLICATIONS:])
    )
    return round_


if __name__ == "__main__":
    if not os.environ.get(report.INSIDE):
        began = time.perf_counter()
        arithmetic()
        print(f"in all {time.perf_counter() - began:.1f} s")
    report.on_each_database(whole)
