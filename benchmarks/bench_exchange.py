"""The exchange: how soon a human answers where some are silent, and how fast a cohort is matched.

Mentors and asks of a simulated network, a turn of the real clock each hour, on the real tables: a third of
the mentors never answers. The same runs again without handing on. Then a cohort of thousands is scored and
drawn, beside asks that take the best free offer one after the other.

    python -m benchmarks.bench_exchange --mentors 200 --asks 400
"""

import argparse
import datetime as dt
import heapq
import random
import statistics
import time
from typing import Any

from benchmarks import report

SILENT, YES, DAYS, ARRIVAL = 0.3, 0.85, 21, 7
N_SKILLS, N_WORDS = 12, 400
NEVER = 100_000  # hours, where nobody answered


def main() -> None:
    """Measure."""
    words = argparse.ArgumentParser()
    words.add_argument("--mentors", type=int, default=200)
    words.add_argument("--asks", type=int, default=400)
    words.add_argument("--seed", type=int, default=20270501)
    asked = words.parse_args()
    report.header(
        "Exchange", mentors=asked.mentors, asks=asked.asks, silent=SILENT, days=DAYS,
        cohort="5,000 × 2,000",
    )  # fmt: skip
    without = Network(asked, hours=24 * DAYS * 2).live()
    found = Network(asked, hours=72).live()
    report.figure(
        "median hours to the first human answer", found.median, "h", beside=without.median, at_most=48
    )
    report.share("asks without any proposal after 7 days", found.n_without, asked.asks, at_most=0.02)
    report.figure("nine asks in ten have an answer within", found.p90, "h", beside=without.p90)
    report.share("asks with an answer in the end", found.n_answered, asked.asks)
    report.share("the same without handing on", without.n_answered, asked.asks)
    report.figure("members above their cap, at any hour", found.n_above, "members", at_most=0)
    report.figure("seconds of the clock's longest turn", found.longest, "s")
    cohort(asked.seed)


class Network:
    """Mentors and asks in the database, lived through hour by hour."""

    def __init__(self, asked: Any, hours: int) -> None:
        from hustings.networks.exchange.models import ExchangeLimits, Member

        Member.objects.all().delete()
        limits = ExchangeLimits.load()
        limits.answer_hours = hours
        limits.save()
        self.random = random.Random(asked.seed)
        self.begins = dt.datetime(2027, 5, 3, 8, tzinfo=dt.UTC)
        self.now = self.begins
        self.n_asks, self.n_above, self.longest = asked.asks, 0, 0.0
        self.skills = _skills()
        self.mentors = [self._member(f"m{n}", 3) for n in range(asked.mentors)]
        self.silent = {pk for pk in self.mentors if self.random.random() < SILENT}
        self.askers = [self._member(f"a{n}", 3) for n in range(asked.asks)]
        self.median, self.p90, self.n_without, self.n_answered = 0.0, 0.0, 0, 0

    def _member(self, name: str, most: int) -> int:
        from hustings.networks.exchange.models import Member
        from hustings.people.persons.models import Email, Organisation, Person

        made = Person(language="en")
        made.rename(name, "")
        made.save()
        address = f"{name}.{made.pk}@example.org"
        Email.objects.create(person=made, address=address, key=address, status=Email.Status.CONFIRMED)
        organisation = Organisation()
        organisation.rename(f"{name} {made.pk}")
        organisation.save()
        times = self.random.getrandbits(21)
        return Member.objects.create(
            person=made, organisation=organisation, languages=["en"], times=times, most_at_once=most,
            joined_at=self.begins,
        ).pk  # fmt: skip

    def _post(self, member: int, side: str) -> None:
        from hustings.networks.exchange.models import Post

        post = Post.objects.create(
            member_id=member, side=side, title="Accounting", language="en", posted_at=self.now,
            expires_at=self.now + dt.timedelta(days=90),
        )  # fmt: skip
        post.skills.set(self.random.sample(self.skills, 4 if side == "offer" else 2))

    def live(self) -> "Network":
        """Go through all hours. Each mentor who answers does so hours later, mostly with a yes."""
        from django.utils import timezone

        from hustings.networks.exchange import answer_clock

        real, timezone.now = timezone.now, lambda: self.now  # type: ignore[assignment]
        try:
            for mentor in self.mentors:
                self._post(mentor, "offer")
            arrivals = sorted((self.random.uniform(0, ARRIVAL * 24), pk) for pk in self.askers)
            answers: list[tuple[float, int]] = []
            seen: set[int] = set()
            for hour in range(DAYS * 24):
                self.now = self.begins + dt.timedelta(hours=hour)
                while arrivals and arrivals[0][0] <= hour:
                    self._post(arrivals.pop(0)[1], "ask")
                self._answer(answers, hour)
                began = time.perf_counter()
                answer_clock.turn()
                self.longest = max(self.longest, time.perf_counter() - began)
                self._hear(answers, seen, hour)
            self._count()
        finally:
            timezone.now = real
        return self

    def _hear(self, answers: list[tuple[float, int]], seen: set[int], hour: int) -> None:
        """Have those who were asked now think about it."""
        from django.db.models import F

        from hustings.networks.exchange.models import Match, Member

        for pk, member in Match.objects.asked().exclude(pk__in=seen).values_list("pk", "offer__member"):
            seen.add(pk)
            if member not in self.silent:
                delay = min(self.random.lognormvariate(2.5, 0.8), 71)
                heapq.heappush(answers, (hour + delay, pk))
        self.n_above += Member.objects.filter(n_open__gt=F("most_at_once")).count()

    def _answer(self, answers: list[tuple[float, int]], hour: int) -> None:
        from hustings.networks.exchange import actions
        from hustings.networks.exchange.models import Match

        while answers and answers[0][0] <= hour:
            match = Match.objects.whole().get(pk=heapq.heappop(answers)[1])
            if match.is_live:
                actions.answer(match=match, is_yes=self.random.random() < YES)

    def _count(self) -> None:
        from django.db.models import Min

        from hustings.networks.exchange.models import Post

        rows = Post.objects.asks().annotate(
            asked=Min("matches__proposed_at"), heard=Min("matches__answered_at")
        )
        spans = []
        for post in rows:
            spans.append((post.heard - post.posted_at).total_seconds() / 3600 if post.heard else NEVER)
            late = post.posted_at + dt.timedelta(days=7)
            self.n_without += post.asked is None or post.asked > late
        self.n_answered = sum(span < NEVER for span in spans)
        self.median, self.p90 = statistics.median(spans), sorted(spans)[int(len(spans) * 0.9)]


def _skills() -> list[Any]:
    from hustings.field.volunteers.models import Skill

    n = Skill.objects.count()
    Skill.objects.bulk_create(Skill(names={"en": f"skill {each}"}) for each in range(n, N_SKILLS))
    return list(Skill.objects.all()[:N_SKILLS])


def cohort(seed: int) -> None:
    """Score 5,000 asks with 2,000 mentors, choose 20 each, draw; no database is asked."""
    from hustings.networks.exchange.matching import acceptance, scores
    from hustings.networks.exchange.matching.profiles import Profile

    dice = random.Random(seed)

    def some(n: int, first: int) -> list[Profile]:
        return [
            Profile(
                "mentor", first + each, frozenset(dice.sample(range(40), dice.randint(1, 4))),
                frozenset(f"w{dice.randrange(N_WORDS)}" for _word in range(6)),
                frozenset(dice.sample(["fr", "en"], dice.randint(1, 2))), dice.getrandbits(168),
                dice.choice(["paris", "london", ""]),
            )
            for each in range(n)
        ]  # fmt: skip

    asks, offers = some(5_000, 1), some(2_000, 10_000)
    with report.stopwatch() as seconds:
        table = scores.table(asks, offers)
        choices = scores.best(table, 20)
        wanted = [[int(table[row, each]) for each in mine] for row, mine in enumerate(choices)]
        found = acceptance.pairs(choices, wanted, [2] * len(offers))
    took = seconds()
    with report.stopwatch() as seconds:
        greedy = _one_after_the_other(choices, len(offers))
    report.figure("cohort of 5,000 × 2,000", took, "s", beside=seconds(), at_most=5)
    report.figure("pairs who would rather have each other", _unstable(found, choices, wanted), "pairs",
                  beside=_unstable(greedy, choices, wanted), at_most=0)  # fmt: skip
    report.share("asks with a mentor", sum(each is not None for each in found), len(asks))


def _one_after_the_other(choices: list[list[int]], n_offers: int) -> list[int | None]:
    left, found = [2] * n_offers, list[int | None]()
    for mine in choices:
        free = next((each for each in mine if left[each]), None)
        found.append(free)
        if free is not None:
            left[free] -= 1
    return found


def _unstable(found: list[int | None], choices: list[list[int]], wanted: list[list[int]]) -> int:
    held: dict[int, list[tuple[int, int]]] = {}
    for ask, offer in enumerate(found):
        if offer is not None:
            held.setdefault(offer, []).append((wanted[ask][choices[ask].index(offer)], -ask))
    n = 0
    for ask, mine in enumerate(choices):
        for at, offer in enumerate(mine):
            if offer == found[ask]:
                break
            others = held.get(offer, [])
            n += len(others) < 2 or min(others) < (wanted[ask][at], -ask)
    return n


if __name__ == "__main__":
    report.on_each_database(main)
