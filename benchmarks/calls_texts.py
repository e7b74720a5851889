"""A hundred thousand texts by a gateway that times out and is told things twice, with STOPs in between.

The gateway is a process of its own that cuts off or puts off some of its requests. Two texts go to the same
people, in Paris and in Réunion, by a clock that runs faster and starts in the evening: the rest waits for the
morning of each. Meanwhile people answer STOP. A carrier holds some texts up for hours; it drops those that
are too late. Beside it a loop that sends, then marks, and tries again whatever got no answer.
"""

import os
import random
import statistics
import tempfile
import threading
import time
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks import report

PEOPLE = int(os.environ.get("HUSTINGS_BENCH_TEXTS", "100000")) // 2  # two texts each
BARE, KEYLESS = min(PEOPLE, 3_000), min(PEOPLE, 2_000)
FAULTS = 0.02  # of requests
SPEED = 30.0  # times as fast as a real clock
PLACES = {"75": "Europe/Paris", "974": "Indian/Reunion"}
MORNING = datetime(2027, 1, 13, 3, 50, tzinfo=UTC)  # a Wednesday: 7:50 in Réunion, 4:50 in Paris
EVENING = datetime(2027, 1, 12, 19, 10, tzinfo=UTC)  # 20:10 in Paris, 23:10 in Réunion
STOPS = 0.01  # of people


class Clock:
    """A clock that runs fast and is put forward; it tells what it showed at any real moment."""

    def __init__(self) -> None:
        self.steps: list[tuple[float, datetime]] = []

    def put(self, shown: datetime) -> None:
        self.steps.append((time.time(), shown))

    def at(self, real: float) -> datetime:
        began, shown = next(step for step in reversed(self.steps) if step[0] <= real)
        return shown + timedelta(seconds=(real - began) * SPEED)

    def now(self) -> datetime:
        return self.at(time.time())


def main() -> None:
    """Measure."""
    from django.utils import timezone

    from tests.cast.outreach import texting

    report.header(
        "Texts: once, not after STOP, not at night", texts=2 * PEOPLE, people=PEOPLE, faults=FAULTS,
        times_as_fast=SPEED,
    )  # fmt: skip
    true_now, clock = timezone.now, Clock()
    people = _people()
    with tempfile.TemporaryDirectory() as folder, texting.running(Path(folder), str(FAULTS)) as fake:
        gateway = texting.gateway(fake)
        clock.put(EVENING)
        timezone.now = clock.now
        _ours(gateway, fake, clock)
        _told("ours", fake.taken, clock, people, aim=0)
        _states(gateway)
    with tempfile.TemporaryDirectory() as folder, texting.running(Path(folder), str(FAULTS)) as fake:
        clock.put(MORNING + timedelta(hours=6))
        _keyless(fake, clock)
    with tempfile.TemporaryDirectory() as folder, texting.running(Path(folder), str(FAULTS)) as fake:
        clock.put(EVENING)
        _send_then_mark(fake, clock, people)
    timezone.now = true_now


def _people() -> dict[str, str]:
    """Everybody, half of them in Réunion; number -> clock."""
    from hustings.foundation.campaigns.models import Campaign
    from hustings.foundation.lib.sql import bulk
    from hustings.foundation.territories.models import Containment, Kind, Zone
    from hustings.people.persons.models import Consent, ConsentEntry, Person, Phone

    Campaign.objects.update_or_create(pk=1, defaults={"country": "fr"})
    zones = {}
    for code in PLACES:
        zones[code] = Zone.objects.create(
            kind=Kind.DEPARTMENT, code=code, name=code, name_key=code, country="FR"
        )
        Containment.objects.create(outer=zones[code], inner=zones[code])
    keys = bulk.reserve_ids(Person, PEOPLE)
    codes = {key: random.choice(list(PLACES)) for key in keys}
    Person.objects.bulk_create(
        (Person(pk=key, language="en", zone=zones[code]) for key, code in codes.items()), batch_size=500
    )
    numbers = {key: f"+336{n:06}99" for n, key in enumerate(codes)}
    Phone.objects.bulk_create(
        (Phone(person_id=key, number=number) for key, number in numbers.items()), batch_size=500
    )
    entries = dict(zip(codes, bulk.reserve_ids(ConsentEntry, PEOPLE), strict=True))
    said = {"purpose": "sms", "is_given": True}
    given_at = EVENING - timedelta(days=30)
    ConsentEntry.objects.bulk_create(
        (
            ConsentEntry(pk=pk, person_id=key, source="bench", given_at=given_at, **said)
            for key, pk in entries.items()
        ),
        batch_size=500,
    )
    Consent.objects.bulk_create(
        (Consent(person_id=key, entry_id=pk, **said) for key, pk in entries.items()), batch_size=500
    )
    return {numbers[key]: PLACES[code] for key, code in codes.items()}


def _ours(gateway: Any, fake: Any, clock: Clock) -> None:
    """Two texts, STOPs meanwhile; evening, the morning of Réunion, the day."""
    _filled()
    numbers = random.sample(sorted(_numbers()), max(int(PEOPLE * STOPS), 1))
    waits: list[float] = []
    stopping = threading.Thread(target=_stop, args=(gateway, numbers, waits))
    began, carried = time.monotonic(), 0.0
    stopping.start()
    n = _carry(gateway, 10.0)
    clock.put(MORNING)
    n += _carry(gateway, 15.0)
    clock.put(MORNING + timedelta(hours=3, minutes=15))  # 8:05 in Paris
    n += _carry(gateway, 3_600.0)
    carried = time.monotonic() - began
    stopping.join()
    for _again in range(10):  # what was put off or cut off comes again
        _due_now()
        n += _carry(gateway, 60.0)
    report.figure("handed over", n / carried, "texts/s")
    report.figure("STOPs taken in, each told twice", len(waits), "STOPs", at_least=2 * len(numbers))
    report.figure("95 % of STOPs taken in within", statistics.quantiles(waits, n=20)[-1], "s")
    _receipts(gateway, fake)


def _filled() -> None:
    """Two texts to everybody, written as rows."""
    from hustings.foundation.accounts.models import Grant, User
    from hustings.outreach.review.models import Precaution
    from hustings.outreach.text_messages import actions, tasks
    from tests.cast.outreach import texting

    Precaution.objects.update_or_create(pk=1, defaults={"grace": 0, "asks_second": False})
    user = User.objects.create(email="sender@example.org")
    Grant.objects.create(user=user, role="director")
    filled = 0.0
    for body in ("Vote on Sunday, {first_name}!", "Polls close at eight."):
        text = actions.send(text=texting.blast(user, body), user=user)
        with report.stopwatch() as seconds:
            tasks.fill.call(text.pk)
        filled += seconds()
    report.figure("rows written", 2 * PEOPLE / filled, "texts/s")


def _numbers() -> list[str]:
    from hustings.people.persons.models import Phone

    return list(Phone.objects.values_list("number", flat=True))


def _carry(gateway: Any, seconds: float) -> int:
    from hustings.outreach.text_messages.carrier import Carrier
    from hustings.outreach.text_messages.models import Gateway

    Gateway.objects.update(per_second=1_000, rests_until=None)
    ends, n = time.monotonic() + seconds, 0
    while (left := ends - time.monotonic()) > 0:
        one = Carrier(Gateway.objects.get(pk=gateway.pk))
        one.run(left)
        n += one.n_sent
        if not one.n_sent:
            break
    return n


def _due_now() -> None:
    from django.utils import timezone

    from hustings.outreach.text_messages.models import TextMessage

    TextMessage.objects.filter(state="queued").update(due_at=timezone.now())


def _stop(gateway: Any, numbers: list[str], waits: list[float]) -> None:
    """People who answer STOP while texts leave, each told to us twice; ``waits`` gets seconds."""
    from django.db import connection

    from hustings.outreach.text_messages import inbox
    from hustings.outreach.text_messages.gateways.port import Arrived, Told

    for n, number in enumerate(numbers):
        for _twice in range(2):
            word = random.choice(["STOP", "Arrêt !"])
            began = time.monotonic()
            inbox.take(gateway, Told(arrived=(Arrived(f"in-{n}", number, word),)))
            waits.append(time.monotonic() - began)
        time.sleep(20.0 / len(numbers))
    connection.close()


def _receipts(gateway: Any, fake: Any) -> None:
    """Each receipt comes twice, in any order."""
    from hustings.outreach.text_messages import inbox
    from hustings.outreach.text_messages.gateways.port import Receipt

    news = [
        Receipt(state, uuid.UUID(each["key"]), each["id"])
        for each in fake.taken
        for state in ("sent", "delivered")
        for _twice in range(2)
    ]
    random.shuffle(news)
    with report.stopwatch() as seconds:
        for start in range(0, len(news), 200):
            inbox.receive(gateway, news[start : start + 200])
    report.figure("receipts", len(news) / seconds(), "receipts/s")


def _told(
    name: str, taken: list[dict[str, Any]], clock: Clock, people: dict[str, str], aim: int | None
) -> None:
    """Judge what phones got by the gateway's own log and the clocks of the places."""
    from hustings.outreach.text_messages.models import Incoming, TextMessage

    more = {} if aim is None else {"at_most": aim}
    sent = [each for each in taken if each["text"].count("no more texts") == 0]
    again = Counter((each["to"], each["text"]) for each in sent)
    stopped = dict(Incoming.objects.filter(is_stop=True).values_list("number", "received_at"))
    wired = dict(TextMessage.objects.values_list("key", "wired_at"))
    after = crossed = night = late = 0
    for each in sent:
        at = clock.at(each["at"])
        stop = stopped.get(each["to"])
        if stop and at > stop:
            marked = wired.get(uuid.UUID(each["key"])) or at
            after, crossed = after + (marked > stop), crossed + (marked <= stop)
        arrives = at + timedelta(seconds=random.expovariate(1 / 30))
        if random.random() < 0.05:
            arrives += timedelta(hours=random.random() * 12)
        if "send_before" in each and arrives > datetime.fromisoformat(each["send_before"]):
            late += 1
        elif not _is_day(arrives.astimezone(ZoneInfo(people[each["to"]]))):
            night += 1
    report.figure(f"{name}: taken by the gateway", len(sent), "texts")
    report.figure(f"{name}: more than once", sum(n - 1 for n in again.values()), "texts", **more)
    report.figure(f"{name}: handed over after STOP", after, "texts", **more)
    report.figure(f"{name}: on the wire when STOP came", crossed, "texts")
    report.figure(f"{name}: dropped by the carrier as too late", late, "texts")
    report.figure(f"{name}: on a phone outside the hours", night, "texts", **more)


def _is_day(local: datetime) -> bool:
    return local.weekday() < 6 and (8, 0) <= (local.hour, local.minute) < (20, 30)


def _states(gateway: Any) -> None:
    """Everybody is accounted for."""
    from django.db.models import Count

    from hustings.outreach.text_messages.models import TextMessage

    found = TextMessage.objects.filter(kind="text").order_by().values_list("state").annotate(n=Count("pk"))
    states = dict(found)
    report.figure("delivered", states.pop("delivered", 0), "texts")
    report.figure("left out after STOP", states.pop("skipped", 0), "texts")
    report.share("unknown, and not sent again", states.pop("unsure", 0), 2 * PEOPLE)
    report.figure("forgotten", sum(states.values()), "texts", at_most=0)


def _keyless(fake: Any, clock: Clock) -> None:
    """A gateway that keeps no keys: what may have been taken is not sent again, but unknown."""
    from django.conf import settings

    from hustings.outreach.text_messages.models import TextMessage
    from tests.cast.outreach import texting

    settings.TWILIO_URL = fake.url
    road = texting.gateway(fake, provider="twilio", settings={"account": "AC1", "sender": "Us"})
    TextMessage.objects.bulk_create(
        (
            TextMessage(
                key=uuid.uuid4(), kind="test", gateway=road, number=f"+3370{n:05}99", body="Vote!",
                due_at=clock.now(),
            )
            for n in range(KEYLESS)
        ),
        batch_size=500,
    )  # fmt: skip
    began = time.monotonic()
    n = _carry(road, 60.0)
    report.figure("without keys: handed over", n / (time.monotonic() - began), "texts/s")
    for _again in range(8):
        _due_now()
        _carry(road, 30.0)
    again = Counter(each["to"] for each in fake.taken)
    unsure = TextMessage.objects.filter(gateway=road, state="unsure").count()
    report.figure("without keys: more than once", sum(n - 1 for n in again.values()), "texts", at_most=0)
    report.share("without keys: unknown until a receipt tells", unsure, KEYLESS)


def _send_then_mark(fake: Any, clock: Clock, people: dict[str, str]) -> None:
    """The same gateway under a loop that sends, marks, and sends again what got no answer."""
    import requests

    waiting = random.sample(sorted(people), BARE)
    token = {"Authorization": "Bearer s3cret"}
    began = time.monotonic()
    while waiting:
        left = []
        for number in waiting:
            one = {"key": str(uuid.uuid4()), "to": number, "text": "Vote on Sunday!"}
            try:
                is_sent = requests.post(fake.url, json={"messages": [one]}, headers=token, timeout=5).ok
            except requests.RequestException:
                is_sent = False
            if not is_sent:
                left.append(number)
        waiting = left
    report.figure("send, then mark: handed over", BARE / (time.monotonic() - began), "texts/s")
    _told("send, then mark", fake.taken, clock, people, aim=None)
