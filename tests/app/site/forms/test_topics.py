"""Topics of mail that a form offers beside the consent to news."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from hustings.people.persons.actions import add_person
from hustings.people.persons.actions.topics import add_topic, choose_topic, remove_topic, retire_topic
from hustings.people.persons.models import Topic, TopicStand
from hustings.people.persons.refusals import Refused
from hustings.site.forms.models import Questionnaire, Response
from tests.app.site.forms.test_answering import follow
from tests.cast.site.forms.fixtures import hidden

pytestmark = pytest.mark.django_db
OFFER = "What would you like to read about?"


@pytest.fixture
def topics(form: Questionnaire) -> list[Topic]:
    """Two that the form offers, and one that it doesn't."""
    made = [
        add_topic(names={"en": name, "fr": name}, is_default=False) for name in ("Trains", "Rivers", "Owls")
    ]
    form.topics.set(made[:2])
    return made


def test_a_topic_that_a_form_offers_is_not_removed(form: Questionnaire, topics: list[Topic]) -> None:
    with pytest.raises(Refused, match="Forms offer this topic: “Help us”"), translation.override("en"):
        remove_topic(topic=topics[0])
    form.topics.remove(topics[0])
    remove_topic(topic=topics[0])
    assert not Topic.objects.filter(pk=topics[0].pk).exists()


def test_what_was_ticked_counts_once_the_address_is_confirmed(
    form: Questionnaire, topics: list[Topic], fill: Callable[..., Any], client: Client, run_tasks: Any
) -> None:
    fill(consent_email="on", topics=str(topics[1].pk))
    assert not TopicStand.objects.exists(), "until the click anybody may have typed it"
    follow(client, run_tasks)
    stand = TopicStand.objects.get()
    assert (stand.topic, stand.is_in, stand.answer.source) == (topics[1], True, "/en/forms/help/")
    assert stand.person.activities.filter(kind="topic.in").count() == 1


def test_topics_without_the_consent_unknown_or_retired_count_for_nothing(
    form: Questionnaire, topics: list[Topic], fill: Callable[..., Any], client: Client, run_tasks: Any
) -> None:
    assert fill(consent_email="on", topics=str(topics[2].pk)).status_code == 302, "it is not offered"
    assert Response.objects.get().topics == []
    Response.objects.all().delete()
    fill(topics=str(topics[0].pk), email="a@example.org")
    assert Response.objects.get().topics == []
    fill(consent_email="on", topics=str(topics[0].pk), email="b@example.org")
    retire_topic(topic=topics[0])
    follow(client, run_tasks)
    assert not TopicStand.objects.exists()


def test_who_ticks_some_gets_no_others_that_were_offered_unless_chosen_before(
    form: Questionnaire, topics: list[Topic], fill: Callable[..., Any], client: Client, run_tasks: Any
) -> None:
    Topic.objects.update(is_default=True)
    fill(consent_email="on", email="a@example.org")
    follow(client, run_tasks)
    assert not TopicStand.objects.exists(), "with none ticked it stays as it is for everybody"
    bob = add_person(given_name="Bob", email="b@example.org")
    choose_topic(person=bob, topic=topics[2], is_in=True, source="own page")
    form.topics.add(topics[2])
    fill(consent_email="on", topics=str(topics[1].pk), email="b@example.org")
    follow(client, run_tasks)
    assert dict(TopicStand.objects.values_list("topic", "is_in")) == {
        topics[0].pk: False,
        topics[1].pk: True,
        topics[2].pk: True,
    }


def test_they_stand_on_the_last_step_and_go_with_who_steps_back(
    form: Questionnaire, topics: list[Topic], client: Client
) -> None:
    page = client.get("/en/forms/help/").content.decode()
    assert OFFER not in page
    form.questions.update(is_required=False)
    page = client.post("/en/forms/help/", hidden(page)).content.decode()
    assert OFFER in page and "Trains" in page and "Owls" not in page
    sent = {**hidden(page), "topics": str(topics[0].pk), "go": "back"}
    page = client.post("/en/forms/help/", sent).content.decode()
    page = client.post("/en/forms/help/", hidden(page)).content.decode()
    assert f'value="{topics[0].pk}" id="answer-topics_0" checked' in page
    form.purposes = ["phone"]
    form.save()
    page = client.post(
        "/en/forms/help/", hidden(client.get("/en/forms/help/").content.decode())
    ).content.decode()
    assert OFFER not in page, "without a consent to mails there is nothing to choose"


def test_a_survey_keeps_them_of_who_stays_in_touch_alone(
    form: Questionnaire, topics: list[Topic], fill: Callable[..., Any], client: Client, run_tasks: Any
) -> None:
    form.is_survey = True
    form.save()
    fill(consent_answers="on", topics=str(topics[0].pk), email="", given_name="")
    assert [one.topics for one in Response.objects.all()] == [[]]
    fill(consent_answers="on", consent_email="on", topics=str(topics[0].pk))
    follow(client, run_tasks)
    assert TopicStand.objects.get().topic == topics[0]
