"""The library of tags: what they mean, which are offered, and two that become one."""

import pytest
from django.urls import reverse
from django.utils import translation

from hustings.people import actions, timeline
from hustings.people.models import Operation, Segment, Tag
from hustings.territories.models import Zone
from tests.people.test_hq import easy_second_factor, signed_in
from tests.people.test_operations import run, undo

__all__ = ["easy_second_factor"]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def crowd(charlie):
    """Three who help: two tags for one thing, one person with both."""
    nimes = Zone.objects.get(name="Nîmes")
    people = [charlie, *(actions.add_person(given_name=name, zone=nimes) for name in "AB")]
    for person, names in zip(people, ["volunteer", "helper", "volunteer helper"], strict=True):
        for name in names.split():
            actions.tag(person=person, name=name)
    return people


def test_two_tags_become_one_for_everybody_and_two_again(crowd, dora):
    helper, volunteer = Tag.objects.get(key="helper"), Tag.objects.get(key="volunteer")
    leaf = {"criterion": "tag", "operator": "any_of", "value": [helper.pk, volunteer.pk]}
    deep = {"match": "none", "criteria": [{"criterion": "tag", "operator": "is", "value": helper.pk}]}
    segment = actions.save_segment(name="s", criteria={"match": "all", "criteria": [leaf, deep]})
    other = actions.save_segment(name="o", criteria={"criteria": [{"criterion": "email", "operator": "has"}]})
    operation = actions.merge_tags(tag=helper, into=volunteer, user=dora)
    assert run(operation).counts == {"changed": 2}
    assert set(volunteer.people.all()) == set(crowd)
    assert not helper.people.exists()
    assert not Tag.objects.get(pk=helper.pk).is_listed
    first, second = Segment.objects.get(pk=segment.pk).criteria["criteria"]
    assert (first["value"], second["criteria"][0]["value"]) == ([volunteer.pk], volunteer.pk)
    assert Segment.objects.get(pk=other.pk).updated_at == other.updated_at
    assert timeline.page(crowd[1])[0][0].sentence == "Tag “helper” merged into “volunteer”"
    undo(operation, dora)
    assert set(helper.people.all()) == {crowd[1], crowd[2]}
    assert set(volunteer.people.all()) == {crowd[0], crowd[2]}


def test_the_library_is_searched_described_and_archived(crowd, dora):
    hq = signed_in(dora)
    tag = Tag.objects.get(key="helper")
    url = reverse("people:tag", args=[tag.pk])
    hq.post(url, {"name": "Helper", "group": "Roles", "note": "Came once", "is_listed": "on"})
    for query, is_there in [("HELP", True), ("came", True), ("volunt", False), ("%", False)]:
        page = hq.get(reverse("people:tags"), {"q": query}).content.decode()
        assert ("Came once" in page) == is_there, query
    hq.post(url, {"name": "Helper", "group": "Roles", "note": "Came once"})
    page = hq.get(reverse("people:tags")).content.decode()
    assert ("Came once" in page, "1 tag is no longer offered" in page) == (False, True)
    assert "Came once" in hq.get(reverse("people:tags"), {"archived": 1}).content.decode()
    assert crowd[1].tags.get() == tag


def test_only_who_changes_people_everywhere_merges(crowd, alice, mallory, dora):
    helper, volunteer = Tag.objects.get(key="helper"), Tag.objects.get(key="volunteer")
    url = reverse("people:tag_merge", args=[helper.pk])
    for user in (alice, mallory):
        assert signed_in(user).post(url, {"into": volunteer.pk}).status_code == 403
    hq = signed_in(dora)
    assert hq.post(url, {"into": helper.pk}).url == reverse("people:tag", args=[helper.pk])
    assert not Operation.objects.exists()
    answer = hq.post(url, {"into": volunteer.pk})
    assert answer.url == reverse("people:operation", args=[Operation.objects.get().pk])
    with pytest.raises(actions.SameTag):
        actions.merge_tags(tag=helper, into=helper, user=dora)
