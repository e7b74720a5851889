"""The board of a plan while teams walk: who has what, how far, and when a phone was last heard."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.field.turfs.models import Turf
from tests.cast.field import turfs
from tests.cast.field.canvassing.teams import Team

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def board(plan):
    return reverse("canvass_results:board", args=[plan.pk])


def words(answer):
    return " ".join(answer.content.decode().split())


def test_the_board_says_who_walks_and_when_a_phone_was_last_heard(team, walked, organiser):
    plan = walked.turf.plan
    assert not re.search(r"\d\shours.* ago", words(organiser.get(board(plan))))
    team.note(team.doors[0], "absent")
    team.handset.heard_at = timezone.now() - dt.timedelta(hours=2, minutes=1)
    team.handset.save()
    page = words(organiser.get(board(plan)))
    assert f"1 of {walked.n_doors}" in page and re.search(r"2\shours.* ago", page) and "Team 1" in page
    assert board(plan) in words(organiser.get(reverse("canvass_results:results", args=["plan", plan.pk])))


def test_a_turf_is_taken_back_and_its_results_stay(team, walked, organiser):
    plan = walked.turf.plan
    team.note(team.doors[0], "absent")
    address = reverse("canvass_results:take_back", args=[plan.pk, 1])
    assert "was taken back" in words(organiser.post(address, follow=True))
    assert Turf.objects.get().handed_out_at is None
    assert f"1 of {walked.n_doors}" in words(organiser.get(board(plan)))


def test_a_plan_that_nobody_walks_has_a_board_and_one_of_elsewhere_has_none(organiser, reunion):
    plan = turfs.plan()
    assert "Turf 1" in words(organiser.get(board(plan)))
    plan.zone = reunion
    plan.save()
    assert organiser.get(board(plan)).status_code == 404


def test_many_phones_ask_no_more_questions(walked, organiser, django_assert_max_num_queries):
    for n in range(6):
        Team(walked, f"Team {n}")
    organiser.get(board(walked.turf.plan))
    with django_assert_max_num_queries(25):
        organiser.get(board(walked.turf.plan))
