"""Themes of open answers at the doors: suggested by machine, named by people, read by those who may."""

import re

import pytest
from django.urls import reverse

from hustings.field.canvass_results import actions, grouping, scopes, tasks
from hustings.field.canvass_results.models import Grouping, Placing
from hustings.people.scripts.models import Answer

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BUS = ["the bus comes late", "no bus at night", "a bus each hour", "the bus is full"]
DOCTOR = ["no doctor left", "the doctor retires", "a doctor nearby", "months for a doctor"]


@pytest.fixture
def answered(team):
    for n, door in enumerate([*team.doors, *(f"{team.doors[0]}{n}" for n in range(8))][:24]):
        team.talk(door, q1=["1"], q3=[(BUS if n % 2 else DOCTOR)[n % 8 // 2]])
    return team


def at(walked, script, kind="plan", question="q3"):
    pk = {"plan": walked.turf.plan_id, "script": script.pk, "list": walked.pk}[kind]
    return reverse("canvass_results:themes", args=[kind, pk, script.pk, question])


def words(answer):
    return " ".join(answer.content.decode().split())


def mark(found, at):
    return grouping.mark(found.groups[at])


def regrouped(organiser, walked, script):
    """The groups by title, after the machine looked anew."""
    found = grouped(organiser, walked, script)
    return {grouping.title(one): set(one["answers"]) for one in found.groups}


def grouped(organiser, walked, script):
    organiser.post(at(walked, script), {"wanted": 2})
    found = Grouping.objects.get()
    tasks.group_answers.call(found.pk)
    tasks.group_answers.call(found.pk)
    found.refresh_from_db()
    return found


def test_answers_that_are_alike_are_grouped_named_and_dismissed(answered, walked, script, organiser):
    found = grouped(organiser, walked, script)
    assert sorted(len(one["answers"]) for one in found.groups) == [12, 12]
    page = words(organiser.get(at(walked, script)))
    assert "the bus comes late" in page and "doctor" in page
    first = {"at": 0, "mark": mark(found, 0)}
    organiser.post(at(walked, script), first | {"name": " Public  transport "})
    assert re.search(r"Public transport\s*<span", words(organiser.get(at(walked, script))))
    found.refresh_from_db()
    organiser.post(at(walked, script), {"at": 0, "mark": mark(found, 0), "do": "refuse"})
    found.refresh_from_db()
    assert len(found.groups) == 1
    answer = organiser.post(at(walked, script), first | {"name": "Late"}, follow=True)
    assert "grouped anew" in words(answer)


def test_a_theme_with_a_name_stays_when_all_are_grouped_anew_and_takes_what_is_like_it(
    answered, walked, script, organiser
):
    found = grouped(organiser, walked, script)
    bus = next(at for at in (0, 1) if "bus" in found.groups[at]["words"])
    organiser.post(at(walked, script), {"at": bus, "mark": mark(found, bus), "name": "Transport"})
    other = {"at": 1 - bus, "mark": mark(found, 1 - bus), "name": "TRANSPORT"}
    answer = organiser.post(at(walked, script), other, follow=True)
    assert "already exists" in words(answer)
    answered.talk(f"{answered.doors[0]}20", q1=["1"], q3=["the bus comes late, no bus"])
    assert len(regrouped(organiser, walked, script)["Transport"]) == 13


def test_an_answer_that_was_moved_stays_there_whatever_the_machine_finds(answered, walked, script, organiser):
    found = grouped(organiser, walked, script)
    bus = next(at for at in (0, 1) if "bus" in found.groups[at]["words"])
    one, other, third = found.groups[bus]["answers"][:3]
    into = {"do": "move", "into": mark(found, 1 - bus)}
    page = organiser.post(at(walked, script), into | {"answer": [one, other]}, follow=True)
    assert "2 answers moved." in words(page) and "moved on" in words(page)
    organiser.post(at(walked, script), {"do": "move", "into": "", "answer": [third]})
    assert {each.user.email for each in Placing.objects.all()} == {"alice@example.org"}
    for _again in range(2):
        groups = regrouped(organiser, walked, script)
        named = next(answers for title, answers in groups.items() if one in answers)
        assert {one, other} <= named and not any(third in answers for answers in groups.values())
        assert sum(pk in answers for answers in groups.values() for pk in (one, other)) == 2  # each once


def test_two_themes_become_one_and_stay_one(answered, walked, script, organiser):
    found = grouped(organiser, walked, script)
    join = {"do": "join", "at": 0, "mark": mark(found, 0)}
    organiser.post(at(walked, script), join | {"into": mark(found, 0)})
    assert len(Grouping.objects.get().groups) == 2  # not into itself
    title = grouping.title(found.groups[1])
    organiser.post(at(walked, script), join | {"into": mark(found, 1)})
    assert {name: len(answers) for name, answers in regrouped(organiser, walked, script).items()} == {
        title: 24
    }


def test_a_theme_that_is_dismissed_gives_its_answers_back(answered, walked, script, organiser):
    found = grouped(organiser, walked, script)
    move = {"do": "move", "into": mark(found, 1), "answer": found.groups[0]["answers"][:1]}
    organiser.post(at(walked, script), move)
    found.refresh_from_db()
    kept = next(at for at in (0, 1) if found.groups[at]["name"])
    organiser.post(at(walked, script), {"do": "refuse", "at": kept, "mark": mark(found, kept)})
    assert not Placing.objects.exists()
    assert sorted(map(len, regrouped(organiser, walked, script).values())) == [12, 12]


def test_nothing_is_moved_while_answers_are_grouped_nor_from_elsewhere(answered, walked, script, organiser):
    found = grouped(organiser, walked, script)
    elsewhere = Answer.objects.filter(question="q1").values_list("pk", flat=True)[0]
    move = {"do": "move", "into": mark(found, 0)}
    organiser.post(at(walked, script), move | {"answer": [elsewhere]})
    assert not Placing.objects.exists()
    Grouping.objects.update(done_at=None)
    page = organiser.post(at(walked, script), move | {"answer": found.groups[1]["answers"][:1]}, follow=True)
    assert "Look again" in words(page) and not Placing.objects.exists()


def test_answers_of_a_theme_or_with_a_word_are_read(answered, walked, script, organiser):
    grouped(organiser, walked, script)
    of_one = words(organiser.get(at(walked, script), {"theme": "1", "q": "bus"}))
    of_other = words(organiser.get(at(walked, script), {"theme": "2", "q": "bus"}))
    assert sorted("None." in page for page in (of_one, of_other)) == [False, True]


def test_few_answers_make_no_groups(team, walked, script, dora):
    team.talk(team.doors[0], q3=["the bus"])
    scope = scopes.found(dora, "list", walked.pk)
    found = actions.ask_to_group(scope=scope, script=script, question="q3", wanted=2, user=dora)
    tasks.group_answers.call(found.pk)
    found.refresh_from_db()
    assert (found.groups, found.n_answers) == ([], 1) and found.done_at


def test_themes_of_all_territories_are_for_those_who_see_them_all(
    answered, walked, script, organiser, client, dora
):
    assert organiser.get(at(walked, script, "script")).status_code == 404
    assert organiser.get(at(walked, script, question="q1")).status_code == 404
    results = reverse("canvass_results:results", args=["script", script.pk])
    assert at(walked, script, "script") not in words(organiser.get(results))
    client.force_login(dora)
    assert client.get(at(walked, script, "script")).status_code == 200
    assert at(walked, script, "script") in words(client.get(results))
