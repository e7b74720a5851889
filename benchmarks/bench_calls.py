"""Two hundred callers on one list of 20,000 people: who is rung twice, who is stuck, how long a click takes.

Four processes play the web servers and their callers' pages: pages beat, ring, note results, are closed, are
killed without a word; one process is killed in the middle with all its pages and comes back; the servers'
clocks are up to a day apart. Times are a thirtieth of real ones (a lease of 3 s for 90 s), so that what can
happen in half an hour happens in a minute. How long a click takes is measured at people's pace as well: each
caller asks for somebody about every 20 seconds, as if hardly anybody answered. Beside it a model that reads
ten free people, picks one at random and writes that they are called.
"""

import heapq
import multiprocessing
import os
import random
import signal
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from benchmarks import report

CALLERS, PEOPLE = 200, int(os.environ.get("HUSTINGS_BENCH_N", "20000"))
SERVERS, SECONDS = 4, int(os.environ.get("HUSTINGS_BENCH_SECONDS", "60"))
SKEWS = (timedelta(), timedelta(days=1), timedelta(days=-1), timedelta(hours=3))  # of the servers' clocks
SEEN, TALK = 3.0, 8.0  # seconds that a lease lasts
THINK = 2.0  # seconds at most between two clicks of one caller
PEOPLE_S_PACE = 8.0  # times as slow


@dataclass(frozen=True)
class Held:
    """Somebody in a caller's hands, by the one clock of this machine; ``number`` tells whom."""

    number: str
    since: float
    until: float
    is_rung: bool


def main() -> None:
    """Measure."""
    report.header(
        "Calls: the next contact", people=PEOPLE, callers=CALLERS, servers=SERVERS, seconds=SECONDS,
    )  # fmt: skip
    list_pk, callers = _prepare()
    held, waits = _run(_ours, list_pk, callers, kills=True)
    _told("ours", held, aim=0)
    report.figure("claims", len(waits), "claims", at_least=CALLERS)
    cuts = statistics.quantiles(waits, n=100)
    report.figure("claim at thirty times the pace: half within", cuts[49] * 1000, "ms")
    report.figure("claim at thirty times the pace: 95 % within", cuts[94] * 1000, "ms")
    _settled(list_pk)
    _at_people_s_pace(list_pk, callers)
    _empty(list_pk)
    theirs, their_waits = _run(_read_then_write, list_pk, callers, kills=False)
    _told("read, then write", theirs, aim=None)
    report.figure("read, then write: 95 % within", statistics.quantiles(their_waits, n=100)[94] * 1000, "ms")


def _at_people_s_pace(list_pk: int, callers: list[int]) -> None:
    from hustings.outreach.calls import claims, clock

    _held, waits = _run(_ours, list_pk, callers, kills=False, pace=PEOPLE_S_PACE)
    cuts = statistics.quantiles(waits, n=100)
    report.figure("claims at people's pace", len(waits) / SECONDS, "a second")
    report.figure("claim: half within", cuts[49] * 1000, "ms")
    report.figure("claim: 95 % within", cuts[94] * 1000, "ms", at_most=30)
    claims.lapse(clock.now() + timedelta(minutes=10))


def _prepare() -> tuple[int, list[int]]:
    from django.db import connection
    from django.utils import timezone

    from hustings.foundation.accounts.models import Grant, User
    from hustings.outreach.calls import filling
    from hustings.outreach.calls.models import CallList
    from hustings.people.persons.models import Person, Phone
    from hustings.people.scripts import actions as scripts
    from hustings.people.segments.models import Segment

    people = Person.objects.bulk_create((Person() for _n in range(PEOPLE)), batch_size=500)
    Phone.objects.bulk_create(
        (Phone(person=person, number=f"+336{n:08}") for n, person in enumerate(people)), batch_size=500
    )
    users = [User.objects.create(email=f"caller{n}@example.org") for n in range(CALLERS)]
    Grant.objects.bulk_create(Grant(user=user, role="caller") for user in users)
    criteria = {"match": "all", "criteria": [{"criterion": "born_on", "operator": "unknown"}]}
    segment = Segment.objects.create(name="Everybody", criteria=criteria)
    script = scripts.save_script(name="Turnout", texts={"en": "Hello.\n? Will you vote?\n- Yes\n- No"})
    made = CallList.objects.create(
        name="Turnout", segment=segment, script=script, started_at=timezone.now(), rest_hours=20
    )
    with report.stopwatch() as seconds:
        filling.fill(made)
    report.figure("filling the list", PEOPLE / seconds(), "people/s")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_called (person integer, caller integer)")
    return made.pk, [user.pk for user in users]


def _run(
    play: Any, list_pk: int, callers: list[int], *, kills: bool, pace: float = 1.0
) -> tuple[list[Held], list[float]]:
    """All servers at once; one is killed half-way and begins again, as its callers do."""
    from django.db import connections

    connections.close_all()
    queue: Any = multiprocessing.Queue()
    ends = time.monotonic() + SECONDS
    groups = [callers[n::SERVERS] for n in range(SERVERS)]

    def start(n: int) -> Any:
        one = multiprocessing.Process(
            target=_serve, args=(play, list_pk, groups[n], SKEWS[n], pace, ends, queue)
        )
        one.start()
        return one

    running = [start(n) for n in range(SERVERS)]
    if kills:
        time.sleep(SECONDS / 2)
        os.kill(running[0].pid, signal.SIGKILL)
        running[0] = start(0)
    found = [queue.get() for _one in running]
    for one in running:
        one.join()
    return [held for each, _waits in found for held in each], [w for _held, waits in found for w in waits]


def _serve(
    play: Any, list_pk: int, callers: list[int], skew: timedelta, pace: float, ends: float, queue: Any
) -> None:
    """One web server and the pages of its callers, one request after the other."""
    from django.db import connections
    from django.utils import timezone

    from hustings.outreach.calls import order

    connections.close_all()
    true_now = timezone.now
    timezone.now = lambda: true_now() + skew
    order.SEEN, order.TALK = timedelta(seconds=SEEN * pace), timedelta(seconds=TALK * pace)
    held: list[Held] = []
    waits: list[float] = []
    agenda = [(time.monotonic() + random.random() * THINK * pace, n) for n in range(len(callers))]
    pages = [play(list_pk, pk, held, waits) for pk in callers]
    heapq.heapify(agenda)
    while agenda and agenda[0][0] < ends:
        at, n = heapq.heappop(agenda)
        time.sleep(max(0.0, at - time.monotonic()))
        heapq.heappush(agenda, (time.monotonic() + next(pages[n]) * pace, n))
    queue.put((held, waits))
    connections.close_all()


def _ours(list_pk: int, user_pk: int, held: list[Held], waits: list[float]) -> Iterator[float]:
    """A caller's page: each step is one request, and the seconds until the next."""
    from hustings.foundation.accounts.models import User
    from hustings.outreach.calls import actions
    from hustings.outreach.calls.models import CallList

    user = User.objects.get(pk=user_pk)
    while True:
        began = time.monotonic()
        call_list = CallList.objects.get(pk=list_pk)
        found = actions.next_contact(call_list=call_list, user=user)
        shown = time.monotonic()
        waits.append(shown - began)
        if found is None or found.claim is None:
            yield THINK
            continue
        yield from _talk(user, found, shown, began + SEEN, held)


def _talk(user: Any, found: Any, since: float, ends: float, held: list[Held]) -> Iterator[float]:
    """Leave the page, have the tab killed, or ring and note the result; who is back does not ring again."""
    from hustings.outreach.calls import actions, claims, clock
    from hustings.outreach.calls.actions import Result

    fate = 1.0 if found.rung_at else random.random()
    yield random.random() * 0.9  # reads
    asked = time.monotonic()
    if is_rung := fate > 0.15 and not found.rung_at and claims.ring(found.claim, user, clock.now()):
        ends = asked + TALK
    for _beat in range(random.randrange(3) if fate > 0.25 else 0):
        yield 0.9
        asked = time.monotonic()
        if not claims.beat(found.claim, user, clock.now()):
            break
        ends = max(ends, asked + SEEN)
    # Past the end of its lease a page shows the number no longer.
    held.append(Held(found.number, since, min(time.monotonic(), ends), is_rung))
    if fate < 0.05:
        claims.release(found.claim, user, clock.now())
    elif fate < 0.25:  # the tab is killed, before or during the call
        yield 3.5
    else:
        outcome = random.choice(["reached", "no_answer", "left_message", "refused"])
        actions.record(claim=found.claim, user=user, result=Result(outcome))
    yield random.random() * THINK


def _read_then_write(list_pk: int, user_pk: int, held: list[Held], waits: list[float]) -> Iterator[float]:
    """The same caller where ten free people are read, one is picked, and a row says so."""
    from django.db import connection

    while True:
        began = time.monotonic()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT person_id, number FROM calls_callee WHERE call_list_id = %s AND person_id NOT IN"
                " (SELECT person FROM bench_called) ORDER BY id LIMIT 10", [list_pk],
            )  # fmt: skip
            person, number = random.choice(cursor.fetchall())
            cursor.execute("INSERT INTO bench_called VALUES (%s, %s)", [person, user_pk])
        since = time.monotonic()
        waits.append(since - began)
        yield random.random() * 1.5
        held.append(Held(number, since, min(time.monotonic(), since + TALK), is_rung=True))
        yield random.random() * THINK


def _told(name: str, held: list[Held], aim: int | None) -> None:
    by_number = defaultdict(list)
    for one in held:
        by_number[one.number].append(one)
    beside = twice = 0
    for each in by_number.values():
        each.sort(key=lambda one: one.since)
        beside += sum(after.since < before.until for before, after in pairwise(each))
        twice += max(0, sum(one.is_rung for one in each) - 1)
    rung = sum(one.is_rung for one in held)
    report.figure(f"{name}: rung", rung, "people")
    more = {} if aim is None else {"at_most": aim}
    report.figure(f"{name}: in two hands at once", beside, "people", **more)
    report.figure(f"{name}: rung twice within the rest", twice, "people", **more)


def _settled(list_pk: int) -> None:
    """Once all pages are gone, nobody is held any more, and everybody is counted."""
    from hustings.outreach.calls import claims, clock, standing
    from hustings.outreach.calls.models import Call, Callee, CallList

    claims.lapse(clock.now() + timedelta(seconds=10))
    stuck = Callee.objects.filter(claimed_by__isnull=False).count()
    report.figure("held by nobody's page", stuck, "people", at_most=0)
    report.figure("calls without an end", Call.objects.filter(ended_at=None).count(), "calls", at_most=0)
    with report.stopwatch() as seconds:
        told = standing.of(CallList.objects.get(pk=list_pk), clock.now())
    counted = told.ready + told.held + told.resting + told.promised + told.closed + told.done
    report.figure("people that the queue does not tell of", abs(PEOPLE - counted), "people", at_most=0)
    report.figure("the queue told within", seconds() * 1000, "ms")


def _empty(list_pk: int) -> None:
    """What a click costs where everybody rests: the worst case of the order."""
    from hustings.foundation.accounts.models import User
    from hustings.outreach.calls import actions, clock
    from hustings.outreach.calls.models import Callee, CallList

    Callee.objects.update(due_at=clock.now() + timedelta(days=1), done_at=None, end="")
    user, call_list = User.objects.all()[0], CallList.objects.get(pk=list_pk)
    with report.stopwatch() as seconds:
        for _n in range(20):
            assert actions.next_contact(call_list=call_list, user=user) is None
    report.figure("claim where everybody rests", seconds() / 20 * 1000, "ms", at_most=30)


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    report.on_each_database(main)
