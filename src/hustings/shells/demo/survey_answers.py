"""A survey on the fictional campaign's site: quotas, answers without a name, open ones with themes."""

import random
from datetime import timedelta
from typing import Any

from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Kind, Zone
from hustings.people.persons import actions as people
from hustings.people.persons.models import Person, Purpose
from hustings.shells.demo import form_answers, texts
from hustings.site.forms import actions
from hustings.site.forms.answering import consents, shuffle
from hustings.site.forms.models import Answer, Question, Questionnaire, Response, Sorting
from hustings.site.forms.themes import theme_proposals

QUOTAS = (60, 110, 130)


def fill() -> None:
    """Once: a survey that is there already is left as it is."""
    said = texts.told("survey")
    said["answers"] = list(map(texts.here, said["answers"]))
    if Questionnaire.objects.filter(slug=said["slug"]).exists():
        return
    rng = random.Random(31)  # noqa: S311 # play, not secrecy
    form = Questionnaire.objects.create(
        slug=said["slug"], texts=said["texts"], is_survey=True, postcode="may", purposes=["email"],
        opens_at=timezone.now() - timedelta(days=said["days"]),
    )  # fmt: skip
    questions: list[Question] = []
    for words in said["questions"]:
        questions.append(form_answers.question(form, words, questions))
    wording = people.wording(purpose=Purpose.ANSWERS, text=consents.said(form, Purpose.ANSWERS))
    departments = list(Zone.objects.of_kind(Kind.DEPARTMENT).order_by("code")[:3])
    known = list(Person.objects.order_by("-uid")[: said["n_named"]])
    for at in range(said["n"]):
        moment = timezone.now() - timedelta(minutes=rng.randrange(60, said["days"] * 1440))
        hour = moment.replace(minute=0, second=0, microsecond=0)
        person = known[at] if at < len(known) else None
        response = Response(
            questionnaire=form, key=f"demo-survey-{at}", person=person, agreed=wording, source=form.path,
            language=person.language if person else texts.language(), sent_at=moment if person else hour,
            confirmed_at=moment if person else hour, thanked_at=moment,
            zone=rng.choice(departments) if departments else None,
            shown=shuffle.shown(form, questions, f"demo{at}"),
        )  # fmt: skip
        response.save()
        _answer(rng, response, questions, said)
        if person:
            person.log("survey.answered", form=form.pk, title=str(form), came={})
            people.record_consent(
                person=person, purpose=Purpose.ANSWERS, is_given=True, source=form.path, text=wording.text,
                given_at=moment,
            )  # fmt: skip
    for option, most in zip(questions[0].options.all(), QUOTAS, strict=True):
        actions.set_quota(
            questionnaire=form, question=questions[0], value=str(option.pk), zone=None, most=most
        )
    _sort(questions[-1], said)


def _answer(rng: random.Random, response: Response, asked: list[Question], said: dict[str, Any]) -> None:
    age, first, easier, wish = asked
    rows = [Answer(response=response, question=age, option=_one(rng, age, said["questions"][0]["weights"]))]
    chosen = {_one(rng, first, said["questions"][1]["weights"]) for _time in range(rng.choice([1, 2, 3]))}
    rows += [Answer(response=response, question=first, option=option) for option in chosen]
    rows.append(Answer(response=response, question=easier, number=rng.choice([1, 1, 2, 2, 2, 3, 3, 4, 5])))
    if rng.random() < 0.85:
        groups = rng.sample(said["answers"], rng.choice([1, 1, 1, 2]))
        words = ". ".join(rng.choice(group["said"]).rstrip(".") for group in groups)
        rows.append(Answer(response=response, question=wish, text=f"{words}."))
    Answer.objects.bulk_create(rows)


def _one(rng: random.Random, question: Question, weights: list[int]) -> Any:
    return rng.choices(list(question.options.all()), weights)[0]


def _sort(question: Question, said: dict[str, Any]) -> None:
    """Two themes somebody named and gave some answers, and what the machine proposes for the rest."""
    user = User.objects.order_by("pk").first()
    assert user
    for group in said["answers"]:
        if group.get("is_named"):
            theme = actions.add_theme(question=question, name=group["theme"])
            alone = [f"{words.rstrip('.')}." for words in group["said"]]
            found = question.answers.filter(text__in=alone).order_by("pk").values_list("pk", flat=True)
            actions.code(theme=theme, answers=list(found)[:18], user=user)
    asked = Sorting.objects.create(question=question, wanted=6, user=user)
    theme_proposals.run(asked.pk, lambda: None)
