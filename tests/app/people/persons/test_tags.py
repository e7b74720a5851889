"""The library of tags: what they mean, which are offered, and two that become one."""

import io

import pytest
from django.urls import reverse
from django.utils import translation

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.people.changes import actions as changes_actions
from hustings.people.imports.actions import imports
from hustings.people.imports.columns.options import Options
from hustings.people.imports.models import ImportLine
from hustings.people.imports.run import execution as importing
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import timeline
from hustings.people.persons.actions.topics import add_topic, choose_topic
from hustings.people.persons.models import Email, Field, Operation, Tag
from hustings.people.segments import actions as segments_actions
from hustings.people.segments.models import Segment
from tests import addresses
from tests.app.people.changes.test_operations import run, undo
from tests.app.people.persons.test_hq import easy_second_factor, signed_in
from tests.conftest import user

__all__ = ["easy_second_factor"]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def crowd(charlie):
    """Three who help: two tags for one thing, one person with both."""
    nimes = Zone.objects.get(name="Nîmes")
    people = [charlie, *(persons_actions.add_person(given_name=name, zone=nimes) for name in "AB")]
    for person, names in zip(people, ["volunteer", "helper", "volunteer helper"], strict=True):
        for name in names.split():
            persons_actions.tag(person=person, name=name)
    return people


def test_two_tags_become_one_for_everybody_and_two_again(crowd, dora):
    helper, volunteer = Tag.objects.get(key="helper"), Tag.objects.get(key="volunteer")
    leaf = {"criterion": "tag", "operator": "any_of", "value": [helper.pk, volunteer.pk]}
    deep = {"match": "none", "criteria": [{"criterion": "tag", "operator": "is", "value": helper.pk}]}
    segment = segments_actions.save_segment(name="s", criteria={"match": "all", "criteria": [leaf, deep]})
    other = segments_actions.save_segment(
        name="o", criteria={"criteria": [{"criterion": "email", "operator": "has"}]}
    )
    operation = changes_actions.merge_tags(tag=helper, into=volunteer, user=dora)
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
    url = reverse("persons:tag", args=[tag.pk])
    hq.post(url, {"name": "Helper", "group": "Roles", "note": "Came once", "is_listed": "on"})
    for query, is_there in [("HELP", True), ("came", True), ("volunt", False), ("%", False)]:
        page = hq.get(reverse("persons:tags"), {"q": query}).content.decode()
        assert ("Came once" in page) == is_there, query
    hq.post(url, {"name": "Helper", "group": "Roles", "note": "Came once"})
    page = hq.get(reverse("persons:tags")).content.decode()
    assert ("Came once" in page, "1 archived tag" in page) == (False, True)
    assert "Came once" in hq.get(reverse("persons:tags"), {"archived": 1}).content.decode()
    assert crowd[1].tags.get() == tag


def test_only_who_changes_people_everywhere_merges(crowd, alice, mallory, dora):
    helper, volunteer = Tag.objects.get(key="helper"), Tag.objects.get(key="volunteer")
    url = reverse("changes:tag_merge", args=[helper.pk])
    for other in (alice, mallory):
        assert signed_in(other).post(url, {"into": volunteer.pk}).status_code == 403
    hq = signed_in(dora)
    assert hq.post(url, {"into": helper.pk}).url == reverse("persons:tag", args=[helper.pk])
    assert not Operation.objects.exists()
    answer = hq.post(url, {"into": volunteer.pk})
    assert answer.url == reverse("changes:operation", args=[Operation.objects.get().pk])
    with pytest.raises(changes_actions.SameTag):
        changes_actions.merge_tags(tag=helper, into=helper, user=dora)


def test_only_who_changes_people_everywhere_adds_tags_and_fields(crowd, alice, dora):
    person, local = crowd[0], signed_in(alice)
    local.post(reverse("persons:taggings", args=[person.uid]), {"name": "Traitor"})
    assert local.post(reverse("persons:tags"), {"name": "Traitor"}).status_code == 403
    bulk = {"list": "", "do": "1", "name": "Traitor"}
    assert local.post(reverse("changes:operation_add_tag"), bulk).status_code == 422
    field = {"label": "Traitor", "kind": "text"}
    assert local.post(reverse("persons:fields"), field).status_code == 403
    assert not Tag.objects.filter(key="traitor").exists()
    assert not Field.objects.exists()
    for name in ("tags", "fields"):
        assert (
            '<form method="post" class="hq-inline"' not in local.get(addresses.people(name)).content.decode()
        )
    with pytest.raises(persons_actions.NotYours):
        changes_actions.merge_tags(tag=Tag.objects.first(), into=Tag.objects.last(), user=alice)
    known = Tag.objects.get(key="helper")
    local.post(reverse("persons:taggings", args=[person.uid]), {"name": "Hélper"})
    assert known in person.tags.all()  # uses what there is
    whole = signed_in(dora)
    whole.post(reverse("persons:tags"), {"name": "Ally"})
    whole.post(reverse("persons:fields"), field)
    assert (Tag.objects.filter(key="ally").exists(), Field.objects.exists()) == (True, True)


def test_an_import_by_a_local_director_adds_no_tags_and_no_fields(crowd, rhone, dora):
    local = user("greta", Role.DIRECTOR, rhone)
    text = b'email,tags,Shoe size,zone\nnew@example.org,"Helper, Traitor",41,Lyon\n'
    for by, tags, fields in [(local, ["helper"], []), (dora, ["helper", "traitor"], ["shoe_size"])]:
        imported = imports.take_file(file=io.BytesIO(text), name="list.csv", user=by)
        mapping = ["email.1", "tags", imported.mapping[2], "zone"]
        imports.check(imported=imported, mapping=mapping, options=Options.read(imported.options))
        importing.check_import(imported.pk)
        imported.refresh_from_db()
        imports.start(imported=imported)
        importing.run_import(imported.pk)
        someone = Email.objects.get(key="new@example.org").person
        assert sorted(someone.tags.values_list("key", flat=True)) == tags
        assert list(Field.objects.values_list("slug", flat=True)) == fields
    assert "Traitor" in str(ImportLine.objects.exclude(says=[]).get().says)


def test_tags_fields_and_topics_count_those_in_sight(db, charlie, alice, dora):
    far = persons_actions.add_person(given_name="Far", zone=Zone.objects.get(name="Nîmes"))
    field = persons_actions.add_field(label="Shoe size", kind="number")
    topic = add_topic(names={"en": "Housing", "fr": "Logement"})
    for person in [charlie, far]:
        persons_actions.tag(person=person, name="Red")
        persons_actions.set_field(person=person, field=field, value="42")
        choose_topic(person=person, topic=topic, is_in=True, source="At the market")
    for someone, n in [(alice, 1), (dora, 2)]:
        client = signed_in(someone)
        for name in ["tags", "fields"]:
            (row,) = client.get(addresses.people(name)).context["rows"]
            assert row.n_people == n
        (row,) = client.get(reverse("persons:topics")).context["rows"]
        assert (row.n_in, row.n_out) == (n, 0)
