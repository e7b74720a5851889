"""Goals: read in the background, foreseen at the pace of the last weeks, shown on the front page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.foundation.goals import actions, progress, tasks
from hustings.foundation.goals.models import Goal, Reading
from hustings.foundation.lib import metrics

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def goal(dora) -> Goal:
    return actions.save(metric="people", target=1_000, due_on=TODAY() + timedelta(days=28), user=dora)


def read(goal: Goal, *values: int) -> progress.Progress:
    """Weekly readings, the last of them today's."""
    goal.readings.all().delete()
    for at, value in enumerate(reversed(values)):
        Reading.objects.create(goal=goal, day=TODAY() - timedelta(weeks=at), value=value)
    (found,) = progress.of([goal])
    return found


def test_what_is_there_is_read_with_the_weeks_before_and_twice_is_once(goal):
    with metrics.metrics.replaced(metrics.Metric("people", "People", lambda moment: 40)):
        tasks.read.call(goal.pk)
        tasks.read.call(goal.pk)
    assert goal.readings.count() == tasks.WEEKS_BEFORE + 1
    assert set(goal.readings.values_list("value", flat=True)) == {40}


def test_at_this_pace(goal):
    found = read(goal, 100, 170, 240, 310)
    assert (found.value, found.percent, found.a_day) == (310, 31, 10)
    assert found.foreseen == 310 + 280
    assert found.reached_on == TODAY() + timedelta(days=69)


def test_the_pace_is_that_of_the_last_four_weeks(goal):
    assert read(goal, 0, 500, 500, 500, 500, 500).a_day == 0
    assert read(goal, 0, 500, 500, 500, 500, 500).reached_on is None


def test_a_goal_that_is_reached_or_was_never_read(goal):
    assert read(goal, 900, 1_200).is_reached and read(goal, 900, 1_200).percent == 100
    unread = read(goal)
    assert (unread.value, unread.foreseen, unread.reached_on) == (0, 0, None)


def test_only_those_that_are_not_over_are_read(goal, run_tasks):
    over = Goal.objects.create(metric="people", target=5, due_on=TODAY() - timedelta(days=1))
    tasks.read_all()
    run_tasks()
    assert goal.readings.exists() and not over.readings.exists()


def test_a_director_sets_changes_and_removes_one(client, dora):
    client.force_login(dora)
    said = {"metric": "signatures", "target": "500", "due_on": str(TODAY() + timedelta(days=30))}
    assert client.post("/hq/goals/", said).status_code == 302
    goal = Goal.objects.get()
    assert (goal.metric, goal.target, goal.made_by) == ("signatures", 500, dora)
    assert client.post(f"/hq/goals/{goal.pk}/", said | {"target": "900"}).status_code == 302
    goal.refresh_from_db()
    assert goal.target == 900
    assert client.post("/hq/goals/", said | {"due_on": str(TODAY())}).status_code == 422
    assert "900" in client.get("/hq/goals/").text
    client.post(f"/hq/goals/{goal.pk}/removal/")
    assert not Goal.objects.exists()


def test_a_goal_just_added_says_that_it_is_being_counted(client, dora):
    client.force_login(dora)
    said = {"metric": "signatures", "target": "500", "due_on": str(TODAY() + timedelta(days=30))}
    page = client.post("/hq/goals/", said, follow=True, headers={"accept-language": "en"}).text
    assert "Goal added." in page and "0 %" not in page and 'type="date"' in page
    assert "Being counted" in client.get("/hq/", headers={"accept-language": "en"}).text


def test_no_two_goals_for_the_same_count_and_day(client, dora, goal):
    client.force_login(dora)
    said = {"metric": "people", "target": "500", "due_on": str(goal.due_on)}
    again = client.post("/hq/goals/", said, headers={"accept-language": "en"})
    assert again.status_code == 422 and "There is already a goal" in again.text
    assert client.post(f"/hq/goals/{goal.pk}/", said).status_code == 302  # itself
    assert client.post("/hq/goals/", said | {"due_on": str(TODAY() + timedelta(days=40))}).status_code == 302


def test_another_metric_begins_anew(goal, dora):
    read(goal, 1, 2)
    actions.save(goal=goal, metric="signatures", target=9, due_on=goal.due_on, user=dora)
    assert not goal.readings.exists()


def test_the_front_page_shows_the_line_and_asks_for_no_count(client, dora, goal, monkeypatch):
    read(goal, 100, 170, 240, 310)

    def counted(moment):
        raise AssertionError("counted for a page")

    client.force_login(dora)
    with metrics.metrics.replaced(metrics.Metric("people", "Supporters", counted)):
        page = client.get("/hq/", headers={"accept-language": "en"}).text
    assert (
        "Supporters: 1,000 by" in page
        and "at this pace 590" in page
        and "would be reached on" in page
        and "hq-chart__aim" in page
    )
    assert "/hq/goals/" in page


def test_the_rest_of_the_team_sees_goals_and_changes_none(client, bob, goal):
    client.force_login(bob)
    assert 'id="goals' in client.get("/hq/").text
    assert client.get("/hq/goals/").status_code == 403
    assert client.post(f"/hq/goals/{goal.pk}/removal/").status_code == 403


@pytest.mark.parametrize("name", ["people", "readers", "sign_ups", "signatures"])
def test_each_metric_counts(name):
    metric = metrics.metrics.find(name)
    assert metric is not None and metric.at(timezone.now()) == 0
