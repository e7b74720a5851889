"""Building a form in HQ, and reading what came."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.accounts.models import User
from hustings.accounts.roles import Role
from hustings.people import actions as people
from hustings.people import looking
from hustings.people.models import Export, Look
from hustings.surveys import actions
from hustings.surveys.models import Question, Questionnaire, Response
from hustings.territories.models import Zone
from tests.conftest import user
from tests.surveys.conftest import ask, hidden, question

pytestmark = pytest.mark.django_db
ASKED = {"label_en": "Colour?", "label_fr": "Couleur ?", "kind": "one", "step": "1", "low": "1", "high": "5"}


@pytest.fixture
def inside(client: Client, dora: User, settings: Any) -> Client:
    """Dora's browser, in English."""
    settings.SECOND_FACTOR = "optional"
    client.force_login(dora)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def respond(form: Questionnaire, n: int, **answers: Any) -> Response:
    """A response that counts, of somebody of Lyon or of nowhere."""
    zone = Zone.objects.get(name="Lyon") if n % 2 else None
    person = people.add_person(given_name=f"P{n}", zone=zone)
    made = Response.objects.create(
        questionnaire=form, key=str(n), person=person, language="en", confirmed_at=timezone.now()
    )
    for label, columns in answers.items():
        made.answers.create(question=question(form, label), **columns)
    return made


def test_a_form_is_built_without_a_mouse_and_opened(inside: Client, france: Zone) -> None:
    made = inside.post("/hq/surveys/", {"title": "Help", "slug": "help"})
    form = Questionnaire.objects.get()
    assert made.url == f"/hq/surveys/{form.pk}/"
    add = f"/hq/surveys/{form.pk}/questions/"
    assert inside.get(add).status_code == 200
    wrong = inside.post(add, ASKED)
    assert wrong.status_code == 422 and "at least two answers" in wrong.content.decode()
    lines = {"options_en": "Red\nBlue", "options_fr": "Rouge\nBleu"}
    assert inside.post(add, ASKED | lines).status_code == 302
    first = form.questions.get()
    assert [option.texts["fr"]["label"] for option in first.options.all()] == ["Rouge", "Bleu"]
    on = f"{first.pk}:{first.options.all()[1].pk}"
    late = ASKED | {"label_en": "Why blue?", "label_fr": "Pourquoi ?", "kind": "short", "condition": on}
    refused = inside.post(add, late)
    assert refused.status_code == 422 and "of an earlier step" in refused.content.decode()
    assert inside.post(add, late | {"step": "2"}).status_code == 302
    page = inside.get(f"/hq/surveys/{form.pk}/").content.decode()
    assert "depends on “Colour?”" in page and "draft" in page
    preview = f"/hq/surveys/{form.pk}/preview/fr/"
    shown = inside.get(preview).content.decode()
    assert "Rouge" in shown and "Étape" in shown
    typed = {**hidden(shown), first.name: on.partition(":")[2]}
    inside.post(preview, typed)
    assert not Response.objects.exists()
    assert inside.get("/en/forms/help/").status_code == 404
    inside.post(f"/hq/surveys/{form.pk}/opening/", {"open": "yes"})
    assert inside.get("/en/forms/help/").status_code == 200
    inside.post(f"/hq/surveys/{form.pk}/opening/", {"close": "yes"})
    assert "no answers now" in inside.get("/en/forms/help/").content.decode()


def test_questions_are_ordered_and_left_out(inside: Client, form: Questionnaire) -> None:
    first, second = question(form, "How?"), question(form, "Why?")
    inside.post(f"/hq/surveys/questions/{second.pk}/move/", {"is_up": "yes"})
    assert [one.pk for one in form.questions.filter(step=1)] == [second.pk, first.pk]
    inside.post(f"/hq/surveys/questions/{first.pk}/retired/")
    first.refresh_from_db()
    assert first.retired_at is None, "another depends on it"
    inside.post(f"/hq/surveys/questions/{second.pk}/retired/")
    assert not Question.objects.filter(pk=second.pk).exists(), "nobody answered it"


def test_an_answered_question_keeps_its_meaning(inside: Client, form: Questionnaire) -> None:
    how = question(form, "How?")
    doors, _calls = how.options.all()
    respond(form, 1, **{"How?": {"option": doors}})
    where = f"/hq/surveys/questions/{how.pk}/"
    same = {"label_en": "How?", "label_fr": "How? (fr)", "kind": "one", "step": "1", "low": "1", "high": "5",
            "options_en": "Doors\nCalls", "options_fr": "Doors (fr)\nCalls (fr)"}  # fmt: skip
    for change in [{"label_en": "When?"}, {"options_en": "Calls\nDoors"}, {"kind": "many"}]:
        refused = inside.post(where, same | change)
        assert refused.status_code == 422 and "Make a new version" in refused.content.decode()
    more = {"options_en": "Doors\nCalls\nLeaflets", "options_fr": "Doors (fr)\nCalls (fr)\nTracts"}
    assert inside.post(where, same | more | {"hint_en": "Choose."}).status_code == 302
    assert how.options.count() == 3
    made = inside.post(f"{where}version/")
    how.refresh_from_db()
    new = form.questions.get(kind="one", retired_at=None)
    assert how.retired_at and made.url.endswith(f"/{new.pk}/")
    car = question(form, "Have you a car?")
    assert car.asks_if == new and car.asks_when == [str(new.options.all()[0].pk)]
    assert inside.post(made.url, same | more | {"label_en": "When?"}).status_code == 302
    with pytest.raises(actions.Answered):
        actions.remove_questionnaire(questionnaire=form)


def test_results_are_counted_by_few_queries(
    inside: Client, form: Questionnaire, django_assert_max_num_queries: Any
) -> None:
    how = question(form, "How?")
    doors, calls = how.options.all()
    for n in range(6):
        respond(
            form, n, **{"How?": {"option": calls if n == 5 else doors}, "How sure?": {"number": n % 3 + 1}}
        )
    respond(form, 9, **{"Have you a car?": {"text": "yes"}}).person.log("x")
    with django_assert_max_num_queries(40):
        page = inside.get(f"/hq/surveys/{form.pk}/results/").content.decode()
    assert "7 responses count" in page and "On average 2." in page and "From 1 to 3." in page
    assert "Doors" in page and ">5<" in page


def test_a_local_leader_sees_the_answers_of_their_own_people_only(
    client: Client, form: Questionnaire, rhone: Zone, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    for n in range(3):
        respond(form, n, **{"Why?": {"text": f"Because {n}"}})
    nobody = Response.objects.create(
        questionnaire=form, key="x", language="en", aside_at=timezone.now(), who={"given_name": "Spam"}
    )
    there = user("lena", Role.COORDINATOR, rhone)
    client.force_login(there)
    page = client.get(f"/hq/surveys/{form.pk}/responses/").content.decode()
    assert "Because 1" in page and "Because 0" not in page
    assert [look.person.given_name for look in Look.objects.filter(user=there)] == ["P1"]
    assert "Spam" not in client.get(f"/hq/surveys/{form.pk}/responses/?aside").content.decode()
    assert client.post(f"/hq/surveys/responses/{nobody.pk}/aside/", {"do": "remove"}).status_code == 404
    assert client.get(f"/hq/surveys/{form.pk}/").status_code == 403


def test_a_response_is_put_aside_and_taken_back(inside: Client, form: Questionnaire) -> None:
    found = respond(form, 1, **{"Why?": {"text": "Buy now"}})
    where = f"/hq/surveys/responses/{found.pk}/aside/"
    inside.post(where, {"do": "aside"})
    assert not Response.objects.live().exists()
    assert "Buy now" in inside.get(f"/hq/surveys/{form.pk}/responses/?aside").content.decode()
    inside.post(where, {"do": "remove"})
    assert Response.objects.exists(), "what somebody confirmed is not deleted so"
    inside.post(where, {"do": "back"})
    assert Response.objects.live().exists()


def test_the_list_tells_of_each_form(inside: Client, form: Questionnaire) -> None:
    respond(form, 1)
    page = inside.get("/hq/surveys/").content.decode()
    assert "Help us" in page and "open" in page
    assert inside.post("/hq/surveys/", {"title": "Again", "slug": "help"}).status_code == 422
    empty = Questionnaire.objects.create(slug="empty", texts={"en": {"title": "Empty"}})
    ask(empty, "short", "Q")
    inside.post(f"/hq/surveys/{empty.pk}/removal/")
    assert not Questionnaire.objects.filter(slug="empty").exists()


def test_responses_are_taken_out_with_a_mark_and_written_down(inside: Client, form: Questionnaire) -> None:
    how = question(form, "How?")
    found = respond(form, 1, **{"How?": {"option": how.options.all()[0]}, "How sure?": {"number": 4}})
    respond(form, 2, **{"Why?": {"text": "=1+1"}})
    answer = inside.post(f"/hq/surveys/{form.pk}/export/", {"format": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 3 and "How?" in lines[0] and "dora@" in lines[1]
    assert "Doors" in lines[1] and ",4," in lines[1] and "'=1+1" in lines[2]
    taken = Export.objects.get()
    assert taken.n_people == 2 and looking.of(found.person)[0].how == "took the data out"
    book = inside.post(f"/hq/surveys/{form.pk}/export/", {"format": "xlsx"})
    assert b"".join(book.streaming_content)[:2] == b"PK"
