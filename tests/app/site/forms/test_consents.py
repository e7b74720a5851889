"""A survey's three consents: each alone, in the ledger with its sentence; and answers without a name."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Postcode, Zone
from hustings.people.persons import actions as people
from hustings.people.persons.models import ConsentEntry, Person
from hustings.people.signups.models import SignUp
from hustings.site.forms import actions, retention
from hustings.site.forms.answering import consents
from hustings.site.forms.models import Answer, Questionnaire, Response
from tests.cast.site.forms.fixtures import hidden, question
from tests.cast.site.website.fixtures import link_in
from tests.conftest import user

pytestmark = pytest.mark.django_db
PATH = "/en/forms/help/"
CHARLIE = {"given_name": "Charlie", "email": "charlie@example.org"}


@pytest.fixture
def survey(form: Questionnaire) -> Questionnaire:
    """The form, as a survey."""
    Postcode.objects.create(code="69001", zone=Zone.objects.get(name="Lyon"))
    form.is_survey = True
    form.save()
    return form


def send(survey: Questionnaire, **typed: str) -> Any:
    """All steps; the last answer."""
    client, how = Client(), question(survey, "How?")
    page = client.get(PATH).content.decode()
    page = client.post(PATH, {**hidden(page), how.name: str(how.options.all()[0].pk)}).content.decode()
    assert "checked" not in page.partition("May we use")[2], "no box is ticked beforehand"
    return client.post(PATH, {**hidden(page), **typed})


def test_without_a_yes_to_their_use_nothing_is_kept(survey: Questionnaire) -> None:
    refused = send(survey, consent_join="on", **CHARLIE)
    assert refused.status_code == 422 and "We can’t keep your answers" in refused.content.decode()
    assert not Response.objects.exists() and not SignUp.objects.exists()
    with pytest.raises(consents.NotAgreed):
        actions.answer(
            questionnaire=survey, answers=[], who={"consents": {}, "email": "", "zone": None},
            language="en", source="/", key="k",
        )  # fmt: skip


def test_a_survey_is_answered_without_a_name(survey: Questionnaire, client: Client) -> None:
    sent = send(survey, consent_answers="on", postcode="69001")
    assert sent.url == f"{PATH}thanks/" and "answers have arrived" in client.get(sent.url).content.decode()
    [kept] = Response.objects.live()
    assert kept.is_anonymous and kept.who == {} and not SignUp.objects.exists()
    assert kept.agreed and "political opinions" in kept.agreed.text
    assert kept.sent_at.minute == 0 and kept.zone and kept.zone.kind == "department"
    assert kept.visitor and not mail.outbox
    Response.objects.update(sent_at=timezone.now() - timedelta(days=2))
    retention.forget()
    assert Response.objects.get().visitor == "", "where it came from is forgotten, the answers stay"


def test_an_address_without_a_tick_is_asked_about_and_a_tick_without_one_too(survey: Questionnaire) -> None:
    for typed in [{**CHARLIE}, {"consent_email": "on"}, {"consent_join": "on"}]:
        assert send(survey, consent_answers="on", **typed).status_code == 422
    assert not Response.objects.exists()


def test_who_joins_without_staying_in_touch_does_so_apart_from_their_answers(
    survey: Questionnaire, client: Client, run_tasks: Any
) -> None:
    sent = send(survey, consent_answers="on", consent_join="on", **CHARLIE)
    assert "become a supporter" in client.get(sent.url).content.decode()
    run_tasks()
    client.post(link_in(mail.outbox[-1]))
    person = Person.objects.get()
    assert [entry.purpose for entry in ConsentEntry.objects.all()] == ["join"]
    [kept] = Response.objects.live()
    assert kept.person is None and kept.sign_up is None and not person.tags.exists()
    [asked] = SignUp.objects.all()
    assert asked.form_key is None and asked.visitor != kept.visitor, "nothing leads from one to the other"


def test_each_yes_is_an_entry_of_its_own_and_taking_the_use_back_deletes_the_answers(
    survey: Questionnaire, client: Client, run_tasks: Any
) -> None:
    survey.texts["en"]["use"] = "You may count what I say."
    survey.save()
    send(survey, consent_answers="on", consent_email="on", consent_join="on", **CHARLIE)
    assert not Response.objects.live().exists()
    run_tasks()
    client.post(link_in(mail.outbox[-1]))
    person = Person.objects.get()
    said = {entry.purpose: entry.wording.text for entry in ConsentEntry.objects.select_related("wording")}  # type: ignore[union-attr]
    assert set(said) == {"answers", "email", "join"} and said["answers"] == "You may count what I say."
    assert Response.objects.live().get().person == person and Answer.objects.exists()
    people.record_consent(person=person, purpose=consents.JOIN, is_given=False, source="x")
    assert Response.objects.exists()
    people.record_consent(person=person, purpose=consents.USE, is_given=False, source="x")
    assert not Response.objects.exists() and not Answer.objects.exists()


def test_answers_without_a_name_are_read_put_aside_and_taken_out(
    survey: Questionnaire, inside: Client, rhone: Zone
) -> None:
    send(survey, consent_answers="on", postcode="69001")
    send(survey, consent_answers="on", subject="x")
    aside = Response.objects.exclude(aside_at=None).get()
    assert not aside.confirmed_at and aside.who == {}
    actions.take_back(response=aside)
    assert Response.objects.live().count() == 2
    where = f"/hq/surveys/{survey.pk}"
    assert inside.get(f"{where}/responses/").content.decode().count("anonymous") == 2
    book = b"".join(inside.post(f"{where}/export/", {"format": "csv"}).streaming_content).decode()
    assert len(book.splitlines()) == 3
    local = Client()
    local.force_login(user("lena", Role.COORDINATOR, rhone))
    page = local.get(f"{where}/responses/", headers={"accept-language": "en"}).content.decode()
    assert page.count("anonymous") == 1, "that of their own department"
    actions.put_aside(response=aside)
    inside.post(f"/hq/surveys/responses/{aside.pk}/aside/", {"do": "remove"})
    assert Response.objects.count() == 1
