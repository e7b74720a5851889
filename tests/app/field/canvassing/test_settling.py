"""From notes of phones to doors: by rule, whatever comes when."""

import pytest

from hustings.field.canvassing import figures, stop_texts, streams
from hustings.field.canvassing.models import DoorResult
from hustings.foundation.sync import log as entries_log
from tests.cast.field.canvassing import street
from tests.cast.field.canvassing.street import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def lilas():
    return street.walk_list()


def test_a_later_nobody_home_hides_no_conversation(lilas):
    key = street.door(lilas)
    Phone(lilas).note(key, "talked")
    Phone(lilas, "Team 2").note(key, "absent")
    assert street.state(lilas, key) == ("talked", 1)
    told = figures.of(lilas)
    assert (told.doors, told.done) == (4, 1) and dict(told.by_code)["talked"] == 1


@pytest.mark.both
def test_two_conversations_without_knowing_are_both_kept_and_shown(lilas):
    key = street.door(lilas)
    one, other = Phone(lilas), Phone(lilas, "Team 2")
    for phone in (one, other):
        phone.note(key, "talked")
    assert street.state(lilas, key) == ("talked", 2)
    [(address, row)] = figures.doubles_of(lilas)
    assert (address, row.place) == ("12 rue des Lilas", "A · 1 · G")
    other.hear()
    own = next(each for each in other.held if each.replica == other.replica)
    other.note(key, "undo", of=str(own.id))
    assert street.state(lilas, key) == ("talked", 1) and not figures.doubles_of(lilas)


@pytest.mark.both
def test_a_wish_to_come_back_waits_until_somebody_talked_and_do_not_come_back_wins(lilas):
    keys, due = [street.door(lilas), street.door(lilas, "D")], int(street.AT.timestamp()) + 3600
    phone = Phone(lilas)
    for key in keys:
        phone.note(key, "come_back", due=due, remark="ring twice")
        phone.note(key, "absent")
    row = DoorResult.objects.get(key=keys[0])
    assert (row.code, row.wish, row.due_at.timestamp(), row.remark) == (
        "come_back",
        "waits",
        due,
        "ring twice",
    )
    Phone(lilas, "Team 2").note(keys[0], "talked")
    assert DoorResult.objects.get(key=keys[0]).wish == "waits"  # that team didn't know of it
    phone.note(keys[0], "refused")
    Phone(lilas, "Team 3").note(keys[1], "no_return")
    assert [*DoorResult.objects.order_by("-key").values_list("code", "wish")] == [
        ("no_return", "done"), ("talked", "done")
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", [{}, {"due": 0}, {"due": "tomorrow"}, {"due": 2**40}, {"due": True},
    {"due": 1_800_000_000, "remark": "x" * 101}, {"due": 1_800_000_000, "remark": 7}])  # fmt: skip
def test_a_wish_without_a_moment_counts_for_nothing(lilas, wrong):
    assert Phone(lilas).problem(street.door(lilas), "come_back", **wrong) == "shape"
    assert not DoorResult.objects.exists()


def test_sent_three_times_counts_once(lilas):
    phone = Phone(lilas)
    made = [phone.make(street.door(lilas), "absent"), phone.make(street.door(lilas, "D"), "talked")]
    for _time in range(3):
        entries_log.append(phone.handset, made)
    rows = DoorResult.objects.filter(walk_list=lilas)
    assert sorted(rows.values_list("n_absent", "n_talks")) == [(0, 1), (1, 0)]


@pytest.mark.both
def test_doors_are_found_merged_and_split_and_each_is_taken_back(lilas):
    building, phone = street.building(lilas), Phone(lilas)
    left, found = street.door(lilas), street.door(lilas, "3")
    phone.note(building, "add", doors=[found])
    assert figures.of(lilas).doors == 5
    Phone(lilas, "Team 2").note(left, "talked")
    phone.note(found, "absent")
    merged = phone.note(building, "merge", doors=[left, found])
    assert figures.of(lilas).doors == 4 and figures.of(lilas).done == 1
    chief = min(left, found)
    assert street.state(lilas, chief) == ("talked", 1)
    phone.note(building, "undo", of=str(merged.id))
    assert street.state(lilas, found) == ("absent", 0) and figures.of(lilas).doors == 5
    parts = [street.door(lilas, label) for label in ("G1", "G2")]
    split = phone.note(building, "part", doors=[left, *parts])
    assert figures.of(lilas).doors == 6
    phone.note(building, "undo", of=str(split.id))
    assert figures.of(lilas).doors == 5 and figures.of(lilas).done == 2


def test_notes_on_a_building_are_shown_until_taken_back(lilas):
    phone, stream = Phone(lilas), streams.stream_of(lilas)
    noted = phone.note(street.building(lilas), "note", text="Code 12A")
    [(address, entry)] = figures.notes_of(lilas, stream)
    assert (address, entry.body["text"]) == ("12 rue des Lilas", "Code 12A")
    phone.note(street.building(lilas), "undo", of=str(noted.id))
    assert figures.notes_of(lilas, stream) == []


def test_what_makes_no_sense_is_kept_with_its_problem_and_counts_for_nothing(lilas):
    phone, building, door = Phone(lilas), street.building(lilas), street.door(lilas)
    assert phone.problem(door, "sang") == "verb"
    assert phone.problem(building, "talked") == "verb"
    assert phone.problem("a/b", "talked") == "key"
    assert phone.problem(door, "undo") == "shape"
    assert phone.problem(door, "absent", of="nothing") == "shape"
    assert phone.problem(door, "absent", by="A" * 31) == phone.problem(door, "absent", by=["A"]) == "shape"
    assert phone.problem(building, "note", text=" ") == "shape"
    assert phone.problem(building, "add", doors=["elsewhere/a/1/g"]) == "shape"
    assert phone.problem(building, "merge", doors=[door]) == "shape"
    assert phone.problem("elsewhere/a/1/g", "talked") == ""  # of no building of the list: no row
    assert not DoorResult.objects.exists()


def test_doors_are_read_from_lines_and_columns():
    stops = stop_texts.read("12, Rue des Lilas\tA\t2\tG\n12 rue des lilas; a; 2e; gauche\n\n14 rue des Lilas")
    assert [(stop.address, len(stop.doors)) for stop in stops] == [
        ("12, Rue des Lilas", 1), ("14 rue des Lilas", 1)
    ]  # fmt: skip
    for text, reason in {"": "empty", "; A": "columns", "x;1;2;3;4": "columns", "x" * 201: "long"}.items():
        with pytest.raises(stop_texts.BadStops) as bad:
            stop_texts.read(text)
        assert bad.value.reason == reason
    with pytest.raises(stop_texts.BadStops, match="many"):
        stop_texts.read("\n".join(f"{n} rue des Lilas" for n in range(stop_texts.MOST_DOORS + 1)))
