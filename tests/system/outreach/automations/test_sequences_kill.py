"""Two workers of sequences, killed with SIGKILL at random: everybody meets every step once."""

import random
import time

import pytest
from django.db.models import F

from hustings.outreach.automations.actions import sequences
from hustings.outreach.automations.models import Enrolment, Passage
from hustings.outreach.delivery.models import Delivery
from hustings.people.contacts.models import FollowUp
from hustings.people.persons.models import Activity, Person, Tag, Tagging
from tests import forking
from tests.cast.outreach.sequences import add, put_in, run
from tests.system.outreach.delivery.test_kill import database_url, fill, raise_worker
from tests.waiting import until

pytestmark = pytest.mark.both

__all__ = ["database_url", "raise_worker"]
PEOPLE, BATCH, KILLS = 300, 5, 5


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_workers_lead_nobody_through_a_step_twice(transactional_db, campaign, dora, raise_worker):
    fill(PEOPLE)
    tag = Tag.objects.create(name="Met", key="met")
    sequence = sequences.make(name="S", user=dora)
    add(sequence, "follow_up", value={"what": "Ring", "days": 1}, owner=dora)
    add(sequence, "letter", subject="First")
    add(sequence, "tag", tag=tag)
    add(sequence, "letter", subject="Second")
    add(sequence, "follow_up", value={"what": "Thank", "days": 1}, owner=dora)
    run(sequence, dora)
    put_in(sequence, *Person.objects.all())
    assert Enrolment.objects.count() == PEOPLE
    start, lives = raise_worker
    workers = [start(str(BATCH), script="sequence_worker.py") for _ in range(2)]
    dice, kills = random.Random(20270418), 0
    while kills < KILLS:
        n = Passage.objects.count()
        until(lambda n=n: Passage.objects.count() > n, "another step")
        time.sleep(dice.uniform(0, 0.05))
        kills += forking.kill_one(lives, dice)
    for worker in workers:
        assert worker.wait(timeout=180) == 0
    assert Enrolment.objects.filter(ending="through").count() == PEOPLE
    assert Passage.objects.count() == PEOPLE * 5
    assert FollowUp.objects.count() == PEOPLE * 2
    assert Tagging.objects.count() == Activity.objects.filter(kind="person.tagged").count() == PEOPLE
    assert Delivery.objects.filter(state="sent").count() == PEOPLE * 2
    both = Delivery.objects.filter(person__deliveries__pk__gt=F("pk"))
    assert both.count() == PEOPLE
