"""Fifty phones at the doors, cut off, killed, with wrong clocks: notes lost, doubled, or told otherwise.

First in hypothesis: any schedules of up to five phones at three doors. Then afternoons of fifty phones in
pairs in memory, all on one log, beside the rivals of ``doors_rivals``; then pairs of phones through the
app's log and its tables, each batch sent three times.
"""

import os
import random
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks import report

PHONES, VISITS, DOORS_OF_PAIR = 50, 200, 250
AFTERNOONS = 2
SEED = 20270411


def main(schedules: int) -> None:
    """All three parts; the first two need no database, so they run once."""
    if os.environ.get(report.INSIDE) != "PostgreSQL":
        any_schedule(schedules)
        afternoons()
    through_the_app()


def any_schedule(n: int) -> None:
    """Hypothesis' own; the first that fails ends it."""
    from tests.cast.field.canvassing import schedules as played

    report.header("Doors: any schedule", schedules=n, phones="2-5", steps="1-25")
    found: Counter[str] = Counter()
    quiet = [HealthCheck.too_slow, HealthCheck.large_base_example, HealthCheck.data_too_large]

    @settings(
        max_examples=n, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=quiet
    )
    @given(played.histories(), st.integers(0, 2**32))
    def play(steps: Any, seed: int) -> None:
        ours = played.Ours(steps)
        found["schedules"] += 1
        found["lost"] += ours.lost
        found["doubled"] += ours.doubled
        found["unequal"] += ours.unequal
        found["reordered"] += ours.reordered(random.Random(seed))

    play()
    report.figure("schedules", found["schedules"], "schedules", at_least=n)
    _told(found)


def _told(found: Counter[str]) -> None:
    report.figure("notes lost", found["lost"], "notes", at_most=0)
    report.figure("notes doubled", found["doubled"], "notes", at_most=0)
    report.figure("replicas with another state", found["unequal"], "phones", at_most=0)
    report.figure("doors that another order would change", found["reordered"], "doors", at_most=0)


def afternoons() -> None:
    """Fifty phones in pairs, beside what two other tools would make of the very same schedules."""
    from benchmarks.doors_rivals import ArrivalWins, ClientClock
    from tests.cast.field.canvassing import schedules as played

    report.header(
        "Doors: an afternoon", phones=PHONES, visits=VISITS, pairs=PHONES // 2, afternoons=AFTERNOONS
    )
    found: Counter[str] = Counter()
    for seed in range(SEED, SEED + AFTERNOONS):
        steps = list(played.afternoon(random.Random(seed), PHONES, VISITS, DOORS_OF_PAIR))
        ours = played.Ours(steps)
        arrival, clock = ArrivalWins(steps, random.Random(seed)), ClientClock(steps)
        found["notes"] += len(ours.noted)
        found["lost"] += ours.lost
        found["doubled"] += ours.doubled
        found["unequal"] += ours.unequal
        found["reordered"] += ours.reordered(random.Random(seed))
        found["doors talked at"] += len(arrival.talked)
        found["hidden by arrival"] += arrival.hidden
        found["never pulled"] += arrival.never_pulled
        found["hidden by clock"] += clock.hidden
        found["uncounted"] += clock.uncounted
    report.figure("notes", found["notes"], "notes", at_least=AFTERNOONS * PHONES * VISITS)
    _told(found)
    talked, notes = found["doors talked at"], found["notes"]
    report.share("arrival wins: conversations hidden", found["hidden by arrival"], talked)
    report.figure("arrival wins: notes that a cursor skipped", found["never pulled"], "notes")
    report.share("client clock: conversations hidden", found["hidden by clock"], talked)
    report.share("client clock: visits that today’s sums lack", found["uncounted"], notes)


@dataclass
class Pair:
    """A walk list and its two phones."""

    walk_list: Any
    phones: list[Any]


def through_the_app() -> None:
    """The afternoon through log, settling and tables."""
    from hustings.field.canvassing.models import DoorResult
    from hustings.foundation.sync.models import LoggedEntry

    report.header("Doors: through the app", phones=PHONES, visits=VISITS, sent=3)
    pairs = [_pair(n) for n in range(PHONES // 2)]
    began = time.perf_counter()
    noted = [each for n, pair in enumerate(pairs) for each in _walk(pair, random.Random(SEED + n))]
    seconds = time.perf_counter() - began
    ids = {each.id for each in noted}
    there = list(LoggedEntry.objects.values_list("pk", flat=True))
    report.figure("notes lost", len(ids - {*there}), "notes", at_most=0)
    report.figure("notes doubled", len(there) - len({*there}), "notes", at_most=0)
    report.figure("notes with a problem", LoggedEntry.objects.exclude(problem="").count(), "notes", at_most=0)
    wrong = sum(_unequal(pair, DoorResult) for pair in pairs)
    report.figure("doors of which a phone or a table says otherwise", wrong, "doors", at_most=0)
    report.figure("notes taken in, each sent three times", len(noted) / seconds, "notes/s")


def _pair(n: int) -> Pair:
    from tests.cast.field.canvassing import street

    text = "\n".join(f"{n} rue des Lilas; A; {at // 5}; {at}" for at in range(DOORS_OF_PAIR))
    walk_list = street.walk_list(text, name=f"Pair {n}")
    return Pair(walk_list, [street.Phone(walk_list, f"Phone {n}.{each}") for each in range(2)])


def _walk(pair: Pair, dice: random.Random) -> list[Any]:
    """Both note, are cut off, send batches three times in any order, and hear of each other now and then."""
    from hustings.foundation.sync import log
    from tests.cast.field.canvassing.schedules import VERBS, due_at
    from tests.cast.field.canvassing.street import AT

    keys = [key for doors in pair.walk_list.listed.values() for key in doors]
    noted: list[Any] = []
    waiting: dict[int, list[Any]] = {0: [], 1: []}
    for step in range(2 * VISITS):
        at = step % 2
        key, verb = dice.choice(keys), dice.choice(VERBS)
        due = due_at(verb, AT.timestamp() + step)
        made = pair.phones[at].make(key, verb, **({"due": due} if due else {}))
        noted.append(made)
        waiting[at].append(made)
        if dice.random() < 0.06:
            for _time in range(3):
                log.append(pair.phones[at].handset, dice.sample(waiting[at], len(waiting[at])))
            waiting[at] = []
        if dice.random() < 0.04:
            pair.phones[at].hear()
    for at, phone in enumerate(pair.phones):
        log.append(phone.handset, waiting[at])
    for phone in pair.phones:
        phone.hear()
    return noted


def _unequal(pair: Pair, results: Any) -> int:
    from hustings.field.canvassing import rules

    rows = results.objects.filter(walk_list=pair.walk_list).values_list("key", "code", "n_talks", "wish")
    told = {key: found for key, *found in rows}
    wrong = 0
    for phone in pair.phones:
        states = rules.by_door([rules.logged(entry) for entry in phone.held], rules.Building())
        found = {key: [state.code, len(state.talks), state.wish] for key, state in states.items()}
        wrong += sum(found.get(key) != told.get(key) for key in {*found, *told})
    return wrong
