"""The timeline tells who changed what, when, from what to what, and by which file; in few queries."""

import pytest
from django.urls import reverse
from django.utils import translation

from hustings.people.contacts import actions as contacts_actions
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import timeline
from hustings.people.persons.models import Activity, Person
from tests.app.people.imports.test_import_run import bring
from tests.app.people.persons.test_hq import easy_second_factor, signed_in

__all__ = ["easy_second_factor"]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_a_file_tells_each_field_that_it_changed(charlie):
    persons_actions.add_field(label="Trade", kind="text", slug="trade")
    persons_actions.change_person(person=charlie, family_name="Old")
    bring("email,family_name,phone,tags,trade\ncharlie@example.org,New,0612345678,helper,baker\n")
    told = timeline.page(charlie, group="import")[0][0].sentence
    assert told.startswith("Updated by the import of “list.csv”, line 2. ")
    assert set(told.partition("2. ")[2].split("; ")) == {
        "Family name: Old → New", "Trade: – → baker", "Phone added", "Tag added",
    }  # fmt: skip


def test_a_line_s_yes_is_a_word_and_a_number_is_a_number(charlie):
    now = {"field.member": True, "field.active": False, "field.children": "1"}
    changes = [[target, None, value] for target, value in now.items()]
    charlie.activities.create(kind="import.changed", data={"file": "x", "line": 2, "changes": changes})
    told = timeline.page(charlie)[0][0].sentence
    said = set(told.partition(". ")[2].split("; "))  # in an order that the database chose
    assert said == {"Member: – → yes", "Active: – → no", "Children: – → 1"}


def test_a_yes_set_by_hand_is_a_word_of_the_reader_s_language(charlie):
    member = persons_actions.add_field(label="Membre", kind="yes_no")
    for value in (True, False):
        persons_actions.set_field(person=charlie, field=member, value=value)
    with translation.override("fr"):
        assert timeline.page(charlie)[0][0].sentence == "Membre\xa0: oui → non"


@pytest.mark.parametrize(
    "data", [{}, {"file": "x"}, {"changes": 7}, {"file": "x", "line": 1, "changes": [["odd", None, 1]]}]
)
def test_a_line_of_another_version_never_breaks_the_page(charlie, data):
    charlie.activities.create(kind="import.changed", data=data)
    assert timeline.page(charlie)[0][0].sentence == "import.changed"


def test_every_filter_of_a_long_timeline_asks_the_same_few_questions(charlie, dora):
    hq = signed_in(dora)
    Activity.objects.bulk_create(
        Activity(person=charlie, kind="person.tagged", data={"tag": f"t{n}"}, user=dora) for n in range(300)
    )
    for n in range(40):
        contacts_actions.log_contact(
            person=charlie, method="call", outcome="no_answer", note=f"try {n}", user=dora
        )
    seen, after = [], ""
    for _page in range(40):
        entries, after = timeline.page(charlie, after=after)
        seen += [entry.sentence for entry in entries]
        if not after:
            break
    assert len(seen) == len(set(seen)) + seen.count("x") == 341
    url = reverse("persons:timeline", args=[charlie.uid])
    hq.get(url)
    for name, _label in timeline.groups.all():
        assert hq.get(url, {"group": name}).status_code == 200
    page = hq.get(url, {"group": "contact"}).content.decode()
    assert ("try 39" in page, "t299" in page) == (True, False)


def test_a_page_of_the_timeline_costs_one_query_a_source(charlie, dora, django_assert_num_queries):
    for n in range(50):
        contacts_actions.log_contact(
            person=charlie, method="call", outcome="no_answer", note=f"try {n}", user=dora
        )
        persons_actions.tag(person=charlie, name=f"t{n}", user=dora)
    person = Person.objects.get(pk=charlie.pk)
    with django_assert_num_queries(len(timeline.sources.all())):
        timeline.page(person)
