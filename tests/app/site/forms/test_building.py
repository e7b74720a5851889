"""Building a form in HQ: its questions, their order, what may change once somebody has answered."""

import pytest
from django.http import QueryDict
from django.test import Client

from hustings.foundation.territories.models import Zone
from hustings.site.forms import actions
from hustings.site.forms.answering import steps
from hustings.site.forms.models import Question, Questionnaire, Response
from tests.cast.site.forms.fixtures import ask, hidden, question, respond

pytestmark = pytest.mark.django_db
ASKED = {"label_en": "Colour?", "label_fr": "Couleur ?", "kind": "one", "step": "1", "low": "1", "high": "5"}


def test_a_form_is_built_without_a_mouse_and_opened(inside: Client, france: Zone) -> None:
    made = inside.post("/hq/surveys/", {"title": "Help", "slug": "help"})
    form = Questionnaire.objects.get()
    assert made.url == f"/hq/surveys/{form.pk}/"
    add = f"/hq/surveys/{form.pk}/questions/"
    assert inside.get(add).status_code == 200
    wrong = inside.post(add, ASKED)
    assert wrong.status_code == 422 and "at least two choices" in wrong.content.decode()
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
    assert "depends on “Colour?”" in page and "Draft" in page
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
    assert "is closed" in inside.get("/en/forms/help/").content.decode()


def test_questions_are_ordered_and_left_out(inside: Client, form: Questionnaire) -> None:
    first, second = question(form, "How?"), question(form, "Why?")
    inside.post(f"/hq/surveys/questions/{second.pk}/move/", {"is_up": "yes"})
    assert [one.pk for one in form.questions.filter(step=1)] == [second.pk, first.pk]
    inside.post(f"/hq/surveys/questions/{first.pk}/retired/")
    first.refresh_from_db()
    assert first.retired_at is None, "another depends on it"
    inside.post(f"/hq/surveys/questions/{second.pk}/retired/")
    assert not Question.objects.filter(pk=second.pk).exists(), "nobody answered it"


def test_what_was_added_late_stands_with_its_step(inside: Client, form: Questionnaire) -> None:
    ask(form, "short", "Late", step=1)
    html = inside.get(f"/hq/surveys/{form.pk}/").content.decode()
    assert [one.texts["en"]["label"] for one in form.questions.all()][2] == "Late"
    assert html.index("Late") < html.index("Have you a car?")


def test_choices_are_as_many_and_as_long_as_can_be_kept(inside: Client, form: Questionnaire) -> None:
    add = f"/hq/surveys/{form.pk}/questions/"
    for lines, said in [("a\n" * 501, "At most 500 lines"), (f"a\n{'b' * 201}", "Line 2 is longer than 200")]:
        refused = inside.post(add, ASKED | {"options_en": lines, "options_fr": lines})
        assert refused.status_code == 422 and said in refused.content.decode()


def test_numbers_and_moments_are_such_as_can_be_kept(inside: Client, form: Questionnaire) -> None:
    add, about = f"/hq/surveys/{form.pk}/questions/", f"/hq/surveys/{form.pk}/"
    lines = {"options_en": "Red\nBlue", "options_fr": "Rouge\nBleu"}
    for step in ("0", "10000", "9999999999", "9" * 30):
        refused = inside.post(add, ASKED | lines | {"step": step})
        assert refused.status_code == 422 and "step" in refused.context["form"].errors
    typed = {"title_en": "Help", "title_fr": "Aide", "slug": form.slug}
    for name in ("most", "goal", "population"):
        for number in ("0", "9" * 30):
            refused = inside.post(about, typed | {name: number})
            assert refused.status_code == 422 and name in refused.context["form"].errors
    for far in ("0001-01-01T00:00", "9999-12-31T23:59"):
        refused = inside.post(about, typed | {"opens_at": far})
        assert refused.status_code == 422 and "1900" in refused.context["form"].errors["opens_at"][0]
    made = inside.post(about, typed | {"most": "1", "opens_at": "2026-01-01T08:00"})
    assert made.status_code == 302, made.context["form"].errors
    assert Questionnaire.objects.get(pk=form.pk).most == 1


def test_no_tick_of_many_is_dropped(form: Questionnaire) -> None:
    every = ask(form, "many", "Where?", " ".join(f"d{n}" for n in range(130)), step=1)
    ticked = [str(one.pk) for one in every.options.all()]
    posted = QueryDict(mutable=True)
    posted.setlist(every.name, ticked)
    assert steps.with_step({}, [every.name], posted) == {every.name: ticked}


def test_an_answered_question_keeps_its_meaning(inside: Client, form: Questionnaire) -> None:
    how = question(form, "How?")
    doors, _calls = how.options.all()
    respond(form, 1, **{"How?": {"option": doors}})
    where = f"/hq/surveys/questions/{how.pk}/"
    same = {"label_en": "How?", "label_fr": "How? (fr)", "kind": "one", "step": "1", "low": "1", "high": "5",
            "options_en": "Doors\nCalls", "options_fr": "Doors (fr)\nCalls (fr)"}  # fmt: skip
    for change in [{"label_en": "When?"}, {"options_en": "Calls\nDoors"}, {"kind": "many"}]:
        refused = inside.post(where, same | change)
        assert refused.status_code == 422 and "Create a new version" in refused.content.decode()
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


def test_the_list_tells_of_each_form(inside: Client, form: Questionnaire) -> None:
    respond(form, 1)
    page = inside.get("/hq/surveys/").content.decode()
    assert "Help us" in page and "open" in page
    assert inside.post("/hq/surveys/", {"title": "Again", "slug": "help"}).status_code == 422
    empty = Questionnaire.objects.create(slug="empty", texts={"en": {"title": "Empty"}})
    ask(empty, "short", "Q")
    inside.post(f"/hq/surveys/{empty.pk}/removal/")
    assert not Questionnaire.objects.filter(slug="empty").exists()
