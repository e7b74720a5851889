"""Which of a person's responses to a form counts: also once two people are one, and two again."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from hustings.people.duplicates.actions import merges
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Person
from hustings.people.segments import criteria
from hustings.people.signups.models import SignUp
from hustings.site.forms import actions, results
from hustings.site.forms.models import Answer, Place, Questionnaire, Response
from hustings.site.forms.themes import theme_proposals
from tests.cast.people import submissions
from tests.cast.site.forms.fixtures import question

pytestmark = pytest.mark.django_db
Says = Callable[..., Response]


@pytest.fixture
def says(form: Questionnaire) -> Says:
    """``says(person, "Doors", days=3)``: confirmed three days ago."""
    how = question(form, "How?")

    def say(person: Person, option: str, days: int = 0, **more: Any) -> Response:
        made = Response.objects.create(
            questionnaire=form, person=person, key=f"{person.pk}-{option}-{days}", language="en", source="/",
            confirmed_at=timezone.now() - timedelta(days=days), **more,
        )  # fmt: skip
        chosen = next(one for one in how.options.all() if one.texts["en"]["label"] == option)
        Answer.objects.create(response=made, question=how, option=chosen)
        return made

    return say


def charlie(n: int) -> Person:
    """One of several records."""
    return persons_actions.add_person(given_name="Charlie", email=f"charlie{n}@example.org")


def counting() -> list[str]:
    """What counts, as answered."""
    live = Response.objects.live().order_by("pk")
    return [one.answers.select_related("option").get().option.texts["en"]["label"] for one in live]


def test_merged_people_have_the_answers_of_both_and_the_newest_counts(
    form: Questionnaire, says: Says
) -> None:
    one, other = charlie(1), charlie(2)
    says(one, "Calls", days=1)
    says(other, "Doors", days=3)
    merge = merges.merge(kept=other, absorbed=one, user=None)
    assert set(other.responses.values_list("person", flat=True)) == {other.pk}
    assert counting() == ["Calls"] and Response.objects.seats().count() == 1
    assert results.of(form, Response.objects.live())[0].n == 1
    merges.part(merge=merge, user=None)
    assert counting() == ["Calls", "Doors"]
    assert other.responses.live().get().replaced_at is None


def test_merges_of_a_merged_record_are_parted_in_any_order(says: Says) -> None:
    first, second, third = charlie(1), charlie(2), charlie(3)
    for n, one in enumerate((first, second, third)):
        says(one, "Doors", days=n)
    inner = merges.merge(kept=first, absorbed=second, user=None)
    outer = merges.merge(kept=first, absorbed=third, user=None)
    assert Response.objects.live().get().person == first
    merges.part(merge=inner, user=None)
    assert {one.person_id for one in Response.objects.live()} == {first.pk, second.pk}
    merges.part(merge=outer, user=None)
    assert {one.person_id for one in Response.objects.live()} == {first.pk, second.pk, third.pk}


def test_what_one_answered_again_before_a_merge_stays_replaced(says: Says) -> None:
    one, other = charlie(1), charlie(2)
    says(one, "Doors", days=5, replaced_at=timezone.now())
    says(one, "Calls", days=2)
    says(other, "Doors", days=1)
    merge = merges.merge(kept=one, absorbed=other, user=None)
    assert counting() == ["Doors"]
    merges.part(merge=merge, user=None)
    assert counting() == ["Calls", "Doors"]


def test_an_answer_since_the_merge_goes_to_the_one_whose_mailbox_it_came_from(says: Says) -> None:
    one, other = charlie(1), charlie(2)
    says(one, "Doors", days=5)
    merge = merges.merge(kept=one, absorbed=other, user=None)
    asked = SignUp.objects.create(
        address="charlie2@example.org", key="charlie2@example.org", language="en", source="/", person=one
    )
    says(one, "Calls", sign_up=asked)
    merges.part(merge=merge, user=None)
    assert other.responses.live().count() == one.responses.live().count() == 1


def test_what_is_put_aside_gives_way_to_the_one_before(says: Says) -> None:
    one = charlie(1)
    says(one, "Doors", days=2, replaced_at=timezone.now())
    newest = says(one, "Calls")
    actions.put_aside(response=newest)
    assert counting() == ["Doors"]
    newest.refresh_from_db()
    actions.take_back(response=newest)
    assert counting() == ["Calls"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time, in one connection")
def test_of_answers_that_are_confirmed_at_once_one_counts(form: Questionnaire) -> None:
    one = charlie(1)
    links = []
    for n in range(6):
        asked = SignUp.objects.create(
            address="charlie1@example.org", key="charlie1@example.org", language="en", source="/"
        )
        Response.objects.create(questionnaire=form, key=str(n), language="en", source="/", sign_up=asked)
        links.append(asked)

    def follow(asked: SignUp) -> Person:
        try:
            return submissions.confirm(asked).person
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(follow, links)) == {one}
    assert one.responses.count() == 6 and one.responses.live().count() == 1


def plan_of(found: Any) -> str:
    """How the database would look for it, were the tables large."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return str(found.explain())


def test_lists_results_and_segments_use_indexes(form: Questionnaire, says: Says) -> None:
    for n in range(3):
        says(charlie(n), "Doors", days=n)
    option = question(form, "How?").options.all()[0]
    of_form = Response.objects.filter(questionnaire=form)
    answers = Answer.objects.filter(
        response__in=of_form.live().values("pk"), question__questionnaire=form
    ).order_by()
    leaves = [
        {"criterion": "form", "operator": operator, "value": value.pk}
        for operator, value in (("answered", form), ("said", option), ("not_said", option))
    ]
    asked = [
        of_form.live().filter(pk__lt=10_000).order_by("-pk")[:50],
        of_form.seats(),
        answers,
        theme_proposals.answers_of(question(form, "Why?")).order_by("-response")[:50],
        Place.objects.filter(quota=1, response__aside_at=None),
        *(criteria.compile({"match": "all", "criteria": [leaf]}) for leaf in leaves),
    ]
    for one in asked:
        plan = plan_of(one)
        assert not re.search(r"(Seq Scan on|SCAN) \"?surveys_(response|answer)\b(?! USING)", plan), plan
