"""Teams of a plan beside each other: what stands of their notes, over a span of days."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.field.canvass_results import scopes
from hustings.field.canvass_results.forms import DaysForm
from hustings.field.canvassing import teams
from hustings.field.canvassing.teams import Team as Line
from hustings.foundation.sync import log
from tests.cast.field.canvassing import street
from tests.cast.field.canvassing.teams import Team

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def told(dora, walked, **days):
    return teams.of(scopes.found(dora, "plan", walked.plan_id).lists, *DaysForm(days).span)


def note(team, door, verb, hours=0.0, offset=0, **body):
    """Note something some hours after the street's moment, by a clock that our own is ahead of."""
    made = team.make(door, verb, **body)
    at = street.AT + dt.timedelta(hours=hours) - dt.timedelta(seconds=offset)
    log.append(team.handset, [made := replace(made, happened_at=at)], clock_offset=offset)
    return made


@pytest.fixture
def afternoon(walked, team):
    """Two teams, of which the second took something back and corrected something."""
    other = Team(walked, "Team 2")
    for hours, verb in enumerate(("absent", "absent", "talked")):
        note(team, team.doors[0], verb, hours / 2)
    slip = note(other, other.doors[1], "talked")
    note(other, other.doors[1], "undo", of=str(slip.id))
    slip = note(other, other.doors[2], "talked")
    note(other, other.doors[2], "absent", 2, of=str(slip.id))
    return other


def test_doors_count_once_by_team_and_what_was_taken_back_does_not(afternoon, walked, dora):
    assert told(dora, walked) == [Line("Team 1", 1, 1, 0, 1.0), Line("Team 2", 1, 0, 0, 0.0)]


def test_a_span_has_both_its_days_by_our_own_clock(afternoon, walked, dora, team):
    day = street.AT.date()
    assert len(told(dora, walked, since=day, until=day)) == 2
    assert told(dora, walked, since=day + dt.timedelta(days=1)) == []
    note(team, team.doors[3], "talked", hours=24, offset=86_400)  # by a clock that is a day behind
    assert [line.name for line in told(dora, walked, since=day + dt.timedelta(days=1))] == ["Team 1"]


def test_the_page_tells_of_teams_and_never_of_who_knocked(afternoon, walked, organiser, team):
    note(team, team.doors[3], "talked", by="Ana")
    address = reverse("canvass_results:leaderboard", args=[walked.plan_id])
    page = organiser.get(address).content.decode()
    assert "Team 1" in page and "Team 2" in page and "Ana" not in page
    assert "Team 1" not in organiser.get(f"{address}?since=2001-01-01&until=2001-01-02").content.decode()
    assert organiser.get(f"{address}?since=nonsense").status_code == 200
    assert (
        address
        in organiser.get(reverse("canvass_results:results", args=["plan", walked.plan_id])).content.decode()
    )


def test_a_plan_of_elsewhere_has_none(walked, organiser, reunion):
    walked.plan.zone = reunion
    walked.plan.save()
    address = reverse("canvass_results:leaderboard", args=[walked.plan_id])
    assert organiser.get(address).status_code == 404


def test_many_teams_ask_no_more_questions(afternoon, walked, dora, django_assert_max_num_queries):
    for n in range(6):
        note(Team(walked, f"More {n}"), afternoon.doors[n], "absent")
    with django_assert_max_num_queries(8):
        assert len(told(dora, walked)) == 8


def on_phone(client, team):
    token = team.link.partition("#")[2]
    answer = client.get(reverse("phone_canvassing:teams"), headers={"Authorization": f"Bearer {token}"})
    return answer.json()["teams"]


def test_teams_see_each_other_on_their_phones_only_while_hq_shows_it(
    afternoon, walked, organiser, client, team
):
    plan = walked.plan_id
    assert on_phone(client, team) is None
    organiser.post(reverse("canvass_results:sharing", args=[plan]))
    assert on_phone(client, team) == [["Team 1", 1, 1, 0, 1.0], ["Team 2", 1, 0, 0, 0.0]]
    far = Team(street.walk_list(), "Elsewhere")
    assert on_phone(client, far) is None
    team.handset.revoked_at = timezone.now()
    team.handset.save()
    assert on_phone(client, team) is None and on_phone(client, afternoon)
    organiser.post(reverse("canvass_results:hiding", args=[plan]))
    assert on_phone(client, afternoon) is None
    assert client.get(reverse("phone_canvassing:teams")).status_code == 401
