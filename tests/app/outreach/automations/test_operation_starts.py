"""Operations on many people start a sequence where that was ticked, and stop it first when undone."""

import io
from typing import Any

import pytest
from django.utils import translation

from hustings.outreach.automations.actions import sequences, steps
from hustings.outreach.automations.models import Enrolment, Sequence
from hustings.outreach.delivery.models import Delivery
from hustings.people.changes import starts, timeline_sentences
from hustings.people.changes.actions import operations
from hustings.people.changes.operations.run import run_operation
from hustings.people.changes.operations.selection import Whom
from hustings.people.imports.actions import imports
from hustings.people.imports.columns.options import ALL, Options, Statement
from hustings.people.imports.models import Import
from hustings.people.imports.run import execution
from hustings.people.persons import actions
from hustings.people.persons.models import Activity, Field, Operation, Person, Tag
from hustings.people.segments.models import Segment
from tests.cast.outreach.fixtures import reader
from tests.cast.outreach.sequences import Clock, add, got, run, wait

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CONSENTS = {"email": Statement(ALL, "Yes, write to me.", "Fair", "2026-01-01")}
FILE = "email,given_name,tags\neve@example.org,Eve,Fair\nzoe@example.org,Zoe,\n"


@pytest.fixture(autouse=True)
def english(asks_in_english: None) -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def fair(db: None) -> Tag:
    return Tag.objects.create(name="Fair", key="fair")


@pytest.fixture
def welcome(campaign: Any, dora: Any, fair: Tag) -> Sequence:
    """It begins with the tag, and its second message comes after a day."""
    made = sequences.make(name="Welcome", user=dora)
    add(made, "letter", subject="Hello")
    wait(made, 1)
    add(made, "letter", subject="Again")
    steps.add_trigger(sequence=made, kind="tag", value={"of": str(fair.pk)})
    return run(made, dora)


def checked(text: str, user: Any = None, **chosen: Any) -> Import:
    imported = imports.take_file(file=io.BytesIO(text.encode()), name="list.csv", user=user)
    options = Options.read(imported.options)
    for name, value in {"consents": CONSENTS, **chosen}.items():
        setattr(options, name, value)
    imports.check(imported=imported, mapping=imported.mapping, options=options, in_background=False)
    execution.check_import(imported.pk)
    imported.refresh_from_db()
    assert imported.state == Import.State.CHECKED, imported.problem_words
    return imported


def brought(text: str, *names: str, **chosen: Any) -> Import:
    imported = checked(text, **chosen)
    imports.start(imported=imported, starts=names, in_background=False)
    execution.run_import(imported.pk)
    imported.refresh_from_db()
    return imported


def undone(operation: Operation | None, user: Any = None) -> Operation:
    assert operation
    operations.undo(operation=operation, user=user)
    run_operation(operation.pk)
    operation.refresh_from_db()
    assert operation.state == Operation.State.UNDONE, operation.problem_words
    return operation


def kept(operation: Operation) -> dict[str, str]:
    rows = Activity.objects.filter(operation=operation, kind="operation.kept")
    return {str(row.person): timeline_sentences.kept(row.data["kept"]) for row in rows}


def entered() -> list[str]:
    return sorted(Enrolment.objects.values_list("person__given_name", flat=True))


def offered(imported: Import) -> list[str]:
    found = starts.offered(starts.Gains.read(imported.counts["gains"]), None)
    return [start.says for start in found]


def name(sequence: Sequence) -> str:
    return f"sequence:{sequence.pk}"


def test_an_import_starts_nothing_unless_it_is_ticked(
    hq: Any, dora: Any, welcome: Sequence, days: Clock, run_tasks: Any
) -> None:
    client = hq(dora)
    imported = checked(FILE, dora)
    page = client.get(f"/hq/people/imports/{imported.pk}/").content.decode()
    assert "Start the sequence “Welcome” for 1 person" in page and "gets the tag “Fair”" in page
    box = page.partition(f'value="{name(welcome)}"')[2].partition(">")[0]
    assert box and "checked" not in box
    assert f'href="/hq/sequences/{welcome.pk}/"' in page
    client.post(f"/hq/people/imports/{imported.pk}/run/")
    run_tasks()
    days.tick(minutes=1)
    assert Person.objects.filter(given_name="Eve").exists() and entered() == []
    actions.tag(person=Person.objects.get(given_name="Zoe"), name="Fair")  # by hand it does
    days.tick(minutes=1)
    assert entered() == ["Zoe"]


def test_one_tick_starts_it_and_the_page_says_so(
    hq: Any, dora: Any, welcome: Sequence, days: Clock, run_tasks: Any
) -> None:
    client = hq(dora)
    imported = checked(FILE, dora)
    address = f"/hq/people/imports/{imported.pk}/"
    client.post(f"{address}run/", {"start": [name(welcome), "sequence:0"]})
    run_tasks()
    assert "Starts the sequence “Welcome”: 0 people have entered" in client.get(address).content.decode()
    days.tick(minutes=1)
    assert entered() == ["Eve"] and got(Person.objects.get(given_name="Eve")) == ["Hello"]
    shown = client.get(address).content.decode()
    assert "Starts the sequence “Welcome”: 1 person has entered" in shown
    french = client.get(address, headers={"accept-language": "fr"}).content.decode()
    assert "Démarre le parcours « Welcome »" in french.replace("\u202f", " ").replace("\xa0", " ")


def test_only_those_who_agree_are_counted_and_no_sequence_is_named_for_nobody(welcome: Sequence) -> None:
    assert offered(checked(FILE)) == ["Start the sequence “Welcome” for 1 person"]
    assert offered(checked(FILE, consents={})) == []
    assert offered(checked("email\neve@example.org\n")) == []
    everyone = "email\neve@example.org\nzoe@example.org\neve@example.org\n"
    assert offered(checked(everyone, tags=["Fair"])) == ["Start the sequence “Welcome” for 2 people"]


def test_a_segment_that_a_file_fills_starts_nothing_either(
    campaign: Any, dora: Any, fair: Tag, days: Clock
) -> None:
    criteria = {"match": "all", "criteria": [{"criterion": "tag", "operator": "is", "value": fair.pk}]}
    segment = Segment.objects.create(name="Visitors", criteria=criteria)
    sequence = sequences.make(name="Visitors", user=dora)
    add(sequence, "letter")
    steps.add_trigger(sequence=sequence, kind="segment", value={}, segment=segment)
    run(sequence, dora)
    days.tick(minutes=1)
    [says] = offered(checked(FILE))
    assert says == "Start the sequence “Visitors” for at most 2 people"
    brought(FILE)
    days.tick(minutes=1)
    brought(FILE.replace("eve", "ada").replace("Eve", "Ada"), name(sequence))
    days.tick(minutes=1)
    assert entered() == ["Ada"]
    actions.tag(person=reader("tom"), name="Fair")
    for _look in range(2):
        days.tick(minutes=10)
    assert entered() == ["Ada", "Tom"]
    assert Enrolment.objects.exclude(operation=None).get().person.given_name == "Ada"


def test_a_sequence_that_waits_for_imports_starts_by_a_tick_too(
    campaign: Any, dora: Any, days: Clock
) -> None:
    sequence = sequences.make(name="Newcomers", user=dora)
    add(sequence, "letter")
    steps.add_trigger(sequence=sequence, kind="happened", value={"of": "import.created"})
    run(sequence, dora)
    brought("email,given_name\neve@example.org,Eve\n")
    brought("email,given_name\nzoe@example.org,Zoe\n", name(sequence))
    days.tick(minutes=1)
    assert entered() == ["Zoe"]


def test_a_tag_for_many_starts_by_a_tick_and_for_a_handful_it_is_ticked(
    hq: Any, dora: Any, welcome: Sequence, days: Clock, run_tasks: Any
) -> None:
    client = hq(dora)
    people = [reader(f"r{n}") for n in range(starts.HANDFUL + 1)]
    whom = {"who": [person.pk for person in people]}
    many = client.post("/hq/people/operations/add/tag/", whom).content.decode()
    box = many.partition(f'value="{name(welcome)}"')[2].partition(">")[0]
    assert "at most 11 people" in many and box and "checked" not in box
    client.post("/hq/people/operations/add/tag/", whom | {"name": "Fair", "do": "1"})
    run_tasks()
    days.tick(minutes=1)
    assert entered() == []
    undone(Operation.objects.get(), dora)
    few = {"who": [people[0].pk]}
    shown = client.post("/hq/people/operations/add/tag/", few).content.decode()
    assert "checked" in shown.partition(f'value="{name(welcome)}"')[2].partition(">")[0]
    client.post("/hq/people/operations/add/tag/", few | {"name": "Fair", "do": "1", "start": name(welcome)})
    run_tasks()
    days.tick(minutes=1)
    assert entered() == ["R0"]


def test_a_tag_that_comes_back_as_its_removal_is_undone_starts_nothing(
    welcome: Sequence, fair: Tag, dora: Any, days: Clock
) -> None:
    anna = reader("anna")
    actions.tag(person=anna, name="Fair")
    anna.taggings.update(added_at=welcome.created_at.replace(year=2020))
    whom = Whom(ticked=(anna.pk,))
    off = operations.start(kind="untag", user=dora, choices={"tag": fair.pk, "name": "Fair"}, of=whom, n=1)
    run_operation(off.pk)
    undone(off, dora)
    days.tick(minutes=1)
    assert anna.taggings.exists() and entered() == []


def test_undoing_takes_people_out_of_the_sequence_first_and_then_away(welcome: Sequence, days: Clock) -> None:
    days.sends = False
    imported = brought(FILE.replace("tags", "tags,Shoe size").replace("Fair\n", "Fair,41\n"), name(welcome))
    days.tick(minutes=1)
    assert entered() == ["Eve"] and Delivery.objects.get().state == Delivery.State.QUEUED
    assert Field.objects.filter(slug="shoe_size").exists()
    operation = undone(imported.operation)
    assert kept(operation) == {} and operation.counts["undo"]["removed"] == 2
    for model in (Person, Enrolment, Delivery, Field):
        assert not model._base_manager.exists()


def test_a_message_that_was_sent_keeps_its_person_and_the_page_says_so(
    hq: Any, dora: Any, welcome: Sequence, days: Clock
) -> None:
    file = "email,given_name,tags,Hat\neve@example.org,Eve,Fair,red\nzoe@example.org,Zoe,Fair,blue\n"
    imported = brought(file, name(welcome))
    days.sends = False
    days.tick(minutes=1)
    eve, zoe = Person.objects.order_by("given_name")
    Delivery.objects.filter(person=eve).update(state=Delivery.State.SENT)
    operation = undone(imported.operation)
    assert not Person.objects.filter(pk=zoe.pk).exists() and not Delivery.objects.filter(person=zoe).exists()
    words = "Sequence “Welcome”: a message was sent; the record stays because of: mailings sent, Sequences"
    assert kept(operation) == {"Eve": words}
    left = Enrolment.objects.get()
    assert (left.person, left.ending) == (eve, Enrolment.Ending.TAKEN_OUT)
    days.sends = True
    days.tick(days=2)
    assert Delivery.objects.count() == 1  # the next message never comes
    client = hq(dora)
    for address in (f"/hq/people/operations/{operation.pk}/", f"/hq/people/imports/{imported.pk}/"):
        page = client.get(address).content.decode()
        assert "1 person was kept, or something of theirs." in page and "A message was sent: 1" in page
        assert "Field kept because it is in use: Hat" in page
        assert f'href="/hq/people/operations/{operation.pk}/#kept"' in page
    french = client.get(f"/hq/people/imports/{imported.pk}/", headers={"accept-language": "fr"})
    assert "1 personne a été gardée, ou quelque chose d’elle." in french.content.decode()
    run_operation(operation.pk)  # a second run finds nothing to do
    assert Activity.objects.filter(operation=operation, kind="operation.kept").count() == 1


def test_somebody_known_before_leaves_it_and_may_come_in_by_the_right_file(
    welcome: Sequence, days: Clock
) -> None:
    eve = reader("eve")
    days.sends = False
    imported = brought(FILE, name(welcome))
    days.tick(minutes=1)
    assert entered() == ["Eve"]
    operation = undone(imported.operation)
    assert kept(operation) == {} and entered() == []
    assert eve.deliveries.count() == eve.taggings.count() == 0
    brought(FILE, name(welcome))
    days.tick(minutes=1)
    assert entered() == ["Eve"]


def test_a_message_that_a_worker_has_claimed_may_be_on_its_way(welcome: Sequence, days: Clock) -> None:
    days.sends = False
    imported = brought(FILE, name(welcome))
    days.tick(minutes=1)
    Delivery.objects.update(state=Delivery.State.CLAIMED)
    undone(imported.operation)
    assert [person.given_name for person in Person.objects.all()] == ["Eve"]


def test_what_somebody_came_into_by_their_own_deed_stays(
    welcome: Sequence, campaign: Any, dora: Any, days: Clock
) -> None:
    own = sequences.make(name="Signed up", user=dora)
    add(own, "letter")
    steps.add_trigger(sequence=own, kind="sign_up", value={})
    run(own, dora)
    days.sends = False
    imported = brought(FILE, name(welcome))
    Person.objects.get(given_name="Eve").log("sign_up.confirmed", source="test")
    days.tick(minutes=1)
    operation = undone(imported.operation)
    assert kept(operation) == {"Eve": "the record stays because of: other activity"}
    assert Enrolment.objects.get().sequence == own and Delivery.objects.get().mailing.step.sequence == own


def test_steps_that_wrote_on_the_timeline_keep_nobody(
    campaign: Any, dora: Any, fair: Tag, days: Clock
) -> None:
    sequence = sequences.make(name="Tagging", user=dora)
    add(sequence, "tag", tag=Tag.objects.create(name="Met", key="met"))
    wait(sequence, 3)
    steps.add_trigger(sequence=sequence, kind="tag", value={"of": str(fair.pk)})
    run(sequence, dora)
    imported = brought(FILE, name(sequence))
    days.tick(minutes=1)
    assert Person.objects.get(given_name="Eve").taggings.count() == 2
    undone(imported.operation)
    assert not Person.objects.exists()
