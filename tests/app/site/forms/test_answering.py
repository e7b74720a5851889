"""Answering a form: step by step, confirmed by mail, written where it belongs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.people.persons import actions as persons_actions
from hustings.people.persons import timeline
from hustings.people.persons.models import ConsentEntry, Person
from hustings.people.privacy import actions as privacy_actions
from hustings.people.selfservice import parts
from hustings.people.signups.models import SignUp
from hustings.site.forms import actions, retention
from hustings.site.forms.models import Answer, Questionnaire, Response
from hustings.site.website.models import ContentPage, HomePage
from tests.cast.site.forms.fixtures import hidden, question
from tests.cast.site.website.fixtures import link_in

pytestmark = pytest.mark.django_db
Fill = Callable[..., Any]
Run = Callable[[], int]
PATH = "/en/forms/help/"


def follow(client: Client, run_tasks: Run) -> Any:
    """The link of the last mail."""
    run_tasks()
    landing = link_in(mail.outbox[-1])
    assert "Help us" in client.get(landing).content.decode()
    assert client.post(landing).status_code == 302
    return client.get(landing, follow=True)


def test_answers_count_once_their_address_is_confirmed(
    fill: Fill, form: Questionnaire, client: Client, run_tasks: Run
) -> None:
    sent = fill(how="Doors", why="I have time.", car="yes", sure="4", consent_email="on",
                query="?utm_campaign=spring")  # fmt: skip
    assert sent.url == f"{PATH}thanks/?sent=1&utm_campaign=spring"
    assert "inbox" in client.get(sent.url).content.decode()
    assert not Person.objects.exists() and not Response.objects.live().exists()
    page = follow(client, run_tasks).content.decode()
    assert "See you soon." in page and "1 answer of 10" in page
    person, response = Person.objects.get(), Response.objects.live().get()
    assert response.person == person and response.came == {"campaign": "spring"}
    assert person.field_values.get().value is True
    assert [tag.name for tag in person.tags.all()] == ["helper"]
    entry = ConsentEntry.objects.get()
    assert entry.wording and entry.wording.text == "I agree to receive news. [email]"
    said = [entry.sentence for entry in timeline.page(person, group="survey")[0]]
    assert said == ["Answered the form “Help us” · campaign: spring"]
    rows = next(part for part in parts.my_data.all() if part.name == "answers").rows(person)
    assert [row[2] for row in rows] == ["Doors", "I have time.", "yes", "4"]
    run_tasks()
    assert [one.subject for one in mail.outbox][-1] == "Thank you"
    actions.settle(sign_up=SignUp.objects.get(), person=person)
    assert person.activities.filter(kind="survey.answered").count() == 1, "twice is like once"


def test_a_known_person_is_changed_by_nobody_but_whoever_reads_their_mail(
    fill: Fill, client: Client, run_tasks: Run
) -> None:
    known = persons_actions.add_person(given_name="Charlie", email="charlie@example.org")
    fill(car="yes", given_name="Mallory")
    assert not known.responses.exists() and not known.field_values.exists()
    follow(client, run_tasks)
    known.refresh_from_db()
    assert known.given_name == "Charlie" and known.responses.count() == 1
    fill(how="Calls")
    follow(client, run_tasks)
    assert known.responses.count() == 2
    assert [str(one) for one in Answer.objects.filter(response__in=Response.objects.live())] == ["Calls"]


def test_a_question_whose_condition_does_not_hold_is_not_asked_and_not_kept(
    fill: Fill, form: Questionnaire
) -> None:
    fill(how="Calls", car="yes", sure="3")
    assert {answer.question.kind for answer in Answer.objects.all()} == {"one", "scale"}


def test_nothing_typed_is_lost_on_the_way_back(form: Questionnaire, client: Client) -> None:
    how, why = question(form, "How?"), question(form, "Why?")
    page = client.get(PATH).content.decode()
    wrong = client.post(PATH, {**hidden(page), why.name: "Because & so"})
    assert wrong.status_code == 422
    assert "Because &amp; so" in wrong.content.decode() and "This field is required" in wrong.content.decode()
    typed = {how.name: str(how.options.all()[0].pk), why.name: "Because & so"}
    page = client.post(PATH, {**hidden(wrong.content.decode()), **typed}).content.decode()
    assert "Step 2 of 2" in page
    back = {**hidden(page), "go": "back", "given_name": "Zoé", "email": "half"}
    page = client.post(PATH, back).content.decode()
    assert "Because &amp; so" in page and "checked" in page
    page = client.post(PATH, {**hidden(page), **typed}).content.decode()
    assert 'value="Zoé"' in page and 'value="half"' in page
    forged = {**hidden(page), "typed": hidden(page)["typed"] + "x", "email": "c@example.org"}
    assert client.post(PATH, {**forged, "given_name": "C"}).status_code == 422, (
        "what was forged was not typed"
    )


def test_one_form_sent_twice_is_one_response_and_a_correction_holds(
    form: Questionnaire, client: Client, run_tasks: Run
) -> None:
    how = question(form, "How?")
    doors, calls = how.options.all()
    page = client.get(PATH).content.decode()
    for option in (doors, doors, calls):
        second = client.post(PATH, {**hidden(page), how.name: str(option.pk)}).content.decode()
        who = {"given_name": "C", "email": "c@example.org"}
        assert client.post(PATH, {**hidden(second), **who}).status_code == 302
    assert Response.objects.count() == SignUp.objects.count() == 1
    assert Answer.objects.get(question=how).option == calls
    run_tasks()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"subject": "x"}, "trap"),
        ({"why": "www.a.example http://b.example https://c.example"}, "links"),
        ({"why": "The same long words again and again, you know."}, "alike"),
    ],
)
def test_what_looks_like_spam_is_put_aside_and_can_be_taken_back(
    fill: Fill, form: Questionnaire, run_tasks: Run, typed: dict[str, str], why: str
) -> None:
    if why == "alike":
        for name in "abc":
            fill(**typed, email=f"{name}@example.org")
        run_tasks()
        mail.outbox.clear()
    assert fill(**typed).status_code == 302, "a robot learns nothing"
    found = Response.objects.exclude(aside_at=None).get()
    assert found.why == why and not found.sign_up
    run_tasks()
    assert not mail.outbox
    actions.take_back(response=found)
    actions.take_back(response=found)
    run_tasks()
    assert [one.to for one in mail.outbox] == [["charlie@example.org"]]


def test_one_network_sends_only_so_many_an_hour(fill: Fill, settings: Any) -> None:
    settings.SIGN_UPS_PER_HOUR = 1
    codes = [fill(email=f"{name}@example.org").status_code for name in "abcd"]
    assert codes == [302, 302, 302, 429]
    assert Response.objects.filter(why="many").count() == 2


def test_a_form_that_is_closed_or_full_says_so(form: Questionnaire, client: Client, fill: Fill) -> None:
    Questionnaire.objects.update(most=1)
    fill(email="a@example.org")
    assert fill(email="b@example.org").status_code == 409
    assert Response.objects.count() == 1
    form.refresh_from_db()
    actions.close(questionnaire=form)
    assert "is closed" in client.get(PATH).content.decode()
    Questionnaire.objects.update(opens_at=None)
    assert client.get(PATH).status_code == 404


def test_what_nobody_confirms_or_looks_at_is_forgotten(fill: Fill) -> None:
    fill()
    fill(email="b@example.org", subject="x")
    Response.objects.update(sent_at=timezone.now() - timedelta(days=31))
    assert retention.forget() and not Answer.objects.exists()


def test_erasing_takes_answers_along(fill: Fill, client: Client, run_tasks: Run) -> None:
    fill()
    follow(client, run_tasks)
    fill(subject="x")
    fill(email="b@example.org")
    privacy_actions.erase_person(person=Person.objects.get(), user=None)
    assert [one.mailbox for one in Response.objects.all()] == ["b@example.org"]


def test_every_language_asks_in_its_words(form: Questionnaire, client: Client) -> None:
    page = client.get("/fr/forms/help/").content.decode()
    assert "Aidez-nous" in page and "How? (fr)" in page and "Doors (fr)" in page


def test_too_many_mails_to_a_mailbox_are_no_more(fill: Fill, form: Questionnaire) -> None:
    for n in range(4):
        assert fill(given_name=f"C{n}").status_code == 302, "the link that they have confirms all of them"
    assert SignUp.objects.count() == 3 and Response.objects.count() == 4
    SignUp.objects.update(confirmed_at=timezone.now())
    assert fill(given_name="D").status_code == 429


def test_a_form_stands_on_a_page_of_the_site_that_is_kept_in_memory(
    form: Questionnaire, client: Client, django_assert_num_queries: Any
) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    body = [("form", {"form": str(form.pk)})]
    home.add_child(instance=ContentPage(title="Lend a hand", slug="hand", body=body, locale=home.locale))
    first = client.get("/en/hand/").content.decode()
    with django_assert_num_queries(1):
        page = client.get("/en/hand/?utm_campaign=spring").content.decode()
    assert hidden(page)["stamp"] != hidden(first)["stamp"], "each reader has a stamp of their own"
    how = question(form, "How?")
    typed = {**hidden(page), how.name: str(how.options.all()[1].pk)}
    second = client.post(PATH, typed).content.decode()
    client.post(PATH, {**hidden(second), "given_name": "C", "email": "c@example.org"})
    sent = Response.objects.get()
    assert (sent.source, sent.came) == ("/en/hand/", {"campaign": "spring"})
    Questionnaire.objects.update(opens_at=None)
    assert "How?" not in client.get("/en/hand/?x=1").content.decode()
