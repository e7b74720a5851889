"""Deeds on many people: counted first, done in chunks, stopped and gone on with, taken back."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.people.changes import timeline_sentences
from hustings.people.changes.actions import operations
from hustings.people.changes.operations import run as running
from hustings.people.changes.operations.selection import Whom
from hustings.people.contacts.models import FollowUp
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import consent_chain, timeline
from hustings.people.persons.models import Activity, Email, Erasure, Field, Operation, Person, Purpose, Tag
from hustings.people.privacy import consent_ledger
from hustings.people.segments import actions as segments_actions
from hustings.people.segments.models import Segment

pytestmark = [pytest.mark.django_db, pytest.mark.both]
State = Operation.State
EVERYBODY = Whom(query="")


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def crowd(france: Zone) -> list[Person]:
    """Ten in Lyon and two in Nîmes, who have an address each."""
    lyon, nimes = Zone.objects.get(name="Lyon"), Zone.objects.get(name="Nîmes")
    return [
        persons_actions.add_person(
            given_name=f"P{n}", email=f"p{n}@example.org", zone=lyon if n < 10 else nimes, source="fair"
        )
        for n in range(12)
    ]


@pytest.fixture
def hq() -> Client:
    """A browser that speaks English."""
    return Client(headers={"accept-language": "en"})


def begin(kind: str, user: User | None, of: Whom = EVERYBODY, **choices: Any) -> Operation:
    return operations.start(kind=kind, user=user, choices=choices, of=of, n=12)


def run(operation: Operation) -> Operation:
    running.run_operation(operation.pk)
    operation.refresh_from_db()
    return operation


def undo(operation: Operation, user: User | None) -> Operation:
    operations.undo(operation=operation, user=user)
    return run(operation)


def tagging(user: User, name: str = "Fair") -> Operation:
    tag = persons_actions.the_tag(name=name)
    return begin("tag", user, tag=tag.pk, name=tag.name)


def kept(operation: Operation) -> list[tuple[str, str]]:
    rows = Activity.objects.filter(operation=operation, kind="operation.kept").order_by("pk")
    return [(str(row.person), timeline_sentences.kept(row.data["kept"])) for row in rows]


def test_a_tag_goes_on_those_in_ones_territory_only_and_comes_off_again(
    crowd: list[Person], alice: User
) -> None:
    persons_actions.tag(person=crowd[0], name="Fair")
    done = run(tagging(alice))
    assert (done.state, done.n_done, done.counts) == (State.DONE, 10, {"changed": 9, "same": 1})
    tag = Tag.objects.get(name="Fair")
    assert tag.people.count() == 10
    undone = undo(done, alice)
    assert undone.state == State.UNDONE
    assert list(tag.people.all()) == [crowd[0]]  # had it before
    assert undone.counts["undo"] == {"of": 9, "done": 9, "restored": 9, "removed": 0, "kept": 0}


def test_what_somebody_tagged_again_since_stays_and_is_named(crowd: list[Person], dora: User) -> None:
    done = run(tagging(dora))
    persons_actions.untag(person=crowd[3], tag=Tag.objects.get())
    persons_actions.tag(person=crowd[3], name="Fair")
    undo(done, dora)
    assert list(Tag.objects.get().people.all()) == [crowd[3]]
    assert kept(done) == [("P3", "Tag “Fair”: changed since")]


def test_a_tag_taken_off_comes_back(crowd: list[Person], dora: User) -> None:
    for person in crowd[:4]:
        persons_actions.tag(person=person, name="Fair")
    tag = Tag.objects.get()
    done = run(begin("untag", dora, tag=tag.pk, name=tag.name))
    assert not tag.people.exists()
    assert done.counts == {"changed": 4, "same": 8}
    undo(done, dora)
    assert set(tag.people.all()) == set(crowd[:4])


def test_a_column_goes_back_only_where_it_is_as_it_was_left(crowd: list[Person], dora: User) -> None:
    done = run(begin("column", dora, column="source", value="market", shown="market"))
    assert Person.objects.filter(source="market").count() == 12
    persons_actions.change_person(person=crowd[1], source="their own word")
    undo(done, dora)
    assert Person.objects.filter(source="fair").count() == 11
    assert kept(done) == [("P1", "Source “their own word”: changed since")]
    lines = [entry.sentence for entry in timeline.page(crowd[0])[0]]
    assert lines[0] == "Undone: Set “source” to “market”"
    assert lines[1] == "Source: fair → market"


def test_owner_and_territory_go_back_to_nobody_and_to_where_they_were(
    crowd: list[Person], dora: User, bob: User
) -> None:
    nimes = Zone.objects.get(name="Nîmes")
    owned = run(begin("column", dora, column="owner", value=bob.pk, shown=str(bob)))
    moved = run(begin("column", dora, column="zone", value=nimes.pk, shown="Nîmes"))
    assert Person.objects.filter(owner=bob, zone=nimes).count() == 10  # bob sees nobody in Nîmes
    assert owned.counts == {"changed": 10, "same": 0, "unseen": 2}
    undo(moved, dora)
    undo(owned, dora)
    assert Person.objects.filter(owner=None).count() == 12
    assert Person.objects.filter(zone=nimes).count() == 2


def test_what_pointed_to_something_removed_since_is_named(crowd: list[Person], dora: User, bob: User) -> None:
    Person.objects.filter(pk=crowd[0].pk).update(owner=bob)
    done = run(begin("column", dora, column="owner", value=dora.pk, shown=str(dora)))
    bob.delete()
    undo(done, dora)
    assert kept(done) == [("P0", f"Point person “{dora.pk}”: the former value no longer exists")]


def test_a_field_is_set_and_goes_back(crowd: list[Person], dora: User) -> None:
    field = persons_actions.add_field(label="Score", kind=Field.Kind.NUMBER)
    persons_actions.set_field(person=crowd[0], field=field, value="3.5")
    persons_actions.set_field(person=crowd[1], field=field, value="7")
    done = run(begin("field", dora, field="score", label="Score", value="7"))
    assert done.counts == {"changed": 11, "same": 1}
    persons_actions.set_field(person=crowd[2], field=field, value="8")
    undo(done, dora)
    values = {str(row.person): str(row.value.normalize()) for row in field.values.select_related("person")}
    assert values == {"P0": "3.5", "P1": "7", "P2": "8"}
    assert kept(done) == [("P2", "Score “8”: changed since")]


def test_a_mark_keeps_its_earlier_day(crowd: list[Person], dora: User) -> None:
    before = timezone.now() - dt.timedelta(days=30)
    Person.objects.filter(pk=crowd[0].pk).update(no_calls_since=before)
    done = run(begin("mark", dora, mark="no_calls_since", is_set=True))
    assert done.counts == {"changed": 11, "same": 1}
    assert Person.objects.get(pk=crowd[0].pk).no_calls_since == before
    undo(done, dora)
    assert Person.objects.exclude(no_calls_since=None).count() == 1


def test_follow_ups_that_are_done_stay(crowd: list[Person], dora: User) -> None:
    day = timezone.localdate() + dt.timedelta(days=3)
    done = run(begin("follow_up", dora, what="Call", due_on=day.isoformat(), owner=dora.pk, shown=str(dora)))
    assert FollowUp.objects.filter(owner=dora, due_on=day).count() == 12
    FollowUp.objects.filter(person=crowd[5]).update(done_at=timezone.now())
    undo(done, dora)
    assert [row.person for row in FollowUp.objects.all()] == [crowd[5]]
    assert kept(done) == [("P5", "Follow-up “Call”: done since")]


def test_erasing_many_is_final_leaves_fingerprints_and_a_whole_chain(
    crowd: list[Person], dora: User, alice: User
) -> None:
    for person in crowd:
        persons_actions.record_consent(person=person, purpose=Purpose.EMAIL, is_given=True, source="paper")
    consent_chain.seal_waiting()
    lyon = Whom(query=f"zone=Lyon&zone_id={Zone.objects.get(name='Lyon').pk}")
    with pytest.raises(operations.OperationRefused):
        begin("erase", alice)  # not everywhere
    done = run(begin("erase", dora, Whom(ticked=tuple(person.pk for person in crowd[:3]))))
    assert done.counts == {"erased": 3}
    assert Person.objects.count() == 9
    assert Erasure.objects.count() == 3
    assert consent_ledger.prove().fault is None
    with pytest.raises(operations.OperationRefused):
        operations.undo(operation=done, user=dora)
    assert lyon.people(dora, operations.kinds.CHANGE_PEOPLE).count() == 7


def test_erasing_never_takes_more_than_were_counted(crowd: list[Person], dora: User) -> None:
    done = run(operations.start(kind="erase", user=dora, choices={}, of=EVERYBODY, n=5))
    assert done.counts == {"erased": 5}
    assert Person.objects.count() == 7


def test_a_pause_stops_between_chunks_and_going_on_does_the_rest_once(
    crowd: list[Person], dora: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 5)
    monkeypatch.setattr(running, "SQLITE_CHUNK", 5)
    operation = tagging(dora)
    running.run_operation(operation.pk, lambda n: operations.pause(operation=operation))
    operation.refresh_from_db()
    assert (operation.state, operation.n_done) == (State.PAUSED, 5)
    operations.resume(operation=operation, user=dora)
    done = run(operation)
    assert (done.state, done.n_done) == (State.DONE, 12)
    assert Activity.objects.filter(operation=done).count() == 12
    operations.undo(operation=done, user=dora)
    running.run_operation(done.pk, lambda n: operations.pause(operation=done))
    assert Tag.objects.get().people.count() == 7
    operations.resume(operation=done, user=dora)
    assert run(done).counts["undo"]["restored"] == 12
    assert not Tag.objects.get().people.exists()


def test_a_cancelled_rest_is_left_and_what_was_done_can_be_undone(
    crowd: list[Person], dora: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 5)
    monkeypatch.setattr(running, "SQLITE_CHUNK", 5)
    operation = tagging(dora)
    running.run_operation(operation.pk, lambda n: operations.cancel(operation=operation))
    assert Tag.objects.get().people.count() == 5
    with pytest.raises(operations.OperationRefused):
        operations.resume(operation=operation, user=dora)
    assert undo(operation, dora).state == State.UNDONE
    assert not Tag.objects.get().people.exists()


def test_of_two_workers_one_ends_where_the_other_is_ahead(
    crowd: list[Person], dora: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 5)
    monkeypatch.setattr(running, "SQLITE_CHUNK", 5)
    operation = tagging(dora)
    seen: list[int] = []

    def another(n: int) -> None:
        seen.append(n)
        running.run_operation(operation.pk)  # it goes to the end

    running.run_operation(operation.pk, another)
    operation.refresh_from_db()
    assert (seen, operation.n_done, operation.counts["changed"]) == ([5], 12, 12)


def test_rights_lost_meanwhile_are_heeded(crowd: list[Person], dora: User) -> None:
    operation = tagging(dora)
    dora.grants.all().delete()
    assert run(operation).counts == {}
    assert not Tag.objects.get().people.exists()


def test_an_operation_of_a_removed_user_touches_nobody(crowd: list[Person], dora: User) -> None:
    operation = tagging(dora)
    dora.delete()
    run(operation)
    assert not Tag.objects.get().people.exists()


def test_a_tag_that_is_gone_is_said(crowd: list[Person], dora: User) -> None:
    operation = tagging(dora)
    Tag.objects.all().delete()
    assert run(operation).state == State.FAILED
    assert operation.problem_words == "The tag “Fair” no longer exists."


def test_whoever_undoes_reaches_only_their_own_people(crowd: list[Person], dora: User, alice: User) -> None:
    done = run(tagging(alice))
    Person.objects.filter(pk=crowd[0].pk).update(zone=Zone.objects.get(name="Nîmes"))
    undo(done, alice)
    assert list(Tag.objects.get().people.all()) == [crowd[0]]
    assert kept(done) == [("P0", "The record: out of reach for the person who undid it")]


def test_a_segment_that_asks_for_what_the_deed_changes_is_gone_over_once(
    crowd: list[Person], dora: User
) -> None:
    tag = persons_actions.the_tag(name="Fair")
    criteria = {"match": "none", "criteria": [{"criterion": "tag", "operator": "is", "value": tag.pk}]}
    done = run(begin("tag", dora, Whom(criteria=criteria), tag=tag.pk, name="Fair"))
    assert done.counts == {"changed": 12, "same": 0}


def test_from_a_segment_through_the_pages_to_the_undo(
    crowd: list[Person], hq: Client, alice: User, dora: User, run_tasks: Any
) -> None:
    lyon = Zone.objects.get(name="Lyon")
    inside = {"criterion": "zone", "operator": "inside", "value": lyon.pk}
    criteria = {"match": "all", "criteria": [inside]}
    segment = segments_actions.save_segment(name="Lyonnais", user=alice, criteria=criteria)
    hq.force_login(alice)
    assert "Edit these people" in hq.get(f"/hq/people/segments/{segment.pk}/").content.decode()
    chosen = hq.post("/hq/people/operations/add/", {"segment": segment.pk}).content.decode()
    assert "<strong>10</strong> people" in chosen
    assert "Lyonnais:" in chosen
    assert "Erase" not in chosen
    assert hq.get("/hq/people/operations/add/erase/").status_code == 403
    persons_actions.the_tag(name="Fair")
    filled = {"segment": segment.pk, "name": "Fair", "do": "1"}
    assert hq.post("/hq/people/operations/add/tag/", filled | {"name": ""}).status_code == 422
    answer = hq.post("/hq/people/operations/add/tag/", filled)
    operation = Operation.objects.get()
    assert answer["Location"] == f"/hq/people/operations/{operation.pk}/"
    assert (operation.n_people, operation.criteria) == (10, segment.criteria)
    assert hq.post("/hq/people/operations/add/tag/", filled).status_code == 302
    assert Operation.objects.count() == 1  # a double click
    shown = hq.get(answer["Location"]).content.decode()
    assert "hx-get" in shown
    assert "Pause" in shown
    run_tasks()
    hq.post(f"{answer['Location']}undo/")
    persons_actions.tag(person=crowd[0], name="Fair")
    run_tasks()
    assert "being undone" not in hq.get(answer["Location"]).content.decode()
    assert not Tag.objects.get(name="Fair").people.exists()
    assert "Add the tag “Fair”" in hq.get("/hq/people/operations/").content.decode()
    assert hq.get(f"{answer['Location']}progress/")["HX-Refresh"] == "true"


def test_ticked_rows_come_before_the_list_and_strangers_are_not_touched(
    crowd: list[Person], hq: Client, alice: User
) -> None:
    hq.force_login(alice)
    listed = hq.get("/hq/people/?q=p1").content.decode()
    assert 'name="who"' in listed
    assert 'name="list" value="q=p1&amp;whole=on' in listed
    who = {"who": [crowd[0].pk, crowd[11].pk], "list": "q=p1"}  # the second lives elsewhere
    assert "<strong>1</strong> person" in hq.post("/hq/people/operations/add/", who).content.decode()
    assert (
        "<strong>1</strong> person"
        in hq.post("/hq/people/operations/add/", {"list": "q=p1"}).content.decode()
    )
    assert "No people selected that you can change." in hq.get("/hq/people/operations/add/").content.decode()


def test_a_search_that_was_cut_off_says_so_again(crowd: list[Person], hq: Client, dora: User) -> None:
    hq.force_login(dora)
    asked = {"list": "q=p"}
    assert "This search may match more" not in hq.post("/hq/people/operations/add/", asked).content.decode()
    for n in range(12, 60):
        persons_actions.add_person(given_name=f"P{n}")
    for deed in ["", "tag/"]:
        page = hq.post(f"/hq/people/operations/add/{deed}", asked).content.decode()
        assert "This search may match more people" in page
    page = hq.post("/hq/people/operations/add/", {"list": ""}).content.decode()
    assert "<strong>60</strong> people" in page
    assert "This search may match more" not in page


def test_erasing_demands_the_number(crowd: list[Person], hq: Client, dora: User, run_tasks: Any) -> None:
    hq.force_login(dora)
    address, asked = "/hq/people/operations/add/erase/", {"list": "", "do": "1"}
    assert hq.post(address, asked | {"number": "11"}).status_code == 422
    assert not Operation.objects.exists()
    assert hq.post(address, asked | {"number": "12"}).status_code == 302
    run_tasks()
    assert not Person.objects.exists()
    assert not Email.objects.exists()


def test_others_operations_are_seen_by_those_of_everywhere_only(
    crowd: list[Person], hq: Client, alice: User, dora: User
) -> None:
    of_dora, of_alice = tagging(dora), tagging(alice, "Other")
    hq.force_login(alice)
    assert hq.get(f"/hq/people/operations/{of_dora.pk}/").status_code == 404
    assert hq.post(f"/hq/people/operations/{of_dora.pk}/undo/").status_code == 404
    hq.force_login(dora)
    assert hq.get(f"/hq/people/operations/{of_alice.pk}/").status_code == 200


def test_nobody_moves_people_into_a_territory_that_is_not_theirs(
    crowd: list[Person], hq: Client, alice: User
) -> None:
    hq.force_login(alice)
    nimes = Zone.objects.get(name="Nîmes")
    sent = {"list": "", "do": "1", "value": "Nîmes", "value_id": nimes.pk}
    assert hq.post("/hq/people/operations/add/zone/", sent).status_code == 422
    assert Segment.objects.count() == Operation.objects.count() == 0
