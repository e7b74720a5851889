"""HQ's list of an event: who sees what, seats by hand, the file; and many who register at one moment."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from hustings.field.events.models import Event, Shift
from hustings.field.registrations import actions
from hustings.field.registrations.models import Notice, Registration, Seat
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.people.privacy.models import Export
from tests.cast.field.registrations.fixtures import held, registered, taken
from tests.cast.people import submissions
from tests.conftest import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def hq(client: Client, dora: Any, site: Any) -> Client:
    client.force_login(dora)
    return client


@pytest.fixture
def evening(db: None) -> Event:
    """One seat: Anne has it, Bea waits."""
    event = held(1)
    for name in ("Anne", "Bea"):
        registered(event, f"{name.lower()}@example.org", given_name=name)
    return event


def test_the_list_shows_seats_and_the_line_and_gives_seats(hq: Client, evening: Event) -> None:
    where = f"/hq/agenda/registrations/{evening.pk}/"
    assert where in hq.get(f"/hq/agenda/{evening.pk}/").content.decode()
    page = hq.get(where).content.decode()
    assert "Anne" in page and "bea@example.org" in page
    anne, bea = (registration.seats.get() for registration in Registration.objects.order_by("pk"))
    hq.post(f"{where}seats/{bea.pk}/", {"do": "place"})
    bea.refresh_from_db()
    assert bea.state == Seat.State.WAITING, "it is full"
    hq.post(f"{where}seats/{anne.pk}/", {"do": "release"})
    assert Notice.objects.filter(registration=anne.registration_id, kind=Notice.Kind.REMOVED).exists()
    hq.post(f"{where}seats/{bea.pk}/", {"do": "place"})
    bea.refresh_from_db()
    assert bea.state == Seat.State.SEATED and taken(evening) == [1]


def test_organisers_see_names_and_contact_data_only_when_unlocked(
    client: Client, site: Any, rhone: Zone
) -> None:
    lyon, nimes = Zone.objects.get(name="Lyon"), Zone.objects.get(name="Nîmes")
    event, elsewhere = held(5, zone=lyon), held(5, zone=nimes)
    registered(event, "anne@example.org", given_name="Anne", zone=lyon)
    registered(event, "bea@example.org", given_name="Bea", zone=nimes)
    client.force_login(user("olga", Role.ORGANISER, rhone))
    page = client.get(f"/hq/agenda/registrations/{event.pk}/").content.decode()
    assert "Anne" in page and "Bea" in page
    assert "anne@example.org" not in page and "bea@example.org" not in page
    assert page.count("/hq/people/") >= 1
    assert client.get(f"/hq/agenda/registrations/{elsewhere.pk}/").status_code == 404
    assert client.post(f"/hq/agenda/registrations/{elsewhere.pk}/export/").status_code in {302, 403, 404}


def test_the_file_holds_the_line_and_is_written_down(hq: Client, evening: Event) -> None:
    answer = hq.post(f"/hq/agenda/registrations/{evening.pk}/export/")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert (
        len(lines) == 3 and ",place confirmée,1,,2" in lines[1] and ",sur liste d’attente,1,1,2" in lines[2]
    )
    assert "T" not in lines[1].split(",")[8], "a time as people read it"
    assert Export.objects.get().n_people == 2


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time, in one connection")
def test_many_at_one_moment_never_overbook() -> None:
    """Shifts asked for in either order: nobody waits for each other, nobody is seated twice."""
    event = held(3)
    one = event.shifts.get()
    other = Shift.objects.create(event=event, names={"fr": "Soir"}, capacity=2)
    wishes = [[one.pk], [other.pk], [one.pk, other.pk], [other.pk, one.pk]]
    rows = [registered(event, f"p{n}@example.org", confirm=False, wished=wishes[n % 4]) for n in range(24)]

    def confirm(row: Registration) -> None:
        try:
            found = submissions.confirm(row)
            if row.pk % 3 == 0:
                actions.withdraw(registration=found)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(confirm, [*rows, *rows]))
    assert taken(event) == [3, 2]
    live = Seat.objects.live()
    assert live.count() == live.values("shift", "mailbox").distinct().count()
    for shift in event.shifts.all():
        mine = live.filter(shift=shift)
        waiting = [seat.position for seat in mine.waiting()]
        has_seat = [seat.position for seat in mine if seat.seated_at or seat.offered_at]
        assert len(has_seat) == shift.capacity and max(has_seat) < min(waiting)
