"""Answers at doors: sealed on the phone, opened by the campaign, kept without a name."""

import pytest

from hustings.field.canvassing import figures, seals, streams
from hustings.foundation.sync.models import LoggedEntry
from hustings.people.scripts import actions as scripts
from hustings.people.scripts.models import Answer
from tests.cast.field.canvassing import street
from tests.cast.field.canvassing.street import Phone

pytestmark = pytest.mark.django_db
TEXT = "Good evening, {caller} for {campaign}.\n? Will you vote?\n- Yes -> end\n- No\n? Why?"


@pytest.fixture
def asking():
    return street.walk_list(script=scripts.save_script(name="Evening", texts={"en": TEXT}))


def said(found, door, **answers):
    key = {name: list(values) for name, values in answers.items()}
    return seals.seal(bytes(found.public), door, {"answers": key})


@pytest.mark.both
def test_answers_of_conversations_that_stand_are_counted_and_no_others(asking):
    phone, door = Phone(asking), street.door(asking)
    talked = phone.note(door, "talked", said=said(asking, door, q1=["2"], q2=["No time"]))
    other = street.door(asking, "D")
    phone.note(other, "talked", said=said(asking, other, q1=["1"], q2=["skipped"]))
    found = {result.key: result for result in figures.answers_of(asking)}
    assert [choice.n for choice in found["q1"].choices] == [1, 1] and found["q2"].n == 1
    assert not Answer.objects.exclude(person=None).exists()
    phone.note(door, "undo", of=str(talked.id))
    assert sorted(Answer.objects.values_list("question", "choice")) == [("q1", "1")]


def test_what_was_sealed_opens_at_its_door_and_list_alone(asking):
    door, other = street.door(asking), street.walk_list()
    text = said(asking, door, q1=["1"])
    assert seals.opened(bytes(asking.sealed), door, text) == {"answers": {"q1": ["1"]}}
    for sealed, at, sent in (
        (asking.sealed, street.door(asking, "D"), text), (other.sealed, door, text),
        (asking.sealed, door, text[:-8]), (asking.sealed, door, "no"),
    ):  # fmt: skip
        with pytest.raises(seals.Broken):
            seals.opened(bytes(sealed), at, sent)
    phone = Phone(asking)
    phone.note(door, "talked", said="bm90aGluZw==")  # the conversation counts, its answers don't
    assert street.state(asking, door) == ("talked", 1) and not Answer.objects.exists()
    assert phone.problem(door, "talked", said=[1]) == "shape"


def test_other_phones_get_the_conversation_without_what_was_said(asking):
    phone, door = Phone(asking), street.door(asking)
    phone.note(door, "talked", said=said(asking, door, q1=["1"]))
    assert streams.KIND.shown(LoggedEntry.objects.get()) == {}
    told = streams.KIND.snapshot(phone.stream, phone.handset)
    assert told["script"]["steps"]["en"][0]["text"].startswith("Good evening, Team 1 for ")
    assert "sealed" not in str(told)
