"""Whatever refuses an answer shows all that was typed again, and says what to do."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from hustings.people.persons.models import Topic, Wording
from hustings.people.signups.public_forms import stamp
from hustings.site.forms import actions
from hustings.site.forms.answering import steps
from hustings.site.forms.models import Question, Questionnaire, Response
from tests.app.site.forms.test_answering import Fill
from tests.cast.site.forms.fixtures import ask, hidden, question

pytestmark = pytest.mark.django_db
PATH = "/en/forms/help/"
WHO = {"given_name": "Zoé", "email": "zoe@example.org"}


def first_step(form: Questionnaire, client: Client, why: str = "Late trains") -> Any:
    how = question(form, "How?")
    typed = {how.name: str(how.options.all()[0].pk), question(form, "Why?").name: why}
    return client.post(PATH, {**hidden(client.get(PATH).content.decode()), **typed})


def test_too_many_from_one_network(form: Questionnaire, client: Client, settings: Any, fill: Fill) -> None:
    settings.SIGN_UPS_PER_HOUR = 1
    for n in range(3):
        fill(email=f"c{n}@example.org")
    html = first_step(form, client).content.decode()
    answer = client.post(PATH, {**hidden(html), **WHO})
    again = answer.content.decode()
    assert answer.status_code == 429 and 'value="Zoé"' in again and "in an hour" in again
    settings.SIGN_UPS_PER_HOUR = 100
    assert client.post(PATH, {**hidden(again), **WHO}).status_code == 302
    assert Response.objects.get(mailbox="zoe@example.org").answers.filter(text="Late trains").exists()


def test_a_step_without_a_stamp_of_ours(form: Questionnaire, client: Client) -> None:
    html = first_step(form, client).content.decode()
    answer = client.post(PATH, {**hidden(html), "stamp": "x", "consent_email": "on", **WHO})
    again = answer.content.decode()
    assert answer.status_code == 410 and 'value="Zoé"' in again
    assert "checked" not in again.split('name="consent_email"')[1][:20]
    assert client.post(PATH, {**hidden(again), **WHO}).status_code == 302
    assert Response.objects.get().answers.filter(text="Late trains").exists()
    lost = client.post(PATH, {**WHO, "at": "2"})
    assert lost.status_code == 410 and 'value="Zoé"' in lost.content.decode()
    back = client.post(PATH, {**hidden(lost.content.decode()), **WHO})
    assert back.status_code == 422 and question(form, "How?").name in back.content.decode()


def test_closed_or_full_while_somebody_writes(form: Questionnaire, client: Client, fill: Fill) -> None:
    html = first_step(form, client, "I drive\nat night").content.decode()
    limit = question(form, "How?")
    actions.set_quota(
        questionnaire=form, question=limit, value=str(limit.options.all()[0].pk), zone=None, most=0
    )
    mine = {question(form, "Have you a car?").name: "yes", question(form, "How sure?").name: "4"}
    news = Topic.objects.create(names={"en": "Trains at night"})
    form.topics.add(news, Topic.objects.create(names={"en": "Markets"}))
    ticked = {"topics": [str(news.pk), "9" * 30], "consent_email": "on", "commune": "x"}
    sent = {**hidden(html), **WHO, **mine, **ticked}
    full = client.post(PATH, sent)
    assert full.status_code == 409 and "I drive<br>at night" in full.content.decode()
    Questionnaire.objects.update(closes_at=timezone.now())
    shut = client.post(PATH, sent)
    consent = Wording.objects.get(pk=stamp.read(sent["stamp"]).lines["email"]).text
    [given] = re.findall(r'<dl class="signed">(.*?)</dl>', shut.content.decode(), re.DOTALL)
    assert shut.status_code == 409 and re.findall("<d[td]>(.*?)</d[td]>", given) == [
        "How?", "Doors", "Why?", "I drive<br>at night", "Have you a car?", "yes", "How sure?", "4",
        "Given name", "Zoé", "E-mail", "zoe@example.org",
        consent, "ticked", "What would you like to read about?", "Trains at night",
    ]  # fmt: skip
    assert not Response.objects.exists()


def test_a_text_that_is_too_long_is_told_and_not_cut(form: Questionnaire, client: Client) -> None:
    long = "wörds " * 17_000
    answer = first_step(form, client, long)
    html = answer.content.decode()
    assert answer.status_code == 422 and long.strip() in html and "5000" in html.replace(",", "")
    assert first_step(form, client, "a\0b").status_code == 422


def test_what_is_larger_than_we_take_is_refused_in_words(form: Questionnaire, client: Client) -> None:
    answer = first_step(form, client, "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    assert answer.status_code == 400 and "your text is still there" in answer.content.decode()


def test_what_is_forged_is_no_answer(form: Questionnaire, client: Client) -> None:
    """Choices of other forms, steps that are not there, and what others signed."""
    other = Questionnaire.objects.create(slug="other", texts={"en": {"title": "O"}}, opens_at=timezone.now())
    theirs = ask(other, "one", "Theirs?", "Red Blue").options.all()[0]
    how = question(form, "How?")
    start = hidden(client.get(PATH).content.decode())
    assert client.post(PATH, {**start, how.name: str(theirs.pk)}).status_code == 422
    for at in ["-1", "99", "²", "9" * 40, "\0"]:
        assert client.post(PATH, {**start, "at": at, **WHO}).status_code == 422
    foreign = steps.written({f"q{theirs.question_id}": ["Red"], "q999": ["x"], how.name: ["999"]})
    assert client.post(PATH, {**start, "typed": foreign, "at": "2", **WHO}).status_code == 422
    typed = json.dumps({how.name: [str(how.options.all()[0].pk)]})
    assert client.post(PATH, {**start, "typed": typed, "at": "2", **WHO}).status_code == 422
    assert not Response.objects.exists()


def test_a_form_that_changes_meanwhile(form: Questionnaire, client: Client) -> None:
    html = first_step(form, client).content.decode()
    actions.retire_question(question=question(form, "How sure?"))
    ask(form, "short", "Since when?", is_required=True)
    answer = client.post(PATH, {**hidden(html), **WHO})
    again = answer.content.decode()
    assert answer.status_code == 422 and "Since when?" in again and "Late trains" in again
    since = question(form, "Since when?")
    how = question(form, "How?")
    typed = {since.name: "May", how.name: str(how.options.all()[0].pk), question(form, "Why?").name: "Still"}
    on = client.post(PATH, {**hidden(again), **typed}).content.decode()
    assert 'value="Zoé"' in on
    assert client.post(PATH, {**hidden(on), **WHO}).status_code == 302
    assert set(Response.objects.get().answers.exclude(text="").values_list("text", flat=True)) == {
        "Still", "May"
    }  # fmt: skip


def test_five_hundred_questions_are_asked_and_kept(form: Questionnaire, client: Client) -> None:
    form.questions.all().delete()
    Question.objects.bulk_create(
        Question(questionnaire=form, kind="short", texts={"en": {"label": f"Q{n}"}}, position=n)
        for n in range(500)
    )
    html = client.get(PATH).content.decode()
    typed = {one.name: f"Answer to {one}" for one in form.questions.all()}
    assert (
        client.post(PATH, {**hidden(html), **typed, "email": "no"}).content.decode().count("Answer to") == 500
    )
    assert client.post(PATH, {**hidden(html), **typed, **WHO}).status_code == 302
    assert Response.objects.get().answers.count() == 500
