"""HQ: the list of volunteers, tasks, hours, charters, what is to be done."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.field.volunteers import actions, waiting
from hustings.field.volunteers.models import (
    Charter,
    HeldSkill,
    Hours,
    Skill,
    Task,
    TaskAsk,
    TaskPlace,
    Volunteer,
)
from hustings.people.duplicates.actions.merges import merge, part
from hustings.people.segments.criteria import compiler
from tests.cast.field.volunteers.fixtures import at, helper, skill, task

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def hq(client: Client, oscar: Any) -> Client:
    client.force_login(oscar)
    return client


def names(answer: Any) -> list[str]:
    return [str(row) for row in answer.context["rows"]]


def test_the_list_is_narrowed_by_skill_day_and_way(hq: Client, lea: Volunteer) -> None:
    van = skill("Camionnette")
    bea = helper("Bea", skills=[van.pk], times=1, km=5)
    helper("Zoe", town="Nîmes")
    assert names(hq.get("/hq/volunteers/")) == ["Bea", "Lea"], "nobody of elsewhere"
    assert names(hq.get(f"/hq/volunteers/?skill={van.pk}")) == ["Bea"]
    assert names(hq.get(f"/hq/volunteers/?skill={van.pk}&is_verified=on")) == []
    held = HeldSkill.objects.get()
    hq.post(f"/hq/volunteers/{bea.pk}/skills/{held.pk}/", {"valid_until": "2050-01-01"})
    assert names(hq.get(f"/hq/volunteers/?skill={van.pk}&is_verified=on")) == ["Bea"]
    assert names(hq.get("/hq/volunteers/?weekday=0")) == ["Bea"]
    near = bea.person.zone_id
    assert names(hq.get(f"/hq/volunteers/?near=Lyon&near_id={near}")) == ["Bea", "Lea"]
    assert names(hq.get("/hq/volunteers/?state=left")) == []


def test_whoever_was_never_placed_is_to_be_done_by_someone(hq: Client, lea: Volunteer, oscar: Any) -> None:
    Volunteer.objects.update(offered_at=timezone.now() - dt.timedelta(days=8))
    (todo,) = waiting.due(oscar)
    assert todo.is_urgent and todo.text.startswith("1 ")
    hq.post("/hq/volunteers/?state=new", {"deed": "own", "row": lea.pk})
    lea.refresh_from_db()
    assert lea.owner == oscar
    actions.take(task=task(), person=lea.person)
    assert list(waiting.due(oscar)) == []


def test_a_task_goes_from_the_form_to_thanks(hq: Client, lea: Volunteer) -> None:
    typed = {
        "title_fr": "Tracts", "address": "Lyon", "hours": "1.5", "people": "2", "min_age": "",
        "due_on": (timezone.localdate() + dt.timedelta(days=9)).isoformat(),
    }  # fmt: skip
    made = hq.post("/hq/volunteers/tasks/new/", typed)
    assert made.status_code == 302, made.context["form"].errors
    needed = Task.objects.get()
    assert (needed.minutes, needed.needed, needed.zone and needed.zone.name) == (90, 2, "Lyon")
    html = hq.get(made.url).content.decode()
    assert "Lea" in html
    where = f"/hq/volunteers/tasks/{needed.pk}"
    hq.post(f"{where}/people/", {"row": lea.pk, "do": "ask"})
    assert TaskAsk.objects.get().person == lea.person
    hq.post(f"{where}/people/", {"row": lea.pk, "do": "give"})
    place = TaskPlace.objects.get()
    hq.post(f"{where}/places/", {"row": place.pk, "do": "done"})
    assert Hours.objects.get().minutes == 90
    hq.post(f"{where}/thanks/")
    place.refresh_from_db()
    assert place.thanks_asked_at
    assert hq.get(f"{where}/code.svg")["Content-Type"] == "image/svg+xml"
    hq.post(f"{where}/edit/", {**typed, "people": "0"})
    needed.refresh_from_db()
    assert needed.needed == 2
    assert "Tracts" in hq.get("/hq/volunteers/tasks/").content.decode()
    assert hq.get(f"/hq/volunteers/{lea.pk}/").status_code == 200


def test_a_task_lies_ahead_and_its_hours_are_asked_for_in_plain_words(hq: Client) -> None:
    typed = {"title_fr": "Tracts", "address": "Lyon", "people": "1", "min_age": ""}
    for wrong in ({"due_on": "2001-01-01"}, {"starts_at": "2001-01-01T10:00"}):
        answer = hq.post("/hq/volunteers/tasks/new/", {**typed, "hours": "1", **wrong})
        assert answer.status_code in {200, 422}
        assert answer.context["form"].errors.keys() == wrong.keys()
    plain = set()
    for hours in ("100", "0.001", "-1", "x"):
        form = hq.post("/hq/volunteers/tasks/new/", {**typed, "hours": hours}).context["form"]
        plain |= set(form.errors["hours"])
    assert len(plain) == 1 and "24" in plain.pop()
    assert not Task.objects.exists()
    past = task(due_on=timezone.localdate() - dt.timedelta(days=3))
    said = {**typed, "hours": "1", "due_on": past.due_on.isoformat()}
    assert hq.post(f"/hq/volunteers/tasks/{past.pk}/edit/", said).status_code == 302, "corrected later"


def test_hours_at_the_table_are_listed_and_exported(client: Client, lea: Volunteer, dora: Any) -> None:
    client.force_login(dora)
    said = {"day": timezone.localdate().isoformat(), "hours": "2.5", "note": "Stand"}
    assert client.post(f"/hq/volunteers/{lea.pk}/hours/", said).status_code == 302
    assert client.get("/hq/volunteers/hours/").context["total"] == 2.5
    file = b"".join(client.get("/hq/volunteers/hours/file/").streaming_content).decode()  # type: ignore[attr-defined]
    assert "Lea" in file and ",150," in file


def test_skills_charters_and_limits_are_of_the_whole_campaign(client: Client, hq: Client, dora: Any) -> None:
    assert hq.get("/hq/volunteers/skills/").status_code == 403
    client.force_login(dora)
    client.post("/hq/volunteers/skills/", {"name_fr": "Cuisine", "kind": "skill"})
    made = Skill.objects.get()
    client.post(f"/hq/volunteers/skills/{made.pk}/", {"name_fr": "Grande cuisine", "kind": "skill"})
    made.refresh_from_db()
    assert made.names == {"fr": "Grande cuisine"}
    client.post("/hq/volunteers/charters/new/", {"title_fr": "C", "text_fr": "T", "is_general": "on"})
    assert Charter.objects.get().versions.count() == 1
    assert client.get("/hq/volunteers/charters/").status_code == 200
    limits = {
        "most_hours": 8, "rest_hours": 11, "asks_per_week": 1, "first_task_days": 7, "head_start": 24,
        "head_start_below": 10,
    }  # fmt: skip
    assert client.post("/hq/volunteers/limits/", limits).status_code == 302


def test_a_merge_joins_skills_and_counts_a_task_once(lea: Volunteer, dora: Any) -> None:
    van, cooking = skill("Camionnette"), skill("Cuisine")
    actions.enlist(person=lea.person, skills=[van.pk])
    twin = helper("Leah", skills=[van.pk, cooking.pk])
    needed = task(**at(2), needed=3)
    for one in (lea, twin):
        actions.take(task=needed, person=one.person)
    merge(kept=lea.person, absorbed=twin.person, user=dora)
    needed.refresh_from_db()
    assert needed.taken == 1 and TaskPlace.objects.live().count() == 1  # type: ignore[attr-defined]
    assert {held.skill for held in HeldSkill.objects.filter(person=lea.person)} == {van, cooking}


def test_segments_ask_for_skills_and_hours(lea: Volunteer) -> None:
    van = skill("Camionnette")
    actions.enlist(person=lea.person, skills=[van.pk])
    helper("Bea")
    actions.record_hours(person=lea.person, minutes=120, day=timezone.localdate())

    def found(criterion: str, operator: str, value: Any) -> set[str]:
        leaf = {"criterion": criterion, "operator": operator, "value": value}
        return {str(one) for one in compiler.compile({"match": "all", "criteria": [leaf]})}

    assert found("skill", "has", van.pk) == {"Lea"}
    assert found("volunteer", "is", None) == {"Lea", "Bea"}
    assert found("volunteer_hours", "at_least", 2) == {"Lea"}
    assert found("volunteer_hours", "fewer", 2) == {"Bea"}


def test_a_merge_keeps_a_live_place_though_the_other_record_handed_one_back(
    lea: Volunteer, dora: Any
) -> None:
    twin, needed = helper("Leah"), task(**at(2))
    actions.hand_back(place=actions.take(task=needed, person=lea.person))
    actions.take(task=needed, person=twin.person)
    done = merge(kept=lea.person, absorbed=twin.person, user=dora)
    needed.refresh_from_db()
    assert needed.taken == 1 and TaskPlace.objects.live().get().person == lea.person  # type: ignore[attr-defined]
    back = part(merge=done, user=dora)
    needed.refresh_from_db()
    assert needed.taken == 1 and TaskPlace.objects.live().get().person == back.person  # type: ignore[attr-defined]


def test_the_record_of_a_volunteer_shows_since_when_and_what_they_can_do(hq: Client, lea: Volunteer) -> None:
    driver = helper("Bea", skills=[skill("Camionnette").pk])
    Hours.objects.create(person=driver.person, kind="table", minutes=90)
    page = hq.get(reverse("persons:record", args=[driver.person.uid]))
    assert page.status_code == 200
    told = page.content.decode()
    assert f"/hq/volunteers/{driver.pk}/" in told and "Camionnette" in told and "1,5 heures" in told
