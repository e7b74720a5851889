"""Whatever happens in whatever order, nobody meets a step twice in a round, and everybody comes out."""

import datetime as dt
from collections import Counter
from contextlib import contextmanager, suppress

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings.outreach.automations import engine
from hustings.outreach.automations.actions import sequences, steps
from hustings.outreach.automations.flow import Flow, Place
from hustings.outreach.automations.models import Enrolment, Passage, Sequence
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.refusals import Refused
from hustings.people.contacts.models import FollowUp
from hustings.people.segments.models import Segment
from tests.cast.outreach.fixtures import reader
from tests.cast.outreach.sequences import add, put_in, run

KINDS = st.lists(st.sampled_from(["letter", "wait", "follow_up", "condition"]), min_size=1, max_size=6)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("advance"), st.integers(0, 40)),
        st.tuples(st.just("killed"), st.integers(1, 60)),
        st.tuples(st.just("letters"), st.sampled_from(["sent", "skipped", "failed", "unsure"])),
        st.tuples(st.just("enter"), st.integers(0, 3)),
        st.tuples(st.just("move"), st.tuples(st.integers(0, 9), st.integers(0, 9))),
        st.tuples(st.just("remove"), st.integers(0, 9)),
        st.tuples(st.just("add"), st.sampled_from(["wait", "follow_up"])),
        st.tuples(st.just("pause"), st.none()),
    ),
    min_size=3, max_size=25,
)  # fmt: skip


class Killed(BaseException):
    """As SIGKILL would: nothing of ours runs after it, and the database rolls back."""


@contextmanager
def killed_after(n):
    """Before the ``n``-th statement."""
    left = [n]

    def watch(execute, sql, params, many, context):
        left[0] -= 1
        if left[0] <= 0 and "SAVEPOINT" not in sql:
            raise Killed
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(watch):
            yield
    except Killed:  # by the seam above alone
        pass


class World:
    """A sequence, four people, and all that may happen."""

    def __init__(self, kinds, user):
        self.user, self.now, self.n = user, timezone.now(), 0
        self.people = [reader(f"p{n}") for n in range(4)]
        self.sequence = sequences.make(name="S", user=user)
        criteria = {"match": "all", "criteria": [{"criterion": "language", "operator": "is", "value": "fr"}]}
        self.segment = Segment.objects.create(name="French", criteria=criteria)
        for kind in kinds:
            self._add(kind)
        sequences.settle(sequence=self.sequence, name="S", again_after=1)
        run(self.sequence, user)

    def _add(self, kind):
        self.n += 1
        what = {
            "wait": {"value": {"n": 1, "unit": "days"}},
            "follow_up": {"value": {"what": f"Do {self.n}", "days": 1}, "owner": self.user},
            "condition": {"segment": self.segment},
        }.get(kind, {})
        made = add(self.sequence, kind, **what)
        if kind == "condition":
            add(self.sequence, "letter", (made.pk, "yes"))

    def advance(self, hours):
        self.now = max(self.now, timezone.now()) + dt.timedelta(hours=hours)
        engine.advance(self.now)

    def killed(self, n):
        with killed_after(n):
            engine.advance(self.now)

    def letters(self, state):
        queued = Delivery.objects.filter(state="queued").order_by("pk")[:2]
        Delivery.objects.filter(pk__in=[row.pk for row in queued]).update(state=state)

    def enter(self, who):
        put_in(self.sequence, self.people[who], now=self.now)

    def _some(self, n):
        found = list(Flow.of(self.sequence).walk())
        return found[n % len(found)] if found else None

    def move(self, which):
        step, places = self._some(which[0]), list(Flow.of(self.sequence).places())
        if step:
            place: Place = places[which[1] % len(places)]
            with suppress(Refused):
                steps.move(step=step, place=place)

    def remove(self, n):
        if step := self._some(n):
            steps.remove(step=step)

    def add(self, kind):
        self._add(kind)

    def pause(self, _nothing):
        sequences.pause(sequence=self.sequence, user=self.user)
        engine.advance(self.now)
        sequences.resume(sequence=self.sequence, user=self.user)

    def check(self):
        rounds = Counter(Enrolment.objects.values_list("person_id", flat=True))
        done = Counter(FollowUp.objects.values_list("person_id", "what"))
        for (person, what), n in done.items():
            assert n <= rounds[person], f"{what} {n} times in {rounds[person]} rounds"
        letters_ = Counter(Delivery.objects.values_list("person_id", "mailing_id", "round"))
        assert all(n == 1 for n in letters_.values())
        twice = Counter(Passage.objects.values_list("enrolment_id", "step_id"))
        assert all(n == 1 for n in twice.values())
        assert (
            max(Counter(Enrolment.objects.open().values_list("person_id", flat=True)).values(), default=0)
            <= 1
        )

    def all_come_out(self):
        for _day in range(3 * Sequence.objects.get().steps.count() + 3):
            self.advance(25)
            Delivery.objects.filter(state="queued").update(state="sent")
        assert not Enrolment.objects.open().exists()


@pytest.mark.slow
@settings(
    max_examples=20, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(kinds=KINDS, deeds=DEEDS)
def test_nobody_meets_a_step_twice_and_everybody_comes_out(campaign, dora, kinds, deeds):
    with transaction.atomic():
        world = World(kinds, dora)
        for person in range(3):
            world.enter(person)
        for name, what in deeds:
            getattr(world, name)(what)
            world.check()
        world.all_come_out()
        world.check()
        transaction.set_rollback(True)  # back to the beginning for the next example
