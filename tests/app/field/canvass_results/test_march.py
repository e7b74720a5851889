"""A day from door to door, whole: 50 cities, 60 teams, 8 open questions, 1,700 conversations."""

import time
from collections import Counter

import pytest

from hustings.field.addresses.models import Building
from hustings.field.canvass_results import actions, demo, funnels, march, scopes, tallies, tasks
from hustings.foundation.sync.models import LoggedEntry
from hustings.foundation.territories.models import Kind, Zone
from hustings.people.scripts.models import Answer
from tests import conftest

pytestmark = pytest.mark.django_db
SECONDS = 20


def city(n):
    made = conftest.zone(Kind.COMMUNE, f"9{n:04}", f"City {n}")
    Zone.objects.filter(pk=made.pk).update(latitude=43 + n * 0.1, longitude=2.5, population=50_000 + n)
    made.refresh_from_db()
    return made


@pytest.fixture
def cities():
    return [city(n) for n in range(50)]


def test_a_whole_day_comes_out_right_to_the_number(cities, dora):
    began = time.process_time()  # others use the machine, too
    day = march.replay(cities=cities, n_teams=60, n_talks=1_700, seed=7, user=dora)
    assert time.process_time() - began < SECONDS
    scope = scopes.found(dora, "script", day.script.pk)
    told = funnels.by("pk", scope.lists)
    assert len(told) == 60 and told == {pk: day.funnel(pk) for pk in told}
    assert sum(one.talked for one in told.values()) == 1_700
    assert day.n_sent > LoggedEntry.objects.count() == day.n_entries
    moods = tallies.grouped(scope, day.script, "q1", tallies.LISTS)
    assert {pk: counts.chosen for pk, counts in moods.items()} == {**day.moods}
    of_cities = tallies.grouped(scope, day.script, "q1", tallies.PLANS)
    assert len(of_cities) == 50 and sum(counts.n for counts in of_cities.values()) == 1_700
    for question, said in day.words.items():
        kept = Answer.objects.filter(question=question).values_list("text", flat=True)
        assert Counter(kept) == Counter(text for _theme, text in said)
    assert len(day.words) == 8
    for question, said in day.words.items():
        themes_are_found(scope, day.script, question, said)


def themes_are_found(scope, script, question, said):
    """Each theme has a group of its own, with hardly anything else in it and most of what was said."""
    found = actions.ask_to_group(scope=scope, script=script, question=question, wanted=3, user=None)
    tasks.group_answers.call(found.pk)
    found.refresh_from_db()
    meant = Counter(theme for theme, _text in said)
    theme_of = {text: theme for theme, text in said}
    texts = dict(Answer.objects.filter(question=question).values_list("pk", "text"))
    groups = [Counter(theme_of[texts[pk]] for pk in one["answers"]).most_common(1)[0] for one in found.groups]
    assert {theme for theme, _n in groups} == {*meant} and found.n_answers == len(said)
    for (theme, n), one in zip(groups, found.groups, strict=True):
        assert n >= 0.95 * len(one["answers"]) and n >= 0.7 * meant[theme], (question, theme, n)


@pytest.mark.both
def test_the_demonstration_plays_a_small_share_of_it_once(dora):
    for n in range(3):
        city(n)
    said = []
    demo.fill(said.append)
    demo.fill(said.append)
    n = Building.objects.count()
    assert len(said) == 1 and n == demo.N_TEAMS * march.BUILDINGS
    assert Answer.objects.filter(question="q1").count() == demo.N_TALKS


def test_without_a_city_nobody_walks():
    demo.fill(lambda words: None)
    assert not Building.objects.exists()
