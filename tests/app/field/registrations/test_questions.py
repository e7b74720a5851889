"""Questions of organisers: asked, answered, corrected, read, counted, kept apart when changed, and erased."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.field.events import actions as events
from hustings.field.events.models import Event
from hustings.field.groups.models import GroupRole, LocalGroup, Membership
from hustings.field.registrations import actions as registrations
from hustings.field.registrations.models import EventQuestion, Registration
from hustings.field.registrations.questions import actions, answers, retention
from hustings.foundation.accounts.roles import Role
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts
from tests.cast.field.registrations.fixtures import registered
from tests.cast.field.registrations.histories import english, seat, someone
from tests.cast.people.devices import known_browser, own_page_browser, stamp_in
from tests.conftest import user

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]
Found = Callable[..., LocalGroup]
Scope = events.Scope
MEALS = [
    {"key": "veg", "texts": {"fr": "Végétarien", "en": "Vegetarian"}},
    {"key": "all", "texts": {"fr": "Tout", "en": "Anything"}},
]


def ask(event: Event, label: str = "Repas", kind: str = "one", **more: Any) -> EventQuestion:
    """A question of an event; with two meals to choose among where one chooses."""
    options = MEALS if kind in {"one", "many"} else []
    words = {"fr": {"label": label}, "en": {"label": label}}
    question = EventQuestion(event=event, kind=kind, texts=words, options=options)
    scope = more.pop("scope", Scope.ONE)
    for name, value in more.items():
        setattr(question, name, value)
    return actions.save(question=question, scope=scope)


@pytest.fixture
def dinner(announce: Announce) -> Event:
    return announce("Dîner", "Lyon", takes_registrations=True)


@pytest.fixture
def group(found: Found) -> LocalGroup:
    made = found("Lyon debout", "Lyon")
    Membership.objects.create(group=made, person=someone("Hanna"), role=GroupRole.HOST)
    return made


@pytest.fixture
def hq(client: Client, dora: Any, site: Any) -> Client:
    client.force_login(english(dora))
    return client


def _send(browser: Client, event: Event, **said: Any) -> Any:
    where = f"/en/agenda/{event.pk}/registrations/"
    typed = {
        "given_name": "Ada", "email": "ada@example.org", "postcode": "69100", "guests": "0",
        "stamp": stamp_in(browser.get(where).content.decode()),
    }  # fmt: skip
    return browser.post(where, typed | said)


def test_whoever_is_recognised_answers_what_is_required_before_they_are_seated(dinner: Event) -> None:
    meal = ask(dinner, is_required=True)
    cars = ask(dinner, "Voitures", "number")
    many, drives, words = (
        ask(dinner, "Jours", "many"),
        ask(dinner, "Conduit", "yes_no"),
        ask(dinner, "Mot", "short"),
    )
    ada = someone("Ada")
    browser = known_browser(ada)
    assert "Végétarien" in browser.get(f"/fr/agenda/{dinner.path}").content.decode()
    page = browser.get(f"/en/agenda/{dinner.pk}/registrations/").content.decode()
    assert "Repas" in page and "Vegetarian" in page and "erased 3 months after the event" in page
    refused = _send(browser, dinner)
    assert refused.status_code == 422 and not Registration.objects.exists()
    assert _send(browser, dinner, **{f"q_{meal.key}": "other"}).status_code == 422
    said = {f"q_{meal.key}": "veg", f"q_{cars.key}": "2.50", f"q_{many.key}": ["veg", "all"]}
    said |= {f"q_{drives.key}": "no", f"q_{words.key}": ""}
    assert _send(browser, dinner, **said).status_code == 302
    kept = Registration.objects.get()
    assert kept.answers == {meal.key: "veg", cars.key: "2.5", many.key: ["veg", "all"], drives.key: "no"}
    lines = answers.lines([kept])[kept.pk]
    assert lines == [
        ("Repas", "Vegetarian"), ("Voitures", "2.5"), ("Jours", "Vegetarian, Anything"), ("Conduit", "no"),
    ]  # fmt: skip


def test_people_correct_their_answers_and_old_ones_stay(dinner: Event) -> None:
    meal, gone = ask(dinner, is_required=True), ask(dinner, "Taille", "short")
    row = registered(dinner, "ada@example.org", answers={meal.key: "veg", gone.key: "M"})
    actions.remove(question=gone)
    browser, where = Client(), f"/en/registrations/links/{row.link_token}/"
    html = " ".join(browser.get(where).content.decode().split())
    assert 'value="veg"' in html and "checked" in html and "Taille" not in html
    assert browser.post(f"{where}change/", {"guests": "0"}).status_code == 422
    browser.post(f"{where}change/", {"guests": "1", f"q_{meal.key}": "all"})
    row.refresh_from_db()
    assert row.answers == {meal.key: "all", gone.key: "M"} and row.guests == 1


def test_whoever_the_team_registered_is_asked_behind_their_link(dinner: Event) -> None:
    meal = ask(dinner, is_required=True)
    row = registrations.enroll(event=dinner, person=someone("Ada"))
    where = f"/en/registrations/links/{row.link_token}/"
    assert "The organisers have a question for you" in Client().get(where).content.decode()
    registrations.change(
        registration=row,
        shifts=dinner.shifts.values_list("pk", flat=True),
        guests=0,
        answers={meal.key: "veg"},
    )
    assert "have a question for you" not in Client().get(where).content.decode()


def test_answers_are_confirmed_by_mail_with_the_rest(dinner: Event) -> None:
    meal = ask(dinner)
    row = registered(dinner, "ada@example.org", confirm=False, answers={meal.key: "veg"})
    html = Client().get(f"/en/registrations/links/{row.link_token}/").content.decode()
    assert "Yes, I’m coming" in html and "<dd>Vegetarian</dd>" in html


def test_the_team_writes_orders_and_reads_questions(hq: Client, dinner: Event) -> None:
    assert "Add a question" in hq.get(f"/hq/agenda/{dinner.pk}/").content.decode()
    where = f"/hq/agenda/questions/{dinner.pk}/"
    page = hq.get(f"{where}new/").content.decode()
    assert "Questions on health" in page
    typed = {"label_fr": "Repas ?", "label_en": "Meal?", "kind": "one", "options_fr": "Tout\n"}
    assert hq.post(f"{where}new/", typed).status_code == 422, "one choice is none"
    typed["options_fr"], typed["options_en"] = "Végétarien\nTout", "Vegetarian\nAnything"
    assert hq.post(f"{where}new/", typed).status_code == 302
    hq.post(f"{where}new/", {"label_fr": "Places", "kind": "number", "is_required": "on"})
    meal, cars = EventQuestion.objects.all()
    keys = [one["key"] for one in meal.options]
    assert [one["texts"]["en"] for one in meal.options] == ["Vegetarian", "Anything"]
    hq.post(f"{where}{cars.pk}/order/", {"is_up": "yes"})
    assert list(EventQuestion.objects.asked()) == [cars, meal]
    registered(dinner, "ada@example.org", answers={meal.key: keys[0], cars.key: "2"}, given_name="Ada")
    registered(dinner, "bea@example.org", answers={cars.key: "3"}, given_name="=1+1")
    page = " ".join(hq.get(f"/hq/agenda/{dinner.pk}/").content.decode().split())
    assert "Total 5, from 2 answers" in page and "Vegetarian" in page
    listed = hq.get(f"/hq/agenda/registrations/{dinner.pk}/").content.decode()
    assert "<strong>Vegetarian</strong>" in listed
    answer = hq.post(f"/hq/agenda/registrations/{dinner.pk}/export/")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert ",Places,Meal?," in lines[0] and ",2,Vegetarian," in lines[1] and ",3,," in lines[2]
    typed["options_fr"] = "Tout\nVégétarien\nSans porc"
    typed["options_en"] = "Anything\nVegetarian\nNo pork"
    hq.post(f"{where}{meal.pk}/", typed)
    meal.refresh_from_db()
    assert [one["key"] for one in meal.options][:2] == keys[::-1], (
        "choices keep their answers wherever they stand"
    )
    hq.post(f"{where}{meal.pk}/removal/")
    meal.refresh_from_db()
    assert meal.retired_at and "Earlier questions" in hq.get(f"/hq/agenda/{dinner.pk}/").content.decode()


def test_an_answered_question_that_means_something_else_is_a_new_one(dinner: Event) -> None:
    meal = ask(dinner, is_required=True)
    row = registered(dinner, "ada@example.org", answers={meal.key: "veg"})
    meal.texts = {"fr": {"label": "Repas", "hint": "Ce soir"}, "en": {"label": "Repas"}}
    same = actions.save(question=meal)
    assert same.pk == meal.pk and same.hint == "Ce soir", "help changes nothing of what was answered"
    old = meal.key
    same.options = MEALS[1:]
    new = actions.save(question=same)
    assert new.key != old and new.position == meal.position
    assert list(EventQuestion.objects.asked()) == [new]
    assert answers.lines([row])[row.pk] == [("Repas", "Végétarien")]
    assert [one.n for one in answers.counts(dinner)] == [0, 1]


def test_the_record_shows_answers_to_whoever_sees_the_event(
    client: Client, dinner: Event, dora: Any, rhone: Any, announce: Announce
) -> None:
    elsewhere = announce("Marché", "Nîmes", takes_registrations=True)
    ada = someone("Ada", zone=dinner.zone)
    for event, answer in ((dinner, "ici"), (elsewhere, "là-bas")):
        question = ask(event, "Mot", "short")
        row = registrations.enroll(event=event, person=ada)
        Registration.objects.filter(pk=row.pk).update(answers={question.key: answer})
    record = f"/hq/people/{ada.uid}/"
    for who, sees_both in ((dora, True), (user("olga", Role.ORGANISER, rhone), False)):
        client.force_login(english(who))
        html = client.get(record).content.decode()
        assert "Answers to event questions" in html and "<dd>ici</dd>" in html
        assert ("<dd>là-bas</dd>" in html) == sees_both


def test_ten_questions_are_the_most(hq: Client, dinner: Event) -> None:
    for nth in range(actions.MOST):
        ask(dinner, f"Q{nth}", "short")
    with pytest.raises(actions.TooMany):
        ask(dinner, "Q10", "short")
    typed = {"label_fr": "Q10", "kind": "short"}
    page = hq.post(f"/hq/agenda/questions/{dinner.pk}/new/", typed, follow=True).content.decode()
    assert "at most 10 questions" in page and "Add a question" not in page


def test_dates_of_a_series_take_its_questions_and_may_differ(dinner: Event) -> None:
    meal = ask(dinner)
    events.repeat(event=dinner, rule="FREQ=WEEKLY", until=None, count=4, user=None)
    dates = list(Event.objects.order_by("starts_at"))
    held = EventQuestion.objects.filter(key=meal.key)
    assert held.count() == 4
    cars = ask(dates[1], "Voitures", "number", scope=Scope.FOLLOWING)
    assert [date.questions.count() for date in dates] == [1, 2, 2, 2]
    third = dates[2].questions.get(key=cars.key)
    third.is_required = True
    actions.save(question=third)
    assert list(EventQuestion.objects.filter(is_required=True)) == [third]
    registered(dates[3], "ada@example.org", answers={meal.key: "veg"})
    actions.remove(question=dates[0].questions.get(key=meal.key), scope=Scope.ALL)
    assert list(held) == [dates[3].questions.get(key=meal.key)], "where someone answered it stays, to be read"
    assert not held.asked().exists()
    copy = events.duplicate(event=dates[2], starts_at=timezone.now() + dt.timedelta(days=9), user=None)
    assert [one.key for one in copy.questions.all()] == [cars.key]


def test_my_data_tells_answers_and_they_go_after_the_event(dinner: Event, announce: Announce) -> None:
    meal = ask(dinner)
    row = registered(dinner, "ada@example.org", answers={meal.key: "veg"})
    (told,) = [part for part in parts.my_data.all() if part.name == "event_answers"]
    person = Person.objects.get()
    assert [list(line)[:3] for line in told.rows(person)] == [["Dîner", "Repas", "Végétarien"]]
    assert retention.forget() == 0
    Event.objects.update(over_at=timezone.now() - dt.timedelta(days=93))
    assert retention.forget() == 1 and retention.forget() == 0
    row.refresh_from_db()
    assert row.answers == {} and row.seats.live().exists() and not list(told.rows(person))


def test_hosts_ask_at_their_events_and_read_answers(announce: Announce, group: LocalGroup, site: Any) -> None:
    event = announce("Marché", days=3, group=group)
    Event.objects.filter(pk=event.pk).update(is_proposed=True, takes_registrations=True)
    browser, where = (
        own_page_browser(Membership.objects.get(group=group).person),
        f"/en/groups/{group.pk}/host/events/{event.pk}/",
    )
    typed = {"label_fr": "Voitures", "kind": "number"}
    assert browser.post(f"{where}questions/new/", typed).status_code == 404, "published, and not trusted"
    LocalGroup.objects.filter(pk=group.pk).update(is_trusted=True)
    assert "Questions on health" in browser.get(f"{where}questions/new/").content.decode()
    assert browser.post(f"{where}questions/new/", {"kind": "number"}).status_code == 422
    assert browser.post(f"{where}questions/new/", typed).status_code == 302
    cars = EventQuestion.objects.get()
    row = seat(event, someone("Zoe")).registration
    Registration.objects.filter(pk=row.pk).update(answers={cars.key: "3"})
    page = " ".join(browser.get(f"{where}participants/").content.decode().split())
    assert "Voitures <strong>3</strong>" in page
    page = " ".join(browser.get(f"{where}questions/").content.decode().split())
    assert "1 answer" in page and "Total 3, from 1 answer" in page
    assert browser.get(f"{where}questions/{cars.pk}/").status_code == 200
    assert browser.post(f"{where}questions/{cars.pk}/removal/").status_code == 302
    cars.refresh_from_db()
    assert cars.retired_at and browser.get(f"{where}questions/{cars.pk}/").status_code == 404
    assert Client().get(f"{where}questions/").status_code == 302, "to one's own page"


def test_totals_are_of_those_who_have_a_seat(dinner: Event) -> None:
    cars = ask(dinner, "Places en voiture", "number")
    meal = ask(dinner)
    dinner.shifts.update(capacity=1)
    for name, seats in (("a", "2"), ("b", "3")):
        registered(dinner, f"{name}@example.org", answers={cars.key: seats, meal.key: "veg"})
    found = {one.question.key: one for one in answers.counts(dinner)}
    assert (found[cars.key].n, found[cars.key].sum) == (1, "2")
    assert "%" not in found[meal.key].chart, "everyone was asked: there is no margin"


def test_a_number_stays_within_its_bounds(dinner: Event, client: Client) -> None:
    cars = ask(dinner, "Places en voiture", "number", least=0, most=8, is_whole=True)
    for wrong in ("-1", "2.5", "9"):
        assert _send(client, dinner, **{f"q_{cars.key}": wrong}).status_code == 422, wrong
    assert _send(client, dinner, **{f"q_{cars.key}": "8"}).status_code == 302


def test_a_language_that_lacks_choices_is_named(hq: Client, dinner: Event) -> None:
    typed = {
        "label_fr": "Repas", "label_en": "Meal", "kind": "one", "options_fr": "Tout\nVégétarien",
        "options_en": "Anything",
    }  # fmt: skip
    page = f"/hq/agenda/questions/{dinner.pk}/new/"
    answer = hq.post(page, typed)
    (said,) = answer.context["form"].errors["options_en"]
    assert answer.status_code == 422 and said.startswith("1 choice is missing in this language: ")
    assert hq.post(page, {**typed, "options_en": "Anything\nVegetarian"}).status_code == 302
