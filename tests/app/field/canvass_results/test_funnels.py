"""Funnels of doors: of plans, scripts and lists, for those who may see them."""

import pytest
from django.urls import reverse

from hustings.field.canvass_results import funnels, scopes
from hustings.field.canvass_results.funnels import Funnel
from hustings.field.canvassing.models import WalkList
from hustings.foundation.lib.display import shaded_maps
from tests.cast.field.canvassing import street
from tests.cast.field.canvassing.teams import Team

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def at(name, *args):
    return reverse(f"canvass_results:{name}", args=args)


def words(answer):
    return " ".join(answer.content.decode().split())


def of(user, kind, subject):
    return funnels.by(scopes.FIELDS[kind], scopes.found(user, kind, subject.pk).lists)[subject.pk]


@pytest.fixture
def noted(team):
    doors = team.doors
    for door, verb in zip(doors[1:], ("absent", "absent", "refused", "no_access", "no_return"), strict=False):
        team.note(door, verb)
    team.talk(doors[0], q1=["1"])
    return team


def test_each_step_counts_the_doors_that_came_so_far(noted, walked, script, dora):
    expected = Funnel(walked.n_doors, visited=6, knocked=5, opened=3, talked=1, contacts=0)
    turf = walked.turf.plan
    assert [of(dora, *one) for one in (("plan", turf), ("script", script), ("list", walked))] == [
        expected
    ] * 3


def test_a_talk_counts_though_nobody_may_come_back_and_a_found_door_is_a_door(noted, walked, dora):
    noted.note(noted.doors[0], "no_return")
    building = noted.doors[0].partition("/")[0]
    noted.note(building, "add", doors=[f"{building}/z/9/1"])
    told = of(dora, "list", walked)
    assert (told.talked, told.opened, told.doors) == (1, 3, walked.n_doors + 1)


def test_pages_show_the_funnel_and_lead_from_plan_to_list(noted, walked, organiser):
    plan = walked.turf.plan
    for name in ("plans", "scripts", "lists"):
        assert organiser.get(at(name)).status_code == 200
    assert at("results", "plan", plan.pk) in words(organiser.get(at("plans")))
    page = words(organiser.get(at("results", "plan", plan.pk)))
    assert at("results", "list", walked.pk) in page and "Will you vote?" in page
    file = b"".join(organiser.get(at("results_csv", "plan", plan.pk)).streaming_content).decode()
    assert f"Monday;{walked.n_doors};6;5;3;1;0" in file
    assert organiser.get(at("results", "street", plan.pk)).status_code == 404


def test_a_script_without_results_of_this_territory_is_not_theirs_to_see(organiser, script, reunion):
    far = street.walk_list(zone=reunion, script=script)
    for kind, subject in (("list", far), ("script", script)):
        assert organiser.get(at("results", kind, subject.pk)).status_code == 404
        assert organiser.get(at("results_csv", kind, subject.pk)).status_code == 404
    assert "Nothing to count yet" in words(organiser.get(at("lists")))


def test_many_lists_ask_no_more_questions(
    noted, organiser, walked, rhone, script, django_assert_max_num_queries
):
    for n in range(8):
        made = street.walk_list(name=f"List {n}", zone=rhone, script=script)
        Team(made).talk(street.door(made), q1=["1"])
    organiser.get(at("lists"))  # the first page of a session asks more
    for kind, subject in (("script", script), ("list", walked)):
        with django_assert_max_num_queries(33):
            organiser.get(at("results", kind, subject.pk))
    with django_assert_max_num_queries(25):
        organiser.get(at("lists"))


def test_the_map_shades_the_ground_of_lists_by_their_conversations(noted, walked, organiser):
    answer = organiser.get(at("results_map", "plan", walked.turf.plan_id), headers={"accept-language": "en"})
    [area] = answer.json()["areas"]
    doors = funnels.by("pk", WalkList.objects.filter(pk=walked.pk))[walked.pk]
    assert area["words"] == f"{doors.talked} conversations at {doors.doors} doors"
    assert area["shade"] == shaded_maps.shade(doors.talked / doors.doors, (0.1, 0.2, 0.3, 0.4))
    assert "data-shaded-map" in organiser.get(at("results", "plan", walked.turf.plan_id)).content.decode()
    assert "data-shaded-map" not in organiser.get(at("results", "list", walked.pk)).content.decode()
