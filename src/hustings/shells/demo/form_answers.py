"""A form on the fictional campaign's site, open for weeks, with what people answered."""

import random
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.people.persons import actions as people
from hustings.people.persons.models import Person
from hustings.shells.demo import texts
from hustings.site.forms import actions
from hustings.site.forms.models import Answer, Question, Questionnaire, Response


@transaction.atomic
def fill() -> None:
    """Once: a form that is there already is left as it is."""
    if Questionnaire.objects.filter(is_survey=False).exists():
        return
    said = texts.told("forms")
    rng = random.Random(23)  # noqa: S311 # play, not secrecy
    form = Questionnaire.objects.create(
        slug=said["slug"], texts=said["texts"], goal=said["goal"], postcode="may", phone="may",
        family_name="may", purposes=["email", "sms", "phone"],
        opens_at=timezone.now() - timedelta(days=said["days"]),
    )  # fmt: skip
    form.tags.add(people.the_tag(name=said["tag"]))
    questions: list[Question] = []
    for words in said["questions"]:
        questions.append(question(form, words, questions))
    known = list(Person.objects.order_by("uid")[:90])
    for person in known[:75]:
        moment = timezone.now() - timedelta(minutes=rng.randrange(60, said["days"] * 1440))
        _answer(rng, form, person, moment, questions, said)
    Response.objects.create(
        questionnaire=form, key="demo-spam", language="en", source=form.path, mailbox="win@prizes.example",
        who={"given_name": "Win", "family_name": "A. Prize", "email": "win@prizes.example", "phone": "",
             "postcode": "", "zone": None, "consents": {}, "ref": ""},
        aside_at=timezone.now(), why=Response.Why.LINKS,
    )  # fmt: skip


def question(form: Questionnaire, words: dict[str, Any], before: list[Question]) -> Question:
    """One more, by the words of a file."""
    on, chosen = words.get("on", [None, []])
    hints = {code: {"hint": words[f"hint_{code}"]} for code in ("fr", "en") if f"hint_{code}" in words}
    made = Question(
        questionnaire=form, kind=words["kind"], step=words["step"], high=words.get("high", 5),
        is_required=words.get("is_required", False), order=words.get("order", ""),
        texts={code: {"label": words[code], **hints.get(code, {})} for code in ("fr", "en")},
    )  # fmt: skip
    if on is not None:
        made.asks_if = before[on]
        options = list(before[on].options.all())
        made.asks_when = [str(options[at].pk) for at in chosen]
    options = [dict(zip(("fr", "en"), pair, strict=True)) for pair in words.get("options", [])]
    return actions.save_question(question=made, options=options)


def _answer(
    rng: random.Random,
    form: Questionnaire,
    person: Person,
    moment: Any,
    asked: list[Question],
    said: dict[str, Any],
) -> None:
    response = Response.objects.create(
        questionnaire=form, key=f"demo-{person.pk}", person=person, language=person.language,
        source=form.path, sent_at=moment, confirmed_at=moment, thanked_at=moment,
        came=rng.choice(said["came"]),
    )  # fmt: skip
    rows: list[Answer] = []
    for question in asked:
        options = list(question.options.all())
        if question.asks_if and not any(str(row.option_id) in question.asks_when for row in rows):
            continue
        if question.kind == "many":
            chosen = rng.sample(options, rng.choice([1, 1, 2, 3]))
            rows += [Answer(response=response, question=question, option=option) for option in chosen]
        elif question.kind == "one":
            rows.append(Answer(response=response, question=question, option=rng.choice(options)))
        elif question.kind == "scale":
            rows.append(
                Answer(response=response, question=question, number=rng.choice([1, 2, 2, 3, 3, 4, 5]))
            )
        elif question.kind == "yes_no":
            rows.append(Answer(response=response, question=question, number=rng.choice([0, 0, 1])))
        elif rng.random() < 0.3:
            rows.append(Answer(response=response, question=question, text=rng.choice(said["said"])))
    Answer.objects.bulk_create(rows)
    line = person.log("survey.answered", form=form.pk, title=str(form), came=response.came)
    type(line).objects.filter(pk=line.pk).update(happened_at=moment)
