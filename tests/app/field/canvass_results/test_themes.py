"""Themes of open answers at the doors: suggested by machine, named by people, read by those who may."""

import re

import pytest
from django.urls import reverse

from hustings.field.canvass_results import actions, scopes, tasks
from hustings.field.canvass_results.models import Grouping

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
    first = {"at": 0, "words": ",".join(found.groups[0]["words"])}
    organiser.post(at(walked, script), first | {"name": " Public  transport "})
    assert re.search(r"Public transport\s*<span", words(organiser.get(at(walked, script))))
    organiser.post(at(walked, script), first | {"do": "refuse", "name": "x"})
    found.refresh_from_db()
    assert len(found.groups) == 1
    answer = organiser.post(at(walked, script), first | {"name": "Late"}, follow=True)
    assert "grouped anew" in words(answer)


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
