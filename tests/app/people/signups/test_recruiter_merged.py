"""Whoever brought somebody is theirs again after partings in any order, as is everybody's external ID."""

import pytest
from django.utils import translation

from hustings.foundation.accounts.models import User
from hustings.people.duplicates.actions import merges as merging
from hustings.people.duplicates.models import Merge
from hustings.people.persons import actions, timeline
from hustings.people.persons.models import Person

pytestmark = pytest.mark.django_db
CHOICES = {"recruiter": "absorbed", "external_id": "absorbed"}
NAMES = ["keeper", "recruiter", "own", "brought", "twin"]


def people() -> dict[str, Person]:
    made = {name: actions.add_person(given_name=name) for name in NAMES}
    for name, number, by in [
        ("keeper", "K", ""), ("recruiter", None, ""), ("own", "O", "keeper"), ("brought", "B", "recruiter"),
        ("twin", None, "recruiter"),
    ]:  # fmt: skip
        Person.objects.filter(pk=made[name].pk).update(external_id=number, recruiter=made[by] if by else None)
    return made


def state() -> dict[str, tuple[str | None, str | None]]:
    rows = Person.objects.values_list("given_name", "recruiter__given_name", "external_id")
    return {name: (by, number) for name, by, number in rows}


MERGES = [("keeper", "recruiter"), ("own", "brought"), ("twin", "own")]


IN_ALL_ORDERS = [
    ((1, 2, 0), (1, 0, 2)), ((1, 2, 0), (0, 1, 2)), ((2, 0, 1), (1, 0, 2)), ((0, 1, 2), (0, 2, 1)),
]  # fmt: skip


def test_each_has_their_recruiter_and_number_again(dora: User) -> None:
    made = people()
    before = state()
    for order, parted in IN_ALL_ORDERS:
        merges: dict[int, Merge] = {}
        for at in order:
            kept, absorbed = (made[name].pk for name in MERGES[at])
            if not Person.objects.filter(pk=kept).exists():  # a part of another by now
                kept = made["twin"].pk
            both = Person.objects.in_bulk([kept, absorbed])
            merges[at] = merging.merge(kept=both[kept], absorbed=both[absorbed], choices=CHOICES, user=dora)
        for at in parted:
            merging.part(merge=merges[at], user=dora)
        assert state() == before, (order, parted)


def test_a_number_that_is_somebody_else_s_by_now_costs_the_other_nothing(dora: User) -> None:
    made = people()
    merge = merging.merge(
        kept=Person.objects.get(pk=made["own"].pk), absorbed=Person.objects.get(pk=made["brought"].pk),
        choices=CHOICES, user=dora,
    )  # fmt: skip
    other = actions.add_person(given_name="other")
    Person.objects.filter(pk=other.pk).update(external_id="O")
    merging.part(merge=merge, user=dora)
    now = state()
    assert (now["own"], now["brought"]) == (("keeper", None), ("recruiter", "B"))
    with translation.override("en"):
        told = timeline.page(Person.objects.get(pk=made["own"].pk))[0][0].sentence
    assert "Empty because the former value no longer exists or belongs to someone else: External ID" in told
