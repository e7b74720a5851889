"""Doors where somebody is to come back, in HQ."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from hustings.field.canvass_results import follow_ups, funnels, scopes
from hustings.field.canvassing import figures, rules, streams
from hustings.field.canvassing.models import WalkList
from hustings.foundation.sync import actions as sync
from hustings.foundation.sync import log
from tests.cast.field.canvassing import street
from tests.cast.field.canvassing.teams import Team

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def at(name, *args):
    return reverse(f"canvass_results:{name}", args=args)


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def wished(team):
    """One wish that is due, one for tomorrow, one that was kept."""
    for hours, remark, door in zip(
        (-1, 24, -2), ("Ring twice", "Dog", "Bell broken"), team.doors, strict=False
    ):
        due = timezone.now() + dt.timedelta(hours=hours)
        team.note(door, "come_back", due=int(due.timestamp()), remark=remark)
    team.note(team.doors[2], "talked")
    return team


def shown(client, walked, query=""):
    page = words(client.get(at("follow_ups", "plan", walked.turf.plan_id) + query))
    return [remark for remark in ("Bell broken", "Ring twice", "Dog") if remark in page]


def test_follow_ups_of_a_plan_are_due_later_or_done(wished, walked, organiser):
    assert shown(organiser, walked) == ["Ring twice", "Dog"]
    assert shown(organiser, walked, "?state=due") == ["Ring twice"]
    assert shown(organiser, walked, "?state=later") == ["Dog"]
    assert shown(organiser, walked, "?state=done") == ["Bell broken"]
    assert shown(organiser, walked, f"?list={walked.pk}") == ["Ring twice", "Dog"]
    assert shown(organiser, walked, "?list=0") == []
    assert "1 due" in words(organiser.get(at("results", "plan", walked.turf.plan_id)))


def test_the_file_has_what_the_page_was_asked_for(wished, walked, organiser):
    address = at("follow_ups_csv", "list", walked.pk)
    file = b"".join(organiser.get(f"{address}?state=due").streaming_content).decode()
    assert "Ring twice" in file and "Dog" not in file
    assert walked.addresses[wished.doors[0].partition("/")[0]] in file


def test_follow_ups_of_elsewhere_are_not_theirs_to_see(organiser, reunion):
    far = street.walk_list(zone=reunion)
    for name in ("follow_ups", "follow_ups_csv"):
        assert organiser.get(at(name, "list", far.pk)).status_code == 404


def test_wishes_are_found_by_an_index_of_their_own(wished, walked):
    rows = follow_ups.of(WalkList.objects.filter(pk=walked.pk)).filter(follow_ups.in_state("due"))
    assert rows.count() == 1
    if connection.vendor == "sqlite":  # elsewhere all of a small table is read
        assert "doors_to_come_back_to" in rows.explain()


def test_many_wishes_ask_no_more_questions(wished, walked, organiser, django_assert_max_num_queries):
    address = at("follow_ups", "plan", walked.turf.plan_id)
    organiser.get(address)
    with django_assert_max_num_queries(25):
        organiser.get(address)


def made_of(client, walked, **more):
    address = at("follow_ups", "plan", walked.turf.plan_id)
    client.post(address, {"name": "Second round", **more})
    return WalkList.objects.filter(turf=None).first()


def test_the_open_ones_become_a_list_that_takes_them_over(wished, walked, organiser, dora):
    made = made_of(organiser, walked)
    doors = {key: (row.wish, row.code) for row in walked.results.all() for key in [row.key]}
    assert [doors[key] for key in wished.doors[:3]] == [
        ("gone", "come_back"), ("gone", "come_back"), ("done", "talked")
    ]  # fmt: skip
    assert {*made.words} == {*wished.doors[:2]} and (made.plan, made.zone) == (walked.plan, walked.zone)
    assert made.words[wished.doors[0]] == walked.words[wished.doors[0]]
    second = Team(made, "Team 2")
    second.hear()
    assert sorted(entry.body["remark"] for entry in second.held) == ["Dog", "Ring twice"]
    assert shown(organiser, walked) == ["Ring twice", "Dog"]  # they wait on the new list
    second.note(wished.doors[0], "talked")
    assert shown(organiser, walked) == ["Dog"]
    funnel = funnels.by("plan", scopes.found(dora, "plan", walked.plan_id).lists)[walked.plan_id]
    assert (funnel.doors, funnel.visited, funnel.opened, funnel.talked) == (walked.n_doors, 3, 3, 2)
    assert made_of(organiser, walked, script=walked.version.script_id).n_doors == 1


def test_phones_of_the_old_list_hear_that_another_one_took_it_and_lose_nothing(wished, walked, organiser):
    made_of(organiser, walked)
    late = wished.make(wished.doors[1], "come_back", due=2_000_000_000)  # it has not heard of it yet
    log.append(wished.handset, [late])
    row = walked.results.get(key=wished.doors[1])
    assert (row.wish, row.due_at.timestamp()) == ("waits", 2_000_000_000)
    wished.hear()
    states = rules.by_door([rules.logged(each) for each in wished.held], rules.Building())
    assert states[wished.doors[0]].wish == "gone"


def test_a_closed_list_gives_its_wishes_up(wished, walked, organiser):
    sync.close(stream=streams.stream_of(walked))
    made_of(organiser, walked)
    assert [walked.results.get(key=key).wish for key in wished.doors[:2]] == ["gone", "gone"]


def test_hq_is_no_phone_and_nothing_open_makes_no_list(wished, walked, organiser):
    made_of(organiser, walked)
    for found in WalkList.objects.all():
        stream = streams.stream_of(found)
        assert "HQ" not in [phone.handset.name for phone in figures.phones_of(stream)]
        hq = stream.handsets.get(name="HQ")
        assert organiser.post(reverse("canvassing:revocation", args=[found.pk, hq.pk])).status_code == 404
    before = WalkList.objects.count()
    organiser.post(at("follow_ups", "list", walked.pk), {"name": "Third round"})
    organiser.post(at("follow_ups", "plan", walked.plan_id) + "?state=done", {"name": "Third round"})
    assert WalkList.objects.count() == before
