"""Parts of donations in other apps: conditions, timelines, one's own data, to-dos, the privacy notice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.todos import due
from hustings.money.donations import actions, tasks
from hustings.money.donations.models import Donation, Donor
from hustings.people.duplicates.actions import merges
from hustings.people.persons import timeline
from hustings.people.persons.models import Person
from hustings.people.segments import criteria as segments
from hustings.people.selfservice import parts
from tests.app.money.donations.walk import MEANINGS
from tests.cast.money.donations.fixtures import facts, give, pledge
from tests.conftest import user

pytestmark = [pytest.mark.django_db]


@pytest.mark.both
@pytest.mark.parametrize(
    ("criterion", "value"),
    [
        ("gave", {}),
        ("gave", {"amount": 100}),
        ("gave", {"amount": 121}),
        ("gave", {"times": 2}),
        ("gave", {"days": 30}),
        ("gave", {"days": 30, "amount": 100}),
        ("lapsed_donor", 30),
        ("lapsed_donor", 500),
        ("monthly_donor", None),
    ],
)
def test_segments_find_donors(party, charlie, eve, criterion, value):
    long_ago = timezone.localdate() - timedelta(days=400)
    give(party, charlie, 100_00, on=long_ago)
    actions.refund(donation=give(party, eve, 130_00), amount=10_00)
    give(party, eve, 20_00)
    actions.fail(donation=pledge(party, charlie, 70_00))
    actions.start_plan(fund=party, person=eve, donor=facts(), amount=5_00, means="debit", day=3)
    ended = actions.start_plan(fund=party, person=charlie, donor=facts(), amount=5_00, means="debit", day=3)
    actions.end_plan(plan=ended)
    for operator in ("is", "is_not"):
        leaf = {"criterion": criterion, "operator": operator, "value": value}
        tree = {"match": "all", "criteria": [leaf]}
        means = MEANINGS[f"{criterion} {operator}"]
        wanted = {one for one in (charlie, eve) if means(one, value)}
        assert set(segments.compile(tree).filter(pk__in=[charlie.pk, eve.pk])) == wanted
        assert "%" not in segments.describe(tree)


def test_a_gift_stands_on_the_timeline_and_in_ones_own_data(party, charlie):
    give(party, charlie, 1_234_50)
    said = charlie.activities.get()
    assert timeline.sentence(said.kind, said.data) == "Gave €1,234.50 to “Party”"
    found = {part.name: list(part.rows(charlie)) for part in parts.my_data.all()}
    assert found["donations"][0][4] == "€1,234.50"
    assert found["donor_facts"][0][1] == "Martin" and found["donor_facts"][0][-1] > timezone.localdate()
    assert found["monthly_donations"] == []


def test_treasurers_are_told_of_refunds_to_make(fund, charlie, eve):
    dora, bob = user("dora", Role.TREASURER), user("bernard", Role.AUDITOR)
    give(fund, charlie, 3_000_00)
    give(fund, eve, 3_000_00)
    merges.merge(kept=charlie, absorbed=eve)
    tasks.check_person.call(charlie.pk)
    assert "1 donation to refund: the law doesn’t allow it" in [todo.text for todo in due(dora)]
    assert not [todo for todo in due(bob) if "refund" in todo.text]


def test_an_erasure_leaves_what_the_law_wants_and_nothing_more(party, charlie):
    from hustings.people.privacy import actions as privacy

    kept = give(party, charlie, 50_00, tribute="Mum", team="Walkers")
    pledge(party, charlie, 60_00, donor=facts(given_name="Charles"))
    actions.start_plan(
        fund=party, person=charlie, donor=facts(city="Nice"), amount=5_00, means="debit", day=3
    )
    privacy.erase_person(person=charlie, user=None)
    assert list(Donation.objects.values_list("pk", "person", "tribute", "team")) == [(kept.pk, None, "", "")]
    assert list(Donor.objects.values_list("pk", flat=True)) == [kept.donor_id]
    assert not Person.objects.filter(pk=charlie.pk).exists()
