"""E-mail topics: what HQ defines, people choose, and merges, erasure and the database keep of it."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone, translation

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.outreach.mailings.models import Mailing
from hustings.people.duplicates.actions import merges
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import refusals as persons_refusals
from hustings.people.persons import topic_states
from hustings.people.persons.actions.topics import (
    add_topic,
    choose_topic,
    move_topic,
    remove_topic,
    retire_topic,
)
from hustings.people.persons.models import Consent, Person, Purpose, Topic, TopicAnswer, TopicStand
from hustings.people.privacy import actions as privacy_actions
from hustings.people.selfservice import download
from tests.cast.people.own_page import ME, charlie, english, inside
from tests.conftest import user

__all__ = ["charlie", "english", "inside"]  # fixtures
pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def news() -> Topic:
    return add_topic(names={"en": "News", "fr": "Nouvelles"}, descriptions={"en": "What we do"})


@pytest.fixture
def rides() -> Topic:
    return add_topic(names={"en": "Rides", "fr": "Covoiturage"}, is_default=False)


def stands(person: Person) -> dict[str, bool]:
    return {stand.topic.name: stand.is_in for stand in person.topic_stands.select_related("topic")}


def gets(person: Person, topic: Topic) -> bool:
    return Person.objects.filter(topic.wanted(), pk=person.pk).exists()


def test_what_was_said_counts_and_who_said_nothing_goes_by_the_topic(
    charlie: Person, news: Topic, rides: Topic
) -> None:
    assert (gets(charlie, news), gets(charlie, rides)) == (True, False)
    choose_topic(person=charlie, topic=news, is_in=False, source="x")
    choose_topic(person=charlie, topic=rides, is_in=True, source="x")
    assert (gets(charlie, news), gets(charlie, rides)) == (False, True)
    assert choose_topic(person=charlie, topic=rides, is_in=True, source="y") is None
    old = timezone.now() - dt.timedelta(days=9)
    assert choose_topic(person=charlie, topic=rides, is_in=False, source="old file", given_at=old)
    assert gets(charlie, rides), "an older word that comes in later overrules nothing"
    assert TopicAnswer.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_database_lets_nobody_change_an_answer(charlie: Person, news: Topic, dora: User) -> None:
    choose_topic(person=charlie, topic=news, is_in=False, source="x", user=dora)
    rows = TopicAnswer.objects.all()
    for change in [{"is_in": True}, {"source": "y"}, {"given_at": timezone.now()}]:
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    rows.update(user=None)
    privacy_actions.erase_person(person=charlie)
    assert not TopicAnswer.objects.exists()
    assert not TopicStand.objects.exists()


def test_the_own_page_writes_down_only_what_was_changed_and_ends_no_consent(
    inside: Client, charlie: Person, news: Topic, rides: Topic
) -> None:
    persons_actions.record_consent(person=charlie, purpose=Purpose.EMAIL, is_given=True, source="page")
    page = inside.get(ME).content.decode()
    assert f'name="wanted" value="{news.pk}" checked' in page
    assert re.search(rf'name="wanted" value="{rides.pk}" *>', page)
    shown = {"shown": [news.pk, rides.pk]}
    inside.post(f"{ME}topics/", {**shown, "wanted": [news.pk]})
    assert stands(charlie) == {}
    inside.post(f"{ME}topics/", {**shown, "wanted": [rides.pk]})
    assert stands(charlie) == {"News": False, "Rides": True}
    late = add_topic(names={"en": "Late"})
    inside.post(f"{ME}topics/", {**shown, "wanted": [rides.pk]})
    assert late.name not in stands(charlie), "what was not shown was not refused"
    assert Consent.objects.get(person=charlie, purpose=Purpose.EMAIL).is_given
    answer = TopicAnswer.objects.get(topic=news)
    assert (answer.source, answer.user) == ("own-page", None)
    entries = inside.get(f"{ME}timeline/").content.decode()
    assert "Unsubscribed from “News” (the page “Your data”)" in entries
    retire_topic(topic=news)
    assert "News" not in inside.get(ME).content.decode().split('id="topics"')[1].split("</form>")[0]
    assert inside.post(f"{ME}topics/", {"shown": ["x"]}).status_code == 422


def test_the_download_tells_every_answer(charlie: Person, news: Topic) -> None:
    for is_in in (False, True):
        choose_topic(person=charlie, topic=news, is_in=is_in, source="own-page")
    rows = json.loads(download.as_json(charlie))["topics"]
    assert [(row["topic"], row["answer"]) for row in rows] == [("News", True), ("News", False)]
    with translation.override("fr"):
        assert "Nouvelles" in download.as_html(charlie, "fr")


def test_a_merge_takes_the_last_word_and_parting_gives_each_their_own(
    charlie: Person, news: Topic, rides: Topic, dora: User
) -> None:
    other = persons_actions.add_person(given_name="Charlotte")
    choose_topic(person=charlie, topic=news, is_in=True, source="x")
    choose_topic(person=other, topic=news, is_in=False, source="x")
    choose_topic(person=other, topic=rides, is_in=True, source="x")
    merge = merges.merge(kept=charlie, absorbed=other, user=dora)
    assert stands(charlie) == {"News": False, "Rides": True}
    choose_topic(person=charlie, topic=rides, is_in=False, source="x")
    parted = merges.part(merge=merge, user=dora)
    assert parted.outs == [{"en": "Rides", "fr": "Covoiturage"}], "either may have said it since"
    assert stands(charlie) == {"News": True, "Rides": False}
    assert stands(other) == {"News": False, "Rides": False}


def test_hq_defines_moves_retires_and_removes_them(client: Client, dora: User, rhone: Any) -> None:
    client.force_login(dora)
    path = "/hq/people/topics/"
    words = {"name_fr": "Nouvelles", "name_en": "News", "description_en": "What we do", "is_default": "on"}
    assert client.post(path, words).status_code == 302
    assert client.post(path, {"name_en": "x"}).status_code == 422
    client.post(path, {"name_fr": "Près de chez vous"})
    news, near = Topic.objects.all()
    assert (news.names, news.is_default, near.is_default) == ({"fr": "Nouvelles", "en": "News"}, True, False)
    client.post(f"{path}{near.pk}/move/", {"is_up": "yes"})
    assert list(Topic.objects.all()) == [near, news]
    client.post(f"{path}{near.pk}/retired/")
    assert list(Topic.objects.active()) == [news]
    Mailing.objects.create(name="M", topic=news)
    for topic in (news, near):
        client.post(f"{path}{topic.pk}/", {"remove": "yes"})
    assert list(Topic.objects.all()) == [news], "a mailing has it"
    client.force_login(user("lou", Role.ORGANISER, rhone))
    assert client.get(path).status_code == 200
    assert client.post(path, words).status_code == 403
    assert Topic.objects.count() == 1


def test_the_record_shows_them_and_only_who_may_change_people_writes_down(
    client: Client, charlie: Person, news: Topic, dora: User
) -> None:
    client.force_login(dora)
    path = f"/hq/people/{charlie.uid}/"
    assert "pas de choix" in client.get(path).content.decode()
    answer = {"topic": news.pk, "is_in": "no", "source": "on paper"}
    assert client.post(f"{path}topics/", answer).status_code == 302
    assert [row.is_in for row in charlie.topic_stands.all()] == [False]
    assert topic_states.of(charlie)[0].source == "on paper"
    assert "on paper" in client.get(path).content.decode()
    client.force_login(user("vera", Role.AUDITOR))
    client.post(f"{path}topics/", answer | {"is_in": "yes"})
    assert [row.is_in for row in charlie.topic_stands.all()] == [False]


def test_the_order_has_ends_and_a_topic_in_use_stays(charlie: Person, news: Topic, rides: Topic) -> None:
    move_topic(topic=news, is_up=True)
    move_topic(topic=rides, is_up=False)
    assert list(Topic.objects.all()) == [news, rides]
    choose_topic(person=charlie, topic=news, is_in=True, source="x")
    with pytest.raises(persons_refusals.Refused):
        remove_topic(topic=news)
    with pytest.raises(persons_actions.BadName):
        add_topic(names={"xx": "Only in a language that the site has not"})
