"""Take up tasks, hand them back, be asked, be thanked; the rules in between."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from hustings.field.volunteers import actions, commitments, matching, rules
from hustings.field.volunteers.models import Hours, Task, TaskAsk, TaskPlace, Volunteer, VolunteerLimits
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person
from hustings.people.privacy import actions as privacy_actions
from tests.cast.field.volunteers.fixtures import at, helper, skill, task
from tests.cast.people.devices import Run, known_browser

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_task_is_taken_up_and_handed_back(lea: Volunteer) -> None:
    needed = task(**at(2))
    place = actions.take(task=needed, person=lea.person)
    assert actions.take(task=needed, person=lea.person) == place, "twice is once"
    with pytest.raises(actions.TaskFull):
        actions.take(task=needed, person=helper("Bob").person)
    assert actions.hand_back(place=place) and not actions.hand_back(place=place)
    needed.refresh_from_db()
    assert needed.taken == 0
    actions.take(task=needed, person=lea.person)


def test_a_stale_task_in_hand_takes_no_place_too_many(lea: Volunteer) -> None:
    stale = task(**at(2))
    actions.take(task=Task.objects.get(pk=stale.pk), person=lea.person)
    with pytest.raises(actions.TaskFull):
        actions.take(task=stale, person=helper("Bob").person)
    assert TaskPlace.objects.count() == 1


def test_nobody_is_in_two_places_or_without_rest(lea: Volunteer) -> None:
    actions.take(task=task("Un", **at(2)), person=lea.person)
    with pytest.raises(actions.NotAllowed, match="Un"):
        actions.take(task=task("Deux", **at(2, 1)), person=lea.person)
    with pytest.raises(actions.NotAllowed, match="10"):
        actions.take(task=task("Trois", **at(2.25, 9)), person=lea.person)
    actions.take(task=task("Quatre", **at(3)), person=lea.person)


def test_commitments_of_apps_above_count(lea: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    begins, ends = at(2)["starts_at"], at(2)["ends_at"]
    monkeypatch.setattr(
        type(commitments.sources),
        "all",
        lambda registry: [lambda *asked: [rules.Commitment(begins, ends, "S")]],
    )
    with pytest.raises(actions.NotAllowed):
        actions.take(task=task(**at(2)), person=lea.person)


def test_an_age_rule_and_a_charter_stand_in_the_way(lea: Volunteer) -> None:
    adult = task("Voiture", **at(2), min_age="18")
    with pytest.raises(actions.NotAllowed):
        actions.take(task=adult, person=lea.person)
    actions.enlist(person=lea.person, age="18")
    charter = actions.save_charter(titles={"fr": "C"}, texts={"fr": "T"}, is_general=False, user=None)
    Task.objects.filter(pk=adult.pk).update(charter=charter)
    adult.refresh_from_db()
    with pytest.raises(actions.NotAllowed):
        actions.take(task=adult, person=lea.person)
    version = charter.current()
    assert version is not None
    actions.accept(person=lea.person, versions=[version.pk], source="")
    assert actions.take(task=adult, person=lea.person)


def test_the_fittest_and_least_pestered_are_proposed_first(lea: Volunteer, dora: Any) -> None:
    cooking = skill("Cuisine")
    for name in ("Ada", "Bea"):
        helper(name, skills=[cooking.pk])
    helper("Far", town="Nîmes", skills=[cooking.pk])
    needed, other = task("Soupe", **at(2), skills=[cooking]), task("Autre", **at(4))
    actions.ask(task=other, person=Volunteer.objects.get(person__given_name="Ada").person, user=dora)
    found = matching.candidates(needed, dora)
    assert [str(one.volunteer) for one in found] == ["Bea", "Ada"]
    assert "Cuisine" in " ".join(found[0].match.why)


def test_tasks_for_me_say_why(lea: Volunteer) -> None:
    near, home = task("Ici", **at(2)), task("Chez soi", is_from_home=True)
    task("Loin", town="Nîmes", **at(2))
    found = {one.title: match for one, match in matching.tasks_for(lea)}
    assert found.keys() == {near.title, home.title}
    assert all(match.why for match in found.values())
    day = timezone.localdate() + dt.timedelta(days=2)
    actions.set_days_off(person=lea.person, days=[(day, day)])
    assert [one.title for one, _match in matching.tasks_for(lea)] == ["Chez soi"]


def test_volunteers_are_told_in_the_second_person(lea: Volunteer) -> None:
    with translation.override("en"):
        reading, talking = skill("Proofreading"), skill("Talking")
        actions.enlist(person=lea.person, skills=[reading.pk])
        task("Relire", is_from_home=True, skills=[reading, talking])
        ((_task, own),) = matching.tasks_for(lea, is_own=True)
        assert own.why[:2] == ["You offered: Proofreading", "Also helpful: Talking"]
        assert own.why[-1] == "whenever it suits you"
        ((_task, told),) = matching.tasks_for(lea)
        assert told.why[0] == "can do: Proofreading" and told.why[-1] == "when it suits them"
    assert "Vous proposez" in known_browser(lea.person).get("/fr/my/").content.decode()


def test_a_part_of_a_town_is_where_its_town_is(lea: Volunteer, dora: Any) -> None:
    nimes = Zone.objects.get(name="Nîmes")
    part = Zone.objects.create(kind="part", code="30189-1", name="Nîmes – 1", country="FR", parent=nimes)
    Person.objects.filter(pk=lea.person.pk).update(zone=part)
    far = task("Loin", **at(2))
    task("Chez soi", is_from_home=True)
    task("Ici", town="Nîmes", **at(2))
    found = Volunteer.objects.get()
    assert {one.title for one, _match in matching.tasks_for(found)} == {"Ici", "Chez soi"}
    assert matching.candidates(far, dora) == []
    assert Volunteer.objects.within((nimes.latitude or 0, nimes.longitude or 0)).get() == lea


def test_of_a_department_without_a_middle_one_sees_its_own_tasks(lea: Volunteer) -> None:
    rhone, gard = Zone.objects.get(name="Rhône"), Zone.objects.get(name="Gard")
    Person.objects.filter(pk=lea.person.pk).update(zone=rhone)
    known, far = helper("Bob", town="Lyon"), helper("Far", town="Gard")
    for title, town in (("Ville", "Lyon"), ("Rhône", "Rhône"), ("Pays", "France"), ("Loin", "Nîmes")):
        task(title, town=town, needed=2, **at(2))
    task("Gard", town="Gard")
    task("Chez soi", is_from_home=True)
    home = {"Chez soi", "Pays"}
    for volunteer, zone, titles in (
        (lea, rhone, {"Ville", "Rhône"} | home),
        (known, None, {"Ville", "Rhône"} | home),
        (far, gard, {"Loin", "Gard"} | home),
    ):
        found = Volunteer.objects.get(pk=volunteer.pk)
        assert {one.title for one, _match in matching.tasks_for(found)} == titles, zone
    Person.objects.filter(pk=lea.person.pk).update(zone=None)
    unknown = Volunteer.objects.get(pk=lea.pk)
    assert {one.title for one, _match in matching.tasks_for(unknown)} == {"Chez soi"}


def test_whoever_is_known_by_their_department_alone_is_asked_for_its_tasks(lea: Volunteer, dora: Any) -> None:
    for volunteer, name in ((lea, "Rhône"), (helper("Far"), "Gard")):
        Person.objects.filter(pk=volunteer.person.pk).update(zone=Zone.objects.get(name=name))
    near = helper("Bob")
    for needed in (task("Ville", **at(2)), task("Partout", town="Rhône", **at(2))):
        found = {one.volunteer for one in matching.candidates(needed, dora)}
        assert found == {lea, near}, needed


def test_asked_by_mail_one_answers_by_a_button(client: Client, lea: Volunteer, run_tasks: Run) -> None:
    needed = task("Tracts", **at(2))
    actions.ask(task=needed, person=lea.person, user=None)
    run_tasks()
    (message,) = mail.outbox
    found = re.search(r"https?://[^/]+(/\S+/volunteer/asks/[^/\s]+/)\s", str(message.body))
    assert found and "Tracts" in message.subject
    assert "Tracts" in client.get(found[1]).content.decode()
    assert not TaskPlace.objects.exists(), "looking answers nothing"
    client.post(found[1], {"answer": "yes"})
    assert TaskPlace.objects.live().get().person == lea.person  # type: ignore[attr-defined]
    client.post(found[1], {"answer": "no"})
    assert not TaskPlace.objects.live().exists()  # type: ignore[attr-defined]
    assert TaskAsk.objects.get().is_yes is False
    assert client.get("/fr/volunteer/asks/1.forged/").status_code == 404


def test_nobody_is_asked_too_often(lea: Volunteer) -> None:
    VolunteerLimits.objects.create(asks_per_week=1)
    first = task("Un")
    actions.ask(task=first, person=lea.person, user=None)
    for again in (first, task("Deux")):
        with pytest.raises(actions.AskedEnough):
            actions.ask(task=again, person=lea.person, user=None)
    until = timezone.localdate() + dt.timedelta(days=3)
    actions.pause(volunteer=lea, until=until)
    with pytest.raises(actions.NotReachable):
        actions.ask(task=task("Trois"), person=lea.person, user=None)


def test_a_question_is_not_mailed_once_the_task_is_full(lea: Volunteer, run_tasks: Run) -> None:
    needed = task(**at(2))
    actions.ask(task=needed, person=lea.person, user=None)
    actions.take(task=needed, person=helper("Bob").person)
    run_tasks()
    assert mail.outbox == []


def test_done_brings_hours_and_thanks_once(lea: Volunteer, run_tasks: Run, dora: Any) -> None:
    needed = task(minutes=90)
    place = actions.take(task=needed, person=lea.person)
    assert actions.finish(place=place) and not actions.finish(place=place)
    assert Hours.objects.get().minutes == 90
    assert actions.thank(task=needed, user=dora) == 1 and actions.thank(task=needed, user=dora) == 0
    run_tasks()
    (message,) = mail.outbox
    assert "1,5" in str(message.body) or "1.5" in str(message.body)


def test_a_remembered_browser_takes_and_finishes_a_task(lea: Volunteer) -> None:
    needed, browser = task("Tracts", minutes=60), known_browser(lea.person)
    assert "Tracts" in browser.get("/fr/volunteer/me/tasks/").content.decode()
    assert browser.post(f"/fr/volunteer/tasks/{needed.pk}/place/").url.endswith("?done=taken#done")
    place = TaskPlace.objects.get()
    home = browser.get("/fr/my/").content.decode()
    assert f"/fr/volunteer/places/{place.pk}/done/" in home
    back = browser.post(f"/fr/volunteer/places/{place.pk}/done/", {"next": "/fr/my/"}).url
    assert back == "/fr/my/?done=done#done" and 'role="status"' in browser.get(back).content.decode()
    assert Hours.objects.get().person == lea.person
    other = known_browser(helper("Bob").person)
    assert other.post(f"/fr/volunteer/places/{place.pk}/return/").status_code == 404
    away = browser.post(f"/fr/volunteer/tasks/{needed.pk}/place/", {"next": "https://evil.example/"})
    assert "evil" not in away.url


def test_a_task_whose_charter_is_new_asks_for_it(lea: Volunteer) -> None:
    charter = actions.save_charter(titles={"fr": "C"}, texts={"fr": "T"}, is_general=False, user=None)
    needed, browser = task("Tracts", charter=charter), known_browser(lea.person)
    assert browser.post(f"/fr/volunteer/tasks/{needed.pk}/place/").url == f"/fr/volunteer/tasks/{needed.pk}/"
    assert not TaskPlace.objects.exists()
    version = charter.current()
    assert version is not None
    actions.accept(person=lea.person, versions=[version.pk], source="")
    assert browser.post(f"/fr/volunteer/tasks/{needed.pk}/place/").url.endswith("?done=taken#done")


def test_erasing_somebody_frees_their_place_and_keeps_the_hours(lea: Volunteer) -> None:
    needed, past = task("Tracts", **at(2)), task("Passé")
    actions.take(task=needed, person=lea.person)
    actions.finish(place=actions.take(task=past, person=lea.person))
    privacy_actions.erase_person(person=lea.person)
    needed.refresh_from_db()
    assert needed.taken == 0
    hours = Hours.objects.get()
    assert (hours.person, hours.ref, hours.minutes) == (None, None, 60)


def test_whoever_leaves_hands_their_tasks_back(lea: Volunteer) -> None:
    needed = task(**at(2))
    actions.take(task=needed, person=lea.person)
    assert actions.leave(volunteer=lea) == 1
    needed.refresh_from_db()
    assert needed.taken == 0
