"""From the page of an event to a seat: form, mail, link, change, cancel; and the mails on the way."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import icalendar
import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from hustings.field.events import actions as events
from hustings.field.events.models import Event, Shift
from hustings.field.registrations import actions, notice_mails, openings, reminders
from hustings.field.registrations.models import Notice, Registration, Seat
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Person
from hustings.people.privacy import actions as privacy_actions
from tests.cast.field.registrations.fixtures import held, registered, states, taken
from tests.cast.field.registrations.histories import someone
from tests.cast.people import submissions
from tests.cast.people.devices import known_browser

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]
Run = Callable[[], int]


def _page(event: Event) -> str:
    return f"/fr/agenda/{event.path}"


def _fill(client: Client, event: Event, **answers: Any) -> Any:
    html = client.get(_page(event)).content.decode()
    found = re.search(r'name="stamp" value="([^"]+)"', html)
    assert found, "no form on the page"
    typed = {"given_name": "Charlie", "email": "charlie@example.org", "postcode": "69100", "guests": "0"}
    where = f"/fr/agenda/{event.pk}/registrations/"
    return client.post(where, {"stamp": found[1], **typed, **answers})


def _link(message: mail.EmailMessage) -> str:
    found = re.search(r"https?://[^/]+(/\S+/registrations/links/[^/\s]+/)", str(message.body))
    assert found, message.body
    return found[1]


@pytest.fixture
def rally(announce: Announce) -> Event:
    """Two seats, on the site."""
    event = announce("Réunion", "Lyon", takes_registrations=True)
    event.shifts.update(capacity=2)
    return event


def test_a_visitor_comes_with_a_guest_and_cancels_from_the_mail(
    client: Client, rally: Event, run_tasks: Run
) -> None:
    assert "2 places restantes" in client.get(_page(rally)).content.decode()
    assert _fill(client, rally, guests="1").url == "/fr/registrations/sent/"
    assert not Seat.objects.exists(), "other people's addresses take no seats"
    run_tasks()
    (asked,) = mail.outbox
    link = _link(asked)
    assert "Réunion" in client.get(link).content.decode()
    assert not Seat.objects.exists(), "a link scanner only looks"
    client.post(link)
    assert (states(rally), taken(rally)) == (["seated"], [2])
    run_tasks()
    told = mail.outbox[1]
    assert (
        told.subject == "Vous participez\N{NO-BREAK SPACE}: Réunion"
        and _link(told).split(".")[0] == link.split(".")[0]
    )
    html = client.get(link).content.decode()
    assert "Vos 2 places sont confirmées." in html and "Je ne peux pas venir" in html
    assert client.post(f"{link}withdrawal/").status_code == 302
    assert (states(rally), taken(rally)) == ([], [0])
    run_tasks()
    assert mail.outbox[2].subject == "Inscription annulée\N{NO-BREAK SPACE}: Réunion"
    assert "2 places restantes" in client.get(_page(rally)).content.decode(), "on a page from memory, too"


def test_a_full_event_says_so_and_the_offer_is_taken_by_a_button(
    client: Client, rally: Event, run_tasks: Run
) -> None:
    first = registered(rally, "a@example.org", guests=1)
    assert "liste d’attente" in client.get(_page(rally)).content.decode()
    waits = registered(rally, "b@example.org")
    run_tasks()
    assert mail.outbox[-1].subject == "Liste d’attente\N{NO-BREAK SPACE}: Réunion"
    submissions.withdraw(first)
    run_tasks()
    offer = next(one for one in mail.outbox if one.subject.startswith("Une place s’est libérée"))
    link = _link(offer)
    html = client.get(link).content.decode()
    assert "Prendre la place" in html
    seat = waits.seats.get()
    client.post(f"{link}seats/{seat.pk}/acceptance/")
    assert states(rally) == ["seated"]


def test_whoever_is_recognised_comes_with_one_click(rally: Event) -> None:
    ada = someone("Ada")
    persons_actions.add_postal_address(person=ada, postcode="69100", city="Villeurbanne")
    browser = known_browser(ada)
    html = browser.get(_page(rally)).content.decode()
    found = re.search(r'<form[^>]*class="sign-up".*?</form>', html, re.DOTALL)
    assert found
    typed = dict.fromkeys(re.findall(r'<input[^>]*name="(\w+)"', found[0]), "")
    for name in typed:
        value = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', found[0])
        value = value or re.search(rf'<input[^>]*value="([^"]*)"[^>]*name="{name}"', found[0])
        typed[name] = value[1] if value else ""
    sent = {name: value for name, value in typed.items() if not name.startswith(("consent", "remember"))}
    assert browser.post(f"/fr/agenda/{rally.pk}/registrations/", sent).status_code == 302
    assert states(rally) == ["seated"]


def test_a_full_shift_is_said_before_the_click_and_in_the_mail(
    client: Client, rally: Event, run_tasks: Run
) -> None:
    registered(rally, "a@example.org", guests=1)
    _fill(client, rally)
    run_tasks()
    asked = mail.outbox[-1]
    assert "liste d’attente" in str(asked.body)
    assert "liste d’attente" in client.get(_link(asked)).content.decode()
    client.post(_link(asked))
    assert "en tête de la liste d’attente" in client.get(_link(asked)).content.decode()


def test_a_shift_taken_along_is_that_date_alone(client: Client, rally: Event) -> None:
    begins = rally.starts_at + dt.timedelta(hours=1)
    rally.shifts.update(starts_at=begins, ends_at=begins + dt.timedelta(hours=1), names={"fr": "Accueil"})
    made = registered(rally, "a@example.org")
    link = f"/fr/registrations/links/{made.link_token}/"
    told = client.get(f"{link}event.ics").content.decode()
    assert "Accueil" in told and "RRULE" not in told and "/registrations/links/" in told.replace("\r\n ", "")
    (found,) = icalendar.Calendar.from_ical(told).walk("VEVENT")
    assert found["DTSTART"].dt.astimezone(dt.UTC) == begins


def test_shifts_are_chosen_and_changed_behind_the_link(client: Client, rally: Event) -> None:
    first = rally.shifts.get()
    evening = Shift.objects.create(event=rally, capacity=5, names={"fr": "Soirée", "en": "Evening"})
    html = client.get(_page(rally)).content.decode()
    assert "Soirée" in html
    assert _fill(client, rally).status_code == 422, "one has to choose"
    assert _fill(client, rally, shifts=[str(evening.pk)]).status_code == 302
    made = submissions.confirm(Registration.objects.get())
    assert [seat.shift_id for seat in made.seats.live()] == [evening.pk]
    link = f"/fr/registrations/links/{made.link_token}/"
    shown = client.get(link).content.decode()
    assert re.search(rf'value="{evening.pk}"[^>]*checked', shown) and not re.search(
        rf'value="{first.pk}"[^>]*checked', shown
    )
    assert client.post(f"{link}change/", {"guests": "99", "shifts": [first.pk]}).status_code == 422
    client.post(f"{link}change/", {"guests": "1", "shifts": [first.pk]})
    assert [(seat.shift_id, seat.n) for seat in made.seats.live()] == [(first.pk, 2)]
    assert client.get(f"{link}event.ics").content.startswith(b"BEGIN:VCALENDAR")


def test_nobody_acts_on_the_seat_of_another(client: Client, rally: Event) -> None:
    mine, other = registered(rally, "a@example.org"), registered(rally, "b@example.org")
    link = f"/fr/registrations/links/{mine.link_token}/"
    assert client.post(f"{link}seats/{other.seats.get().pk}/release/").status_code == 404
    assert client.post(f"{link[:-3]}x/seats/{mine.seats.get().pk}/release/").status_code == 404
    assert states(rally) == ["seated", "seated"]


def test_a_private_link_is_for_participants_alone(client: Client, announce: Announce, run_tasks: Run) -> None:
    secret = "https://meet.example.org/room"
    event = announce("En ligne", takes_registrations=True, online_at=secret, is_link_private=True)
    assert secret not in client.get(_page(event)).content.decode()
    made = registered(event, "a@example.org")
    run_tasks()
    link = f"/fr/registrations/links/{made.link_token}/"
    assert secret in client.get(link).content.decode() and secret in str(mail.outbox[-1].body)
    assert secret.encode() in client.get(f"{link}event.ics").content
    submissions.withdraw(made)
    assert secret not in client.get(link).content.decode()
    assert secret.encode() not in client.get(f"{link}event.ics").content


def test_a_cancelled_event_is_told_and_keeps_its_seats(rally: Event, run_tasks: Run) -> None:
    registered(rally, "a@example.org")
    run_tasks()
    mail.outbox.clear()
    events.cancel(event=rally, reasons={"fr": "Tempête"})
    run_tasks()
    (told,) = mail.outbox
    assert told.subject == "Annulé\N{NO-BREAK SPACE}: Réunion" and "Tempête" in str(told.body)
    rally.refresh_from_db()
    home = known_browser(Person.objects.get()).get("/en/my/").content.decode()
    assert "Cancelled" in home and "Change or cancel" not in home
    events.reinstate(event=rally)
    run_tasks()
    assert mail.outbox[1].subject.startswith("L’événement a bien lieu") and states(rally) == ["seated"]


def test_another_time_is_told(rally: Event, run_tasks: Run) -> None:
    registered(rally, "a@example.org")
    run_tasks()
    mail.outbox.clear()
    later = rally.starts_at + dt.timedelta(hours=3)
    events.change(event=rally, values={"starts_at": later})
    events.change(event=rally, values={"titles": {"fr": "Réunion publique"}})
    run_tasks()
    assert [one.subject for one in mail.outbox] == [
        "L’heure ou le lieu a changé\N{NO-BREAK SPACE}: Réunion publique"
    ]


def test_reminders_go_once_the_day_before_and_that_morning(
    monkeypatch: pytest.MonkeyPatch, run_tasks: Run
) -> None:
    event = held(2, days=10, time_zone="Europe/Paris")
    event.starts_at = dt.datetime(2027, 3, 28, 17, tzinfo=dt.UTC)  # the night before, clocks go forward
    event.fit()
    event.save()
    comes = registered(event, "a@example.org")
    gone = registered(event, "b@example.org")
    waits = registered(event, "c@example.org")
    submissions.withdraw(gone)
    Registration.objects.update(confirmed_at=event.starts_at - dt.timedelta(days=9))

    def at(*moment: int) -> int:
        monkeypatch.setattr(timezone, "now", lambda: dt.datetime(*moment, tzinfo=dt.UTC))  # type: ignore[arg-type]
        return reminders.remind()

    assert at(2027, 3, 27, 9, 59) == 0, "10:59 in Paris"
    assert at(2027, 3, 27, 10, 1) == 1 and at(2027, 3, 27, 10, 6) == 0
    assert at(2027, 3, 28, 5, 59) == 0 and at(2027, 3, 28, 6, 1) == 1, "summer time: eight is six"
    assert waits.seats.get().state == "offered", "who has no seat is not reminded"
    told = Notice.objects.filter(kind__in=["day_before", "that_day"]).values_list("registration", flat=True)
    assert set(told) == {comes.pk}


def test_whoever_comes_on_the_second_day_is_reminded_of_that_one(monkeypatch: pytest.MonkeyPatch) -> None:
    event = held(5, days=10, time_zone="Europe/Paris")
    event.starts_at = dt.datetime(2027, 3, 27, 9, tzinfo=dt.UTC)
    event.ends_at = event.starts_at + dt.timedelta(days=2)
    event.fit()
    event.save()
    sunday = Shift.objects.create(event=event, starts_at=event.starts_at + dt.timedelta(days=1))
    registered(event, "a@example.org", wished=[sunday.pk])
    Registration.objects.update(confirmed_at=event.starts_at - dt.timedelta(days=9))
    for day, n in ((26, 0), (27, 1), (28, 0)):
        moment = dt.datetime(2027, 3, day, 10, 1, tzinfo=dt.UTC)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert reminders.remind() == n


def test_a_reminder_of_what_was_cancelled_meanwhile_is_dropped(run_tasks: Run) -> None:
    event = held(2)
    made = registered(event, "a@example.org")
    run_tasks()
    mail.outbox.clear()
    notice = Notice.objects.create(registration=made, kind="day_before")
    actions.withdraw(registration=made)
    run_tasks()
    assert [one.subject for one in mail.outbox] == ["Inscription annulée\N{NO-BREAK SPACE}: Réunion"]
    assert not notice_mails.send(notice.pk)
    notice.refresh_from_db()
    assert notice.dropped_at and not notice.mailed_at


def test_an_erased_person_leaves_their_seat_to_the_next(rally: Event) -> None:
    first = registered(rally, "a@example.org", guests=1)
    second = registered(rally, "b@example.org")
    assert first.person
    privacy_actions.erase_person(person=first.person)
    assert not Registration.objects.filter(pk=first.pk).exists()
    assert second.seats.get().state == "offered"


def test_a_shift_that_opens_later_is_shown_and_nobody_is_seated_in_it(
    client: Client, rally: Event, run_tasks: Run
) -> None:
    first, opens = rally.shifts.get(), timezone.now() + dt.timedelta(hours=20)
    late = Shift.objects.create(event=rally, capacity=5, names={"fr": "Soirée"}, opens_at=opens)
    html = client.get(_page(rally)).content.decode()
    assert re.search(rf'value="{first.pk}"[^>]*checked', html) and f'value="{late.pk}"' not in html
    assert f"Soirée · {rally.begins:%H:%M}" in html and f"{opens.astimezone(rally.clock):%H:%M}" in html
    assert _fill(client, rally, shifts=[str(late.pk)]).status_code == 422
    made = registered(rally, "a@example.org")
    assert [seat.shift_id for seat in made.seats.live()] == [first.pk]
    link = f"/fr/registrations/links/{made.link_token}/"
    client.post(f"{link}change/", {"guests": "1", "shifts": [first.pk, late.pk]})
    assert [seat.shift_id for seat in made.seats.live()] == [first.pk]
    Shift.objects.filter(pk=first.pk).update(opens_at=opens)
    with override("fr"):
        assert "Les inscriptions ouvrent le" in openings.refusal(rally, list(rally.shifts.all()))


def test_nobody_chooses_two_shifts_at_the_same_time(client: Client, rally: Event) -> None:
    begins, hour = rally.starts_at, dt.timedelta(hours=1)
    rally.shifts.update(names={"fr": "Montage"}, starts_at=begins, ends_at=begins + 2 * hour)
    first = rally.shifts.get()
    beside, after = (
        Shift.objects.create(
            event=rally, names={"fr": name}, starts_at=begins + n * hour, ends_at=begins + 3 * hour
        )
        for n, name in ((1, "Soirée"), (2, "Rangement"))
    )
    answer = _fill(client, rally, shifts=[str(first.pk), str(beside.pk)])
    said = answer.content.decode()
    assert answer.status_code == 422 and "« Montage" in said.replace("\xa0", " ") and "Soirée" in said
    assert _fill(client, rally, shifts=[str(first.pk), str(after.pk)]).status_code == 302


def test_whoever_waits_reads_that_they_wait(client: Client, rally: Event, run_tasks: Run) -> None:
    registered(rally, "a@example.org", guests=1)
    person = registered(rally, "b@example.org", given_name="Bea").person
    run_tasks()
    told = mail.outbox[-1]
    assert "ravi de" not in str(told.body) and "quittez la liste d’attente" in str(told.body)
    html = known_browser(person).get(_page(rally)).content.decode()
    assert "Vous êtes sur la liste d’attente" in html and "Vous êtes inscrit" not in html


def test_friends_are_invited_to_the_event_wherever_the_form_stood(client: Client, rally: Event) -> None:
    made = registered(rally, "a@example.org", source="/fr/embeds/event/1/")
    html = client.get(f"/fr/registrations/links/{made.link_token}/").content.decode()
    assert f"/fr/agenda/{rally.path}?via=" in html
