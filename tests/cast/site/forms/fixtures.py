"""A form with two steps, one of whose questions depends on an earlier answer."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions as people
from hustings.people.persons.models import Tag
from hustings.people.signups.public_forms import stamp
from hustings.site.forms import actions
from hustings.site.forms.models import Question, Questionnaire, Response
from tests.cast.site.website.fixtures import build_small_site


def ask(form: Questionnaire, kind: str, label: str, options: str = "", **more: Any) -> Question:
    """One more question, in two languages."""
    texts = {"fr": {"label": f"{label} (fr)"}, "en": {"label": label}}
    labels = [{"en": text, "fr": f"{text} (fr)"} for text in options.split()]
    made = Question(questionnaire=form, kind=kind, texts=texts, **more)
    return actions.save_question(question=made, options=labels)


@pytest.fixture
def form(france: Any) -> Questionnaire:
    """“Help us”: an open form."""
    build_small_site()
    made = Questionnaire.objects.create(
        slug="help",
        texts={
            "en": {"title": "Help us", "intro": "Hello.", "thanks": "See you soon.",
                   "mail_subject": "Thank you", "mail": "We write soon."},
            "fr": {"title": "Aidez-nous"},
        },
        opens_at=timezone.now(), postcode="may", purposes=["email", "phone"], goal=10,
    )  # fmt: skip
    made.tags.add(people.the_tag(name="helper"))
    field = people.add_field(label="Car", kind="yes_no")
    how = ask(made, "one", "How?", "Doors Calls", is_required=True)
    ask(made, "long", "Why?")
    ask(made, "field", "Have you a car?", field=field, step=2, asks_if=how,
        asks_when=[str(how.options.all()[0].pk)])  # fmt: skip
    ask(made, "scale", "How sure?", step=2)
    assert Tag.objects.count() == 1
    return made


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms filled by this suite are not too fast."""
    monkeypatch.setattr(stamp, "TOO_FAST", 0)


def hidden(html: str) -> dict[str, str]:
    """What the page carries on."""
    return dict(re.findall(r'type="hidden" name="(stamp|typed|at)" value="([^"]*)"', html))


def question(form: Questionnaire, label: str) -> Question:
    """By its words."""
    return next(one for one in form.questions.all() if one.texts["en"]["label"] == label)


@pytest.fixture
def fill(form: Questionnaire) -> Callable[..., Any]:
    """``fill(how="Doors", why="…", car="yes", sure="3", email=…)``: all steps; the last answer."""

    def send(how: str = "Doors", why: str = "", car: str = "", sure: str = "", **who: str) -> Any:
        client = Client()
        first, second = (question(form, "How?"), question(form, "Why?"))
        option = next(one for one in first.options.all() if one.texts["en"]["label"] == how)
        path = "/en/forms/help/"
        page = client.get(path + who.pop("query", "")).content.decode()
        page = client.post(path, {**hidden(page), first.name: str(option.pk), second.name: why})
        assert page.status_code == 200, page.content.decode()
        typed = {"given_name": "Charlie", "email": "charlie@example.org", **who}
        if car:
            typed[question(form, "Have you a car?").name] = car
        if sure:
            typed[question(form, "How sure?").name] = sure
        return client.post(path, {**hidden(page.content.decode()), **typed})

    return send


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
