"""Themes of open answers: a human decides, the machine proposes, and nothing counts until it was taken."""

import random
from typing import Any

import pytest
from django.test import Client

from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Look
from hustings.site.forms import actions
from hustings.site.forms.models import (
    Answer,
    Coding,
    Group,
    Question,
    Questionnaire,
    Response,
    Sorting,
    Suggestion,
)
from hustings.site.forms.themes import likeness, theme_counts, theme_proposals
from tests.cast.site.forms.fixtures import question, respond

pytestmark = pytest.mark.django_db
SAID = {
    "bus": [
        "Plus de bus le soir",
        "Les bus sont rares et chers",
        "Un bus direct vers la gare",
        "Des bus la nuit",
    ],
    "loyers": [
        "Les loyers sont trop chers",
        "Encadrer les loyers",
        "Un logement à loyer juste",
        "Loyers fous",
    ],
    "médecins": [
        "Plus de médecins",
        "Aucun médecin ici",
        "La médecine de ville manque",
        "Un médecin traitant",
    ],
}


def said(form: Questionnaire, n: int) -> Question:
    """So many answers about three things."""
    why, chance = question(form, "Why?"), random.Random(5)
    for at in range(n):
        words = SAID[list(SAID)[at % 3]]
        respond(form, at, **{"Why?": {"text": f"{chance.choice(words)}, {chance.choice(words).lower()}."}})
    return why


def test_texts_that_use_the_same_words_are_put_together() -> None:
    chance = random.Random(1)
    texts = [chance.choice(SAID[list(SAID)[at % 3]]) for at in range(60)] + ["?", "..."]
    found = likeness.groups(texts, 3)
    assert {one.words[0] for one in found} == {"bus", "loyers", "médecin"} or {
        one.words[0] for one in found
    } == {"bus", "loyers", "médecins"}
    for one in found:
        kinds = {at % 3 for at, _fit in one.members}
        assert len(kinds) == 1, one.words
    assert not {60, 61} & {at for one in found for at, _fit in one.members}, "what says nothing is in none"
    assert likeness.groups(["oui", "non", "!"], 5) == []
    like = likeness.like(texts, {7: [0, 3, 6, 9, 12]})
    assert like[7].members and all(at % 3 == 0 for at, _fit in like[7].members)


def test_nothing_is_assigned_until_somebody_takes_it(form: Questionnaire, dora: User, run_tasks: Any) -> None:
    why = said(form, 36)
    asked = actions.ask_to_sort(question=why, wanted=3, user=dora)
    assert asked and actions.ask_to_sort(question=why, wanted=3, user=dora) is None, "one at a time"
    run_tasks()
    theme_proposals.run(asked.pk, lambda: None)
    groups = list(theme_proposals.waiting(why))
    assert len(groups) == 3 and not Coding.objects.exists()
    first, second, third = groups
    out = first.suggestions.order_by("fit").values_list("answer", flat=True)[0]
    n = first.suggestions.count()
    theme = actions.take_group(group=first, theme="Transport", left_out=[out], user=dora)
    assert theme.codings.count() == n - 1 and not theme.codings.filter(answer=out).exists()
    actions.refuse_group(group=second)
    with pytest.raises(actions.Decided):
        actions.take_group(group=second, theme=theme, left_out=[], user=dora)
    with pytest.raises(actions.SameTheme):
        actions.take_group(group=third, theme="transport", left_out=[], user=dora)
    actions.take_group(group=third, theme=theme, left_out=[], user=dora)
    assert not theme_proposals.waiting(why).exists() and not Suggestion.objects.exists()
    counts = theme_counts.of(why)
    assert counts.themes == [(theme, counts.n_coded)] and counts.n == 36 and counts.n_left > 0


def test_later_answers_are_proposed_for_the_themes_that_are_there(
    form: Questionnaire, dora: User, run_tasks: Any
) -> None:
    why = said(form, 24)
    theme = actions.add_theme(question=why, name="Transport")
    of_buses = Answer.objects.filter(text__icontains="bus").values_list("pk", flat=True)
    actions.code(theme=theme, answers=of_buses, user=dora)
    late = respond(form, 90, **{"Why?": {"text": "Des bus le soir et la nuit"}}).answers.get()
    actions.ask_to_sort(question=why, wanted=2, user=dora)
    run_tasks()
    group = theme_proposals.waiting(why).get(theme=theme)
    assert [one.answer for one in group.suggestions.all()] == [late]
    assert not theme.codings.filter(answer=late).exists()
    assert not Suggestion.objects.filter(group__theme=None, answer=late).exists()


def test_a_reading_that_is_killed_starts_over(form: Questionnaire, dora: User) -> None:
    why = said(form, 30)
    asked = Sorting.objects.create(question=why, wanted=3, user=dora)

    def stop() -> None:
        if Group.objects.exists():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        theme_proposals.run(asked.pk, stop)
    assert not theme_proposals.waiting(why).exists(), "half a reading shows nothing"
    theme_proposals.run(asked.pk, lambda: None)
    n = theme_proposals.waiting(why).count()
    assert n == Group.objects.count() == 3
    again = Sorting.objects.create(question=why, wanted=2, user=dora)
    theme_proposals.run(again.pk, lambda: None)
    assert Group.objects.count() == theme_proposals.waiting(why).count() == 2, (
        "what nobody decided about gives way"
    )


def test_themes_are_named_joined_and_counted_in_hq(
    inside: Client, form: Questionnaire, run_tasks: Any
) -> None:
    why = said(form, 30)
    where = f"/hq/surveys/questions/{why.pk}/themes/"
    assert inside.post(where, {"name": " Homes  and rents"}).status_code == 302
    assert inside.post(where, {"name": "homes and rents"}).status_code == 422
    homes = why.themes.get()
    assert homes.name == "Homes and rents"
    found = Answer.objects.filter(text__icontains="loyer").values_list("pk", flat=True)
    listed = inside.get(f"{where}answers/?q=loyer&theme=none").content.decode()
    assert listed.count('name="answer"') == 10 and "médecin" not in listed
    inside.post(f"{where}answers/?theme=none", {"answer": list(found), "theme_key": homes.pk})
    assert homes.codings.count() == 10 and homes.codings.filter(user__email__startswith="dora").count() == 10
    inside.post(f"{where}answers/", {"answer": [found[0]], "theme_key": homes.pk, "do": "take_off"})
    inside.post(f"{where}sortings/", {"wanted": "3"})
    assert "Suggesting themes" in inside.get(where).content.decode()
    assert "HX-Refresh" not in inside.get(f"{where}progress/").headers
    run_tasks()
    assert "HX-Refresh" in inside.get(f"{where}progress/").headers
    page = inside.get(where).content.decode()
    assert "Perhaps about “Homes and rents”" in page and "<q>" in page
    group = theme_proposals.waiting(why).filter(theme=None).first()
    assert group
    one = group.suggestions.order_by("-fit", "pk").first()
    assert one and "Untick" in inside.get(f"/hq/surveys/proposals/{group.pk}/").content.decode()
    seen = [str(pk) for pk in group.suggestions.values_list("answer", flat=True)]
    typed = {"name": "Rest", "seen": seen, "kept": seen[1:]}
    assert inside.post(f"/hq/surveys/proposals/{group.pk}/", typed).status_code == 302
    rest = why.themes.get(name="Rest")
    assert rest.codings.count() == len(seen) - 1 and Look.objects.exists()
    page = inside.get(f"/hq/surveys/{form.pk}/results/").content.decode()
    assert "of answers with a theme" in page and "Rest" in page
    inside.post(f"/hq/surveys/themes/{rest.pk}/", {"name": "Health"})
    inside.post(f"/hq/surveys/themes/{homes.pk}/", {"do": "join", "into": str(rest.pk)})
    assert [one.name for one in why.themes.all()] == ["Health"]
    assert rest.codings.count() == len(seen) - 1 + 9
    inside.post(f"/hq/surveys/themes/{rest.pk}/", {"do": "remove"})
    assert not Coding.objects.exists() and Response.objects.count() == 30
