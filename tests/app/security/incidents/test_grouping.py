"""Messages of one attack become one incident, in whatever order they come."""

import random

import pytest

from hustings.security.incidents import actions, grouping_rules
from hustings.security.incidents.models import Incident, Mark, Sighting
from tests.cast.security.incidents.fixtures import seen

pytestmark = pytest.mark.both


def pieces() -> set[frozenset[str]]:
    """What is together."""
    found: dict[int, set[str]] = {}
    for incident, subject in Sighting.objects.values_list("incident", "subject"):
        found.setdefault(incident, set()).add(subject.split()[-1])
    return {frozenset(each) for each in found.values()}


# 1-2-3 share a host, a lure and a file in a chain, 4 and 5 name and subject, 6 is alone.
ATTACKS = [
    seen(1, "host:a.example"),
    seen(2, "host:a.example", "lure:x1"),
    seen(3, "lure:x1", "file:f1"),
    seen(4, "name:jane doe", "subject:invoice"),
    seen(5, "name:jane doe", "subject:invoice", "sender:j@b.example"),
    seen(6, "name:jane doe", "subject:another"),
]
EXPECTED = {frozenset("123"), frozenset("45"), frozenset("6")}


@pytest.mark.parametrize("size", [1, 2, 6])
@pytest.mark.parametrize("seed", range(5))
def test_the_order_and_the_batches_make_no_difference(db, seed, size):
    rows = random.Random(seed).sample(ATTACKS, len(ATTACKS))
    for start in range(0, len(rows), size):
        actions.take_in(seen=rows[start : start + size])
    assert pieces() == EXPECTED
    for incident in Incident.objects.standing():
        assert incident.n_sightings == incident.sightings.count()
        assert set(Mark.objects.values_list("incident", flat=True)) <= set(
            Incident.objects.standing().values_list("pk", flat=True)
        )


def test_mail_that_was_let_pass_begins_no_incident_but_joins_one(db):
    actions.take_in(seen=[seen(1, "lure:x1", action="deliver"), seen(2, "host:a.example", action="deliver")])
    assert not Incident.objects.exists()
    actions.take_in(seen=[seen(3, "lure:x1")])
    actions.take_in(
        seen=[seen(4, "lure:x1", action="deliver"), seen(5, "sender:it@evil.example", action="deliver")]
    )
    assert Incident.objects.get().sightings.count() == 2


def test_our_own_forged_domain_joins_nothing():
    traits = [["sender", "a@campaign.example"], ["sender", "@campaign.example"], ["sender", "a@evil.example"]]
    assert grouping_rules.keys(traits, {"campaign.example"}) == ["sender:a@evil.example"]
    long = grouping_rules.keys([["host", "x" * 300]])[0]
    assert len(long) <= 200 and long != grouping_rules.keys([["host", "x" * 301]])[0]


def test_many_messages_take_few_questions(db, django_assert_max_num_queries):
    """10,000 of these take 6 s of a core; here fewer, and no question for each."""
    rng = random.Random(1)
    rows = [
        seen(
            n,
            f"host:h{n % 20}.example",
            *(f"lure:{n % 20}-{rng.randrange(9)}" for _ in range(4)),
            f"sender:u{n}@x{n % 20}.example",
        )
        for n in range(600)
    ]
    rng.shuffle(rows)
    for start in range(0, len(rows), 200):
        with django_assert_max_num_queries(25):
            actions.take_in(seen=rows[start : start + 200])
    assert Incident.objects.standing().count() == 20 and Sighting.objects.count() == 600
