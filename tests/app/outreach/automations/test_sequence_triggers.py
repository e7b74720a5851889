"""What brings people into sequences finds each once, however often it looks."""

import datetime as dt

import pytest
from django.utils import timezone

from hustings.outreach.automations.actions import sequences, steps
from hustings.outreach.automations.models import Enrolment, TriggerMember
from hustings.people.persons import actions
from hustings.people.persons.models import Tag
from hustings.people.segments.models import Segment
from tests.cast.outreach.fixtures import reader
from tests.cast.outreach.sequences import add, got, run

pytestmark = pytest.mark.both


@pytest.fixture
def sequence(campaign, dora):
    made = sequences.make(name="Welcome", user=dora)
    add(made, "letter")
    return made


def entered() -> list[str]:
    return list(Enrolment.objects.order_by("pk").values_list("person__given_name", flat=True))


def test_who_signs_up_comes_in_and_who_did_before_does_not(sequence, dora, days):
    old, new = reader("old"), reader("new")
    old.log("sign_up.confirmed", source="test")
    steps.add_trigger(sequence=sequence, kind="sign_up", value={})
    old.activities.update(happened_at=timezone.now() - dt.timedelta(hours=2))
    run(sequence, dora)
    days.tick(minutes=1)
    new.log("sign_up.confirmed", source="test")
    for _look in range(3):
        days.tick(minutes=1)
    assert entered() == ["New"] and len(got(new)) == 1


def test_who_does_not_agree_to_mails_does_not_come_in(sequence, dora, days):
    silent = reader("silent", agrees=False)
    steps.add_trigger(sequence=sequence, kind="sign_up", value={})
    run(sequence, dora)
    silent.log("sign_up.confirmed", source="test")
    days.tick(minutes=1)
    assert entered() == []


def test_who_gets_the_tag_comes_in(sequence, dora, days):
    anna, tom = reader("anna"), reader("tom")
    actions.tag(person=tom, name="other")
    tag = Tag.objects.create(name="Guest", key="guest")
    steps.add_trigger(sequence=sequence, kind="tag", value={"of": str(tag.pk)})
    run(sequence, dora)
    actions.tag(person=anna, name="Guest")
    days.tick(minutes=1)
    assert entered() == ["Anna"]


def test_who_comes_into_the_segment_comes_in_and_who_was_there_does_not(sequence, dora, days):
    was, comes = reader("was"), reader("comes")
    actions.tag(person=was, name="lapsed")
    tag = Tag.objects.get(key="lapsed")
    criteria = {"match": "all", "criteria": [{"criterion": "tag", "operator": "is", "value": tag.pk}]}
    segment = Segment.objects.create(name="Lapsed", criteria=criteria)
    steps.add_trigger(sequence=sequence, kind="segment", value={}, segment=segment)
    run(sequence, dora)
    days.tick(minutes=1)
    assert entered() == [] and TriggerMember.objects.count() == 1
    actions.tag(person=comes, name="lapsed")
    for _look in range(3):
        days.tick(minutes=10)
    assert entered() == ["Comes"]
    was.taggings.all().delete()
    days.tick(minutes=10)
    actions.tag(person=was, name="lapsed")
    days.tick(minutes=10)
    assert entered() == ["Comes", "Was"]
    segment.criteria = {"match": "all", "criteria": [{"criterion": "email", "operator": "has"}]}
    segment.save()  # whoever may change segments doesn't change whom a running sequence writes to
    reader("third")
    days.tick(minutes=10)
    assert entered() == ["Comes", "Was"]


def test_those_who_are_in_the_segment_come_in_too_where_wanted(sequence, everyone, dora, days):
    reader("anna")
    steps.add_trigger(sequence=sequence, kind="segment", value={"present": True}, segment=everyone)
    run(sequence, dora)
    days.tick(minutes=1)
    assert entered() == ["Anna"]


def test_a_birthday_brings_in_once_a_year(sequence, dora, days):
    today = timezone.localdate()
    born = today.replace(year=1980) if (today.month, today.day) != (2, 29) else dt.date(1980, 2, 29)
    reader("anna", born_on=born)
    reader("tom", born_on=born + dt.timedelta(days=40))
    sequences.settle(sequence=sequence, name="Birthday", again_after=300)
    steps.add_trigger(sequence=sequence, kind="day", value={"of": "born_on"})
    run(sequence, dora)
    for _look in range(3):
        days.tick(minutes=10)
    assert entered() == ["Anna"]


def test_an_app_above_brings_a_trigger_of_its_own(sequence, dora, days):
    from django.db.models import F

    from hustings.outreach.automations import triggers
    from hustings.people.persons.models import Note

    def noted(trigger, since, now):
        rows = Note.objects.filter(written_at__gte=since, body=trigger.value["of"])
        return rows.annotate(moment=F("written_at")).values("person", "moment")

    kind = triggers.TriggerKind("noted", "A note", "a note: %(of)s", noted)
    with triggers.kinds.replaced(*triggers.kinds.all(), kind):
        anna = reader("anna")
        made = steps.add_trigger(sequence=sequence, kind="noted", value={"of": "Came"})
        run(sequence, dora)
        actions.add_note(person=anna, body="Came")
        days.tick(minutes=1)
        assert entered() == ["Anna"] and triggers.says(made) == "a note: Came"
