"""Answers place by place, with the interval that each share may stand for."""

import pytest
from django.urls import reverse

from hustings.field.addresses.models import Building
from hustings.field.canvass_results import scopes, tallies
from hustings.field.stations import actions
from hustings.field.stations.outlines import writing
from tests.cast.field.stations.outlines import square

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def at(walked, script, name="answers", question="q1", by=""):
    address = reverse(f"canvass_results:{name}", args=["plan", walked.turf.plan_id, script.pk, question])
    return f"{address}?by={by}" if by else address


def words(answer):
    return " ".join(answer.content.decode().split())


def counted(user, walked, script, place, question="q1"):
    scope = scopes.found(user, "plan", walked.turf.plan_id)
    found = tallies.grouped(scope, script, question, place)
    return {key: (n, dict(chosen)) for key, (n, chosen) in found.items()}


@pytest.fixture
def answered(team):
    for n, door in enumerate(team.doors[:12]):
        team.talk(door, q1=["1" if n % 3 else "2"], q2=["1", "2"] if n else ["1"])
    return team


def test_a_conversation_counts_once_however_many_choices_it_names(answered, walked, script, dora):
    assert counted(dora, walked, script, tallies.LISTS) == {walked.pk: (12, {"1": 8, "2": 4})}
    assert counted(dora, walked, script, tallies.LISTS, "q2") == {walked.pk: (12, {"1": 12, "2": 11})}
    answered.note(answered.doors[0], "undo", of=str(answered.held[0].id))
    assert counted(dora, walked, script, tallies.LISTS) == {walked.pk: (11, {"1": 8, "2": 3})}


def test_doors_count_for_the_station_of_their_building_else_elsewhere(
    answered, walked, script, dora, organiser
):
    one = actions.add_station(wanted=actions.Wanted("69123", "12"), user=dora)
    first = walked.stops[0]
    Building.objects.filter(pk=first["id"]).update(station=one)
    n = len(first["doors"])
    found = counted(dora, walked, script, tallies.STATIONS)
    assert {key: n for key, (n, _chosen) in found.items()} == {one.pk: n, None: 12 - n}
    page = words(organiser.get(at(walked, script, by="stations")))
    assert "Elsewhere" in page and str(one) in page


def test_a_page_shows_shares_with_intervals_and_words_where_there_are_too_few(
    answered, walked, script, organiser
):
    page = words(organiser.get(at(walked, script)))
    assert "66.7" in page and "39.1–86.2" in page and "too few" not in page
    answered.note(answered.doors[0], "undo", of=str(answered.held[0].id))
    for entry, door in zip(answered.held[1:4], answered.doors[1:4], strict=True):
        answered.note(door, "undo", of=str(entry.id))
    assert "too few" in words(organiser.get(at(walked, script)))
    file = b"".join(organiser.get(at(walked, script, "answers_csv")).streaming_content).decode()
    assert "Monday;8\r\n" in file


def test_there_is_no_table_of_open_answers_or_of_unknown_questions(walked, script, organiser):
    assert [organiser.get(at(walked, script, question=key)).status_code for key in ("q3", "q9")] == [404, 404]
    assert organiser.get(at(walked, script, by="persons")).status_code == 404


def test_a_talk_at_a_door_of_no_building_is_elsewhere(team, walked, script, dora):
    team.talk("elsewhere/a/1/g", q1=["1"])
    assert counted(dora, walked, script, tallies.STATIONS) == {None: (1, {"1": 1})}


def shown_on_map(organiser, walked, script, **more):
    address = reverse("canvass_results:answers_map", args=["plan", walked.turf.plan_id, script.pk, "q1"])
    return organiser.get(address, more, headers={"accept-language": "en"}).json()["areas"]


def test_the_map_of_answers_has_the_ground_of_lists_and_a_shade_for_the_chosen_answer(
    answered, walked, script, organiser
):
    [area] = shown_on_map(organiser, walked, script, by="lists", answer="1")
    assert (area["name"], area["shade"]) == ("Monday", 3) and area["words"].startswith("66.7\xa0% (39.1–86.2")
    longitudes, latitudes = zip(*area["corners"][0][0], strict=True)
    assert min(longitudes) < 4.83 < max(longitudes) and min(latitudes) < 45.76 < 45.7624 < max(latitudes)
    [area] = shown_on_map(organiser, walked, script, by="lists", answer="2")
    assert area["shade"] == 1
    page = organiser.get(at(walked, script, by="lists") + "&answer=2")
    assert "by=lists&amp;answer=2" in page.content.decode()


def test_too_few_answers_have_no_shade_and_few_buildings_no_ground(answered, walked, script, organiser):
    for entry, door in zip(answered.held[:4], answered.doors[:4], strict=True):
        answered.note(door, "undo", of=str(entry.id))
    [area] = shown_on_map(organiser, walked, script)
    assert area["shade"] is None and area["words"] == "Too few answers"
    walked.turf.stops.filter(place__gt=2).delete()
    assert shown_on_map(organiser, walked, script) == []


def test_stations_are_on_the_map_by_their_outlines(answered, walked, script, dora, organiser):
    one = actions.add_station(wanted=actions.Wanted("69123", "12"), user=dora)
    assert maps_of(organiser, walked, script) is None
    Building.objects.filter(pk__in=[stop["id"] for stop in walked.stops]).update(station=one)
    writing.estimate("69123", {one.pk: [square(4.83, 45.76)]})
    assert maps_of(organiser, walked, script).n == 1
    [area] = shown_on_map(organiser, walked, script, by="stations")
    assert (area["name"], area["shade"], area["corners"]) == (str(one), 3, [square(4.83, 45.76)])


def maps_of(organiser, walked, script):
    return organiser.get(at(walked, script, by="stations")).context["map"]
