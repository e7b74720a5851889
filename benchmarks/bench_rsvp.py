"""A full hall under fire: 2,000 people, 200 at once, want 500 seats in 8 shifts of an event.

Over HTTP against two server processes: each chooses a shift at random, for in turn those of one would never
meet at the same moment, fills in the form, then presses the button of their mail; each
tenth presses twice, as by a double click. Then the same with 300 who cancel in between and whoever is offered
their seat taking it. Beside it a model that reads how many seats are taken and then writes, on the same
server, database and load.
"""

import asyncio
import os
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from benchmarks import report
from benchmarks.petition_load import Answer, request, send
from benchmarks.web_server import WORKERS, serving

PEOPLE, CLIENTS = int(os.environ.get("HUSTINGS_BENCH_N", "2000")), 200
SHIFTS, SEATS, CANCELLED = 8, PEOPLE // 4, PEOPLE * 3 // 20
PAGE = "/fr/registrations/links/{}/{}"


def main() -> None:
    """Measure."""
    report.header(
        "RSVP: a full hall", people=PEOPLE, clients=CLIENTS, seats=SEATS, shifts=SHIFTS, cancelled=CANCELLED,
        worker_processes=WORKERS,
    )  # fmt: skip
    random.seed(20270328)
    env = {**os.environ, "HUSTINGS_TRUSTED_PROXIES": "1"}
    wording = _prepare()
    first, second, third = (_event(name) for name in ("plain", "cancelled", "unlocked"))
    with serving(env, "hustings.wsgi") as port:
        registered = _register(port, first, wording)
        with report.stopwatch() as seconds:
            answers = asyncio.run(send(port, _clicks(registered), CLIENTS))
        ours = len(answers) / seconds()
        _waits(answers)
        _hold("all at once", first, answers)
        _between(port, second, _register(port, second, wording))
    rows = _unconfirmed(third)
    with serving(env, "benchmarks.unlocked_wsgi") as port, report.stopwatch() as seconds:
        answers = asyncio.run(send(port, _clicks(rows, twice=False), CLIENTS))
    _baseline(third)
    theirs = len(answers) / seconds()
    report.figure("confirmations, beside a bare view without a lock", ours, "a second", beside=theirs)


def _prepare() -> int:
    from hustings.foundation.territories.models import Postcode, Zone
    from hustings.people.persons import actions
    from hustings.people.persons.models import Purpose

    zone = Zone.objects.create(kind="commune", code="30189", name="Nîmes", name_key="nimes", country="FR")
    Postcode.objects.create(code="30000", zone=zone)
    return int(actions.wording(purpose=Purpose.EMAIL, text="I agree to receive news.").pk)


def _event(name: str) -> Any:
    """One of eight shifts, that hold 500 in all."""
    from datetime import timedelta

    from django.utils import timezone

    from hustings.field.events.models import Event, Shift

    begins = timezone.now() + timedelta(days=9)
    event = Event(titles={"fr": name}, starts_at=begins, shown_at=timezone.now(), takes_registrations=True)
    event.fit()
    event.save()
    for number in range(SHIFTS):
        seats = SEATS // SHIFTS + (number < SEATS % SHIFTS)
        Shift.objects.create(event=event, capacity=seats, names={"fr": f"S{number}"})
    return event


def _register(port: int, event: Any, wording: int) -> list[Any]:
    """Everybody's form; the rows that wait for their click."""
    from hustings.field.registrations.models import Registration

    answers = asyncio.run(send(port, list(_forms(event, wording)), CLIENTS))
    rows = list(Registration.objects.filter(event=event).order_by("pk"))
    if len(rows) != PEOPLE or any(status != 302 for _seconds, status in answers):
        raise RuntimeError(f"{len(rows)} registrations: {Counter(status for _s, status in answers)}")
    return rows


def _forms(event: Any, wording: int) -> Iterator[bytes]:
    from hustings.people.signups.public_forms.stamp import Stamp

    shifts = list(event.shifts.order_by("pk").values_list("pk", flat=True))
    for number in range(PEOPLE):
        shown = Stamp(time.time() - 60, "/fr/agenda/", {"email": wording}, key=f"{event.pk}-{number}")
        form = {
            "stamp": str(shown), "given_name": "Charlie", "email": f"c{number}-{event.pk}@example.org",
            "postcode": "30000", "guests": "0", "shifts": str(random.choice(shifts)),
        }  # fmt: skip
        yield request(f"/fr/agenda/{event.pk}/registrations/", form, number)


def _clicks(rows: list[Any], *, twice: bool = True) -> Iterator[bytes]:
    for number, row in enumerate(rows):
        one = request(PAGE.format(row.link_token, ""), {}, number)
        yield one
        if twice and number % 10 == 0:
            yield one


def _between(port: int, event: Any, rows: list[Any]) -> None:
    """A third presses; then the others, while some of the first cancel. What is offered is taken."""
    early, late = rows[: PEOPLE // 3], rows[PEOPLE // 3 :]
    asyncio.run(send(port, _clicks(early), CLIENTS))
    gone = random.sample(early, min(CANCELLED, len(early)))
    cancel = [request(PAGE.format(row.link_token, "withdrawal/"), {}, n) for n, row in enumerate(gone)]
    mixed = [*_clicks(late), *cancel]
    random.shuffle(mixed)
    answers = asyncio.run(send(port, mixed, CLIENTS))
    while offers := _offers(event):
        answers += asyncio.run(send(port, offers, CLIENTS))
    _hold("300 cancel in between" if len(gone) == 300 else f"{len(gone)} cancel", event, answers, len(gone))


def _offers(event: Any) -> list[bytes]:
    from hustings.field.registrations.models import Seat

    found = Seat.objects.offered().filter(shift__event=event).select_related("registration")
    return [
        request(PAGE.format(seat.registration.link_token, f"seats/{seat.pk}/acceptance/"), {}, number)
        for number, seat in enumerate(found)
    ]


def _hold(name: str, event: Any, answers: list[Answer], n_gone: int = 0) -> None:
    """Every seat against every rule."""
    from hustings.field.registrations.models import Seat

    live = Seat.objects.live().filter(shift__event=event).select_related("shift")
    seated = [seat for seat in live if seat.state == "seated"]
    waiting = [seat for seat in live if seat.state == "waiting"]
    last = {
        shift: max(seat.position for seat in seated if seat.shift_id == shift) for shift in _shifts(seated)
    }
    passed = sum(seat.position < last.get(seat.shift_id, 0) for seat in waiting)
    per_shift = Counter(seat.shift_id for seat in seated)
    over = sum(max(0, per_shift[seat.pk] - seat.capacity) for seat in event.shifts.all())
    wrong = sum(one.taken != per_shift[one.pk] for one in event.shifts.all())
    double = len(live) - len({(seat.shift_id, seat.mailbox) for seat in live})
    report.figure(f"{name}: seated", len(seated), "people", at_least=SEATS, at_most=SEATS)
    n_wait = PEOPLE - SEATS - n_gone
    report.figure(f"{name}: waiting", len(waiting), "people", at_least=n_wait, at_most=n_wait)
    report.figure(f"{name}: passed over in line", passed, "people", at_most=0)
    report.figure(f"{name}: double", double, "seats", at_most=0)
    report.figure(f"{name}: over capacity", over, "seats", at_most=0)
    report.figure(f"{name}: counters that are wrong", wrong, "shifts", at_most=0)
    bad = sum(status != 302 for _seconds, status in answers)
    report.figure(f"{name}: answered by an error", bad, "requests", at_most=0)


def _shifts(seats: list[Any]) -> set[int]:
    return {seat.shift_id for seat in seats}


def _unconfirmed(event: Any) -> list[Any]:
    """Registrations as the form leaves them, for the model without a lock."""
    from hustings.field.registrations.models import Registration

    shifts = list(event.shifts.order_by("pk").values_list("pk", flat=True))
    rows = [
        Registration(
            event=event, address=f"u{n}@example.org", key=f"u{n}@example.org", mailbox=f"u{n}@example.org",
            wished=[random.choice(shifts)], language="fr", source="/",
        )
        for n in range(PEOPLE)
    ]  # fmt: skip
    Registration.objects.bulk_create(rows)
    return list(Registration.objects.filter(event=event).order_by("pk"))


def _baseline(event: Any) -> None:
    from hustings.field.registrations.models import Seat

    seated = Counter(Seat.objects.seated().filter(shift__event=event).values_list("shift", flat=True))
    over = sum(max(0, seated[one.pk] - (one.capacity or 0)) for one in event.shifts.all())
    report.figure("model without a lock: over capacity", over, "seats")


def _waits(answers: list[Answer]) -> None:
    waits = statistics.quantiles((seconds for seconds, _status in answers), n=100)
    report.figure("confirming: half answered within", waits[49] * 1000, "ms")
    report.figure("confirming: 95 % answered within", waits[94] * 1000, "ms")


if __name__ == "__main__":
    report.on_each_database(main)
