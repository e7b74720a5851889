"""Topics of mail for many: from files and into files, in the list, and as a deed that can be taken back."""

import csv
import datetime as dt
from typing import Any

import pytest
from django.test import Client

from hustings.foundation.accounts.models import User
from hustings.people.changes.operations import kinds
from hustings.people.imports.columns import targets
from hustings.people.imports.columns.options import Options
from hustings.people.persons import actions, timeline
from hustings.people.persons.actions.topics import add_topic, choose_topic, retire_topic
from hustings.people.persons.models import Consent, Person, Topic, TopicAnswer, TopicStand
from hustings.people.privacy.actions import exports
from tests.app.people.changes.test_operations import begin, crowd, hq, kept, undo
from tests.app.people.changes.test_operations import run as run_operation
from tests.app.people.imports.test_import_run import bring, check, english, report, run, take

__all__ = ["crowd", "english", "hq"]  # fixtures
pytestmark = pytest.mark.django_db
SAID = {"source": "at the market"}


@pytest.fixture
def news(db: None) -> Topic:
    return add_topic(names={"en": "News", "fr": "Nouvelles"})


@pytest.fixture
def rides(db: None) -> Topic:
    return add_topic(names={"en": "Rides", "fr": "Covoiturage"}, is_default=False)


def stands() -> dict[str, dict[str, bool]]:
    found: dict[str, dict[str, bool]] = {}
    for stand in TopicStand.objects.select_related("topic", "person").order_by("pk"):
        found.setdefault(stand.person.given_name, {})[stand.topic.name] = stand.is_in
    return found


def lines_of(person: Person) -> list[str]:
    entries, _next = timeline.page(person)
    return [str(entry.sentence) for entry in entries]


def known(name: str) -> Person:
    return actions.add_person(given_name=name, email=f"{name.lower()}@example.org")


def test_a_column_of_names_may_hold_several_and_says_which_are_unknown(news: Topic, rides: Topic) -> None:
    imported = bring(
        "prénom;email;topics;topics_out\n"
        "Ann;ann@example.org;Nouvelles, rides;\n"
        "Ben;ben@example.org;Covoiturage;News\n"
        "Cid;cid@example.org;Cakes|News;News\n"
    )
    assert imported.mapping == ["given_name", "email.1", "topics", "topics_out"]
    assert stands() == {
        "Ann": {"News": True, "Rides": True}, "Ben": {"Rides": True, "News": False}, "Cid": {"News": False},
    }  # fmt: skip
    assert "The topic “Cakes” does not exist: skipped." in report(imported)
    assert not Consent.objects.exists()
    answer = TopicAnswer.objects.filter(topic=rides)[0]
    assert (answer.source, answer.given_at) == ("list.csv", imported.created_at)


def test_a_column_of_one_topic_says_in_and_out(rides: Topic) -> None:
    imported = take(
        "prénom;email;Bus\nAnn;ann@example.org;in\nBen;ben@example.org;OUT\nCid;c@example.org;peut-être\nDan;d@example.org;oui\n"
    )
    imported.mapping = ["given_name", "email.1", f"topic.{rides.pk}"]
    options = Options.read(imported.options)
    options.fields = {}
    imported.options = options.written()
    imported.save()
    run(check(imported, values={"2": {"peut-etre": "no"}}))
    assert stands() == {
        name: {"Rides": is_in}
        for name, is_in in (("Ann", True), ("Ben", False), ("Cid", False), ("Dan", True))
    }
    assert targets.label(f"topic.{rides.pk}") == "wants e-mails about “Rides” (yes or no)"


def test_a_file_overrules_a_no_only_by_a_later_day(news: Topic) -> None:
    for name in ("Ann", "Ben"):
        choose_topic(person=known(name), topic=news, is_in=False, source="page")
    choose_topic(person=known("Cid"), topic=news, is_in=True, source="page")
    imported = bring("email;topics;topics_out\nann@example.org;News;\ncid@example.org;;News\n")
    assert stands() == {"Ann": {"News": False}, "Ben": {"News": False}, "Cid": {"News": False}}
    assert f"Refused the topic “News” on {imported.created_at.date().isoformat()};" in report(imported)
    old = known("Dan")
    choose_topic(
        person=old,
        topic=news,
        is_in=False,
        source="paper",
        given_at=imported.created_at - dt.timedelta(days=99),
    )
    day = (imported.created_at - dt.timedelta(days=9)).date().isoformat()
    bring(f"email;topics;consent_date\ndan@example.org;News;{day}\nben@example.org;News;{day}\n")
    assert stands()["Dan"] == {"News": True}
    assert stands()["Ben"] == {"News": False}


def test_an_import_undone_leaves_what_was_said_before_and_what_was_said_since(
    news: Topic, rides: Topic, dora: User
) -> None:
    ann, ben = known("Ann"), known("Ben")
    choose_topic(person=ann, topic=news, is_in=True, source="page")
    imported = bring(
        "prénom;email;topics;topics_out\n"
        "Ann;ann@example.org;Rides;News\nBen;ben@example.org;Rides;\nCid;cid@example.org;News;\n"
    )
    assert "Answer on e-mail topics added" in " ".join(lines_of(ann))
    assert imported.operation
    choose_topic(person=ben, topic=rides, is_in=False, source="page")
    undo(imported.operation, dora)
    assert stands() == {"Ann": {"News": True}, "Ben": {"Rides": False}}
    assert TopicAnswer.objects.count() == 3
    assert kept(imported.operation) == [("Ben", "Answer on e-mail topics “Rides”: changed since")]


def test_our_own_export_comes_back_the_same(news: Topic, rides: Topic, tmp_path: Any) -> None:
    for name, is_in in (("Ann", True), ("Ben", False)):
        choose_topic(person=known(name), topic=news, is_in=is_in, source="page")
    choose_topic(person=Person.objects.get(given_name="Ann"), topic=rides, is_in=True, source="page")
    before = stands()
    path = tmp_path / "people.csv"
    _exported, pieces = exports.export(user=None, chosen=["person", "emails", "topics"])
    path.write_bytes(b"".join(pieces))
    with path.open(encoding="utf-8-sig") as file:
        rows = {row["given_name"]: row for row in csv.DictReader(file)}
    assert (rows["Ann"]["topics"], rows["Ann"]["topics_out"]) == ("News, Rides", "")
    assert (rows["Ben"]["topics"], rows["Ben"]["topics_out"]) == ("", "News")
    assert bring(path.read_bytes()).counts["run"]["same"] == 2
    TopicStand.objects.all().delete()
    TopicAnswer.objects.all().delete()
    bring(path.read_bytes())
    assert stands() == before


def test_many_are_put_in_and_taken_out_and_a_no_stands(
    crowd: list[Person], alice: User, rides: Topic, news: Topic
) -> None:
    choose_topic(person=crowd[0], topic=rides, is_in=False, source="page")
    choose_topic(person=crowd[1], topic=rides, is_in=True, source="page")
    choice = {"topic": rides.pk, "names": rides.names, "is_in": True, **SAID}
    done = run_operation(begin("topic", alice, **choice))
    assert done.counts == {"changed": 8, "same": 1, "refused_topic": 1}
    assert kinds.says(done) == "Subscribe to the e-mail topic “Rides”"
    assert Person.objects.filter(rides.wanted()).count() == 9
    assert not Consent.objects.exists()
    assert lines_of(crowd[5])[0] == "Subscribed to “Rides” (at the market)"
    choose_topic(person=crowd[2], topic=rides, is_in=False, source="page")
    out = run_operation(begin("topic", alice, **{**choice, "is_in": False}))
    assert out.counts == {"changed": 8, "same": 2}
    assert not Person.objects.filter(rides.wanted()).exists()
    undo(out, alice)
    assert Person.objects.filter(rides.wanted()).count() == 8
    undo(done, alice)
    assert kept(done) == [("P2", "Answer on e-mail topics “Rides”: changed since")]
    assert stands() == {"P1": {"Rides": True}, "P0": {"Rides": False}, "P2": {"Rides": False}}


def test_from_the_list_through_the_page_to_the_deed(
    crowd: list[Person], dora: User, hq: Client, rides: Topic, news: Topic, run_tasks: Any
) -> None:
    retire_topic(topic=news)
    hq.force_login(dora)
    page = hq.get("/hq/people/operations/add/", {"list": ""})
    assert "Change an e-mail topic" in page.content.decode()
    address = "/hq/people/operations/add/topic/"
    page = hq.get(address, {"list": ""}).content.decode()
    assert "E-mails still need consent" in page
    assert "Apply to 12 people" in page
    assert "News" not in page.split("<form")[-1]
    asked = {"list": "", "do": "1", "topic": rides.pk, "is_in": "yes"}
    assert hq.post(address, asked).status_code == 422
    hq.post(address, {**asked, "source": "list of the rides"})
    run_tasks()
    shown = hq.get("/hq/people/", {"col": ["topics"]}).content.decode()
    assert shown.count("Rides: yes") == 12
