"""Answers of somebody recognised: a form counts at once; a survey is told no name."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from hustings.people.persons import actions as persons_actions
from hustings.people.persons.actions.consents import record_consent
from hustings.people.persons.models import Arrival, Person, Purpose, Topic
from hustings.people.signups.models import Device
from hustings.site.forms.models import Questionnaire, Response
from tests.cast.people.devices import known_browser, page
from tests.cast.people.fixtures import charlie
from tests.cast.site.forms.fixtures import hidden, question
from tests.cast.site.website.fixtures import link_in

__all__ = ["charlie"]  # a fixture
pytestmark = pytest.mark.django_db
PATH = "/en/forms/help/"


def walk(client: Client, form: Questionnaire, **who: str) -> Any:
    """Both steps in this browser; the last answer."""
    first = question(form, "How?")
    html = client.post(PATH, {**hidden(page(client, PATH)), first.name: str(first.options.all()[1].pk)})
    typed = {"given_name": "Charlie", "email": "charlie@example.org", **who}
    return client.post(PATH, {**hidden(html.content.decode()), **typed})


@pytest.mark.both
def test_answers_of_a_known_device_count_at_once(
    charlie: Person, form: Questionnaire, run_tasks: Any
) -> None:
    Arrival.objects.all().delete()
    topic = Topic.objects.create(names={"en": "Trains"})
    form.topics.add(topic)
    record_consent(person=charlie, purpose=Purpose.EMAIL, is_given=True, source="test", text="Yes")
    client = known_browser(charlie)
    client.get(f"{PATH}?utm_campaign=spring")
    answer = walk(client, form, topics=str(topic.pk))
    thanks = client.get(answer.url, follow=True).content.decode()
    assert "See you soon." in thanks and "1 answer of 10" in thanks
    response = Response.objects.live().get()
    assert response.person == charlie and response.sign_up and not response.who
    assert [tag.name for tag in charlie.tags.all()] == ["helper"]
    assert charlie.topic_answers.get().is_in, "news by e-mail were agreed to before"
    run_tasks()
    assert sorted(letter.subject for letter in mail.outbox) == ["Confirmed: Rives Communes", "Thank you"]


def test_another_address_waits_for_its_mail_and_may_be_remembered(
    charlie: Person, form: Questionnaire, run_tasks: Any
) -> None:
    client = known_browser(charlie)
    assert walk(client, form, email="other@example.org").url == f"{PATH}thanks/?sent=1"
    assert not Response.objects.live().exists()
    stranger = Client()
    assert walk(stranger, form, email="new@example.org", remember="on").url == f"{PATH}thanks/?sent=1"
    run_tasks()
    stranger.post(link_in(mail.outbox[-1]))
    assert Device.objects.filter(email__key="new@example.org").exists()


def test_a_form_sent_again_by_a_stranger_leads_to_nobodys_thanks(form: Questionnaire, run_tasks: Any) -> None:
    stranger = Client()
    first = question(form, "How?")
    html = stranger.post(PATH, {**hidden(page(stranger, PATH)), first.name: str(first.options.all()[1].pk)})
    typed = {**hidden(html.content.decode()), "given_name": "C", "email": "charlie@example.org"}
    stranger.post(PATH, typed)
    run_tasks()
    Client().post(link_in(mail.outbox[-1]))
    assert stranger.post(PATH, typed).url == f"{PATH}thanks/?sent=1"


def test_a_survey_fills_in_no_name(charlie: Person, form: Questionnaire) -> None:
    Questionnaire.objects.update(is_survey=True)
    first = question(form, "How?")
    client = known_browser(charlie)
    persons_actions.change_person(person=charlie, given_name="Charlie")
    html = client.post(PATH, {**hidden(page(client, PATH)), first.name: str(first.options.all()[1].pk)})
    shown = html.content.decode()
    assert 'name="given_name"' in shown
    assert "charlie@example.org" not in shown and "Dupont" not in shown and 'name="remember"' not in shown
