"""Remembered devices: which browser becomes one, and when it stops knowing somebody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.people.persons import actions as persons_actions
from hustings.people.persons.hooks import page_hooks
from hustings.people.persons.models import Email, Person
from hustings.people.privacy import actions as privacy_actions
from hustings.people.selfservice import actions as own_page
from hustings.people.signups import device_ends
from hustings.people.signups.actions import devices as device_actions
from hustings.people.signups.models import Device
from hustings.people.signups.models.devices import LIFE
from hustings.site.petitions.models import Petition
from tests.cast.people.devices import (
    PAGE,
    Run,
    charlie,
    is_known,
    known_browser,
    mailed,
    own_page_browser,
    page,
    sign,
)
from tests.cast.site.petitions.fixtures import _unhurried, patient, petition, petition_page, site

__all__ = ["_unhurried", "charlie", "patient", "petition", "petition_page", "site"]  # fixtures
pytestmark = pytest.mark.django_db
SENT = "/fr/petitions/sent/"

# Who gets a device: the browser in which the form was typed and the mailed link followed, and no other.


def test_a_device_is_made_by_form_and_link_in_one_browser(
    charlie: Person, petition: Petition, run_tasks: Run, settings: Any
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    assert sign(client, petition.pk, remember="on").url == SENT
    assert not Device.objects.exists() and not is_known(client)
    answer = client.post(mailed(run_tasks))
    cookie = answer.cookies["__Host-device"]
    assert cookie["httponly"] and cookie["secure"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
    assert cookie["max-age"] == LIFE.total_seconds()
    device = Device.objects.get()
    assert device.email.person == charlie
    assert cookie.value not in str(vars(device)), "a digest alone is kept"
    assert is_known(client)
    assert "/fr/not-you/" in page(client, answer.url)
    assert "/fr/not-you/" not in page(Client(), answer.url), "whoever else has the link"


def test_nothing_is_remembered_unasked(charlie: Person, petition: Petition, run_tasks: Run) -> None:
    client = Client()
    sign(client, petition.pk)
    client.post(mailed(run_tasks))
    assert not Device.objects.exists() and not client.cookies


def test_a_forwarded_mail_opens_nothing_in_another_browser(
    charlie: Person, petition: Petition, run_tasks: Run
) -> None:
    owner, friend = Client(), Client()
    sign(owner, petition.pk, remember="on")
    link = mailed(run_tasks)
    assert friend.post(link).status_code == 302, "they may have wanted to help"
    assert not Device.objects.exists() and not is_known(friend)
    for path in (link, f"{PAGE}?letter=any", PAGE):
        friend.get(path)
        assert not is_known(friend)
    assert sign(friend, petition.pk).url == SENT


def test_who_types_somebodys_address_gets_nothing_by_their_click(
    charlie: Person, petition: Petition, run_tasks: Run
) -> None:
    attacker, owner = Client(), Client()
    sign(attacker, petition.pk, remember="on")
    owner.post(mailed(run_tasks))
    assert not Device.objects.exists()
    assert not is_known(attacker) and not is_known(owner)


def test_a_mail_handed_on_once_it_is_confirmed_makes_no_device(
    charlie: Person, petition: Petition, run_tasks: Run
) -> None:
    typist, owner = Client(), Client()
    sign(typist, petition.pk, remember="on")
    link = mailed(run_tasks)
    owner.post(link)
    typist.post(link)
    assert not Device.objects.exists() and not is_known(typist)


def test_a_link_scanner_makes_no_device(charlie: Person, petition: Petition, run_tasks: Run) -> None:
    client = Client()
    sign(client, petition.pk, remember="on")
    link = mailed(run_tasks)
    for _look in range(3):
        client.get(link)
        client.head(link)
    assert not Device.objects.exists()


def test_the_waiting_cookie_is_good_for_its_own_form_and_once(
    charlie: Person, petition: Petition, run_tasks: Run
) -> None:
    client = Client()
    sign(client, petition.pk, remember="on", email="other@example.org")
    sign(Client(), petition.pk)
    link = mailed(run_tasks)
    client.post(link)
    assert not Device.objects.exists(), "it waits for another one"
    sign(client, petition.pk, remember="on", email="third@example.org")
    link = mailed(run_tasks)
    client.post(link)
    client.post(link)
    assert Device.objects.count() == 1


def test_the_answer_does_not_tell_whether_an_address_is_barred_or_known(
    charlie: Person, petition: Petition, run_tasks: Run
) -> None:
    sign(Client(), petition.pk)
    Client().post(mailed(run_tasks, "not-me/"))
    seen = []
    for address in ("charlie@example.org", "nobody@example.org"):
        client = Client()
        answer = sign(client, petition.pk, email=address, remember="on")
        seen.append((answer.status_code, answer.url, sorted(answer.cookies)))
    assert seen[0] == seen[1]


# When a device stops knowing somebody.


def _erase(person: Person) -> None:
    privacy_actions.erase_person(person=person)


def _lose_address(person: Person) -> None:
    persons_actions.add_email(person=person, address="new@example.org")
    persons_actions.remove_email(email=person.emails.get(address="charlie@example.org"))


def _bar(person: Person) -> None:
    person.emails.update(barred_at=timezone.now())


def _bounce(person: Person) -> None:
    person.emails.update(status=Email.Status.BOUNCING)


def _age(person: Person) -> None:
    Device.objects.update(made_at=timezone.now() - LIFE)


def _merged(person: Person) -> None:
    page_hooks.closed([person.pk])


def _undone_import(person: Person) -> None:
    person.emails.all()._raw_delete("default")


ENDS: list[Callable[[Person], object]] = [
    _erase, _lose_address, _bar, _bounce, _age, _merged, _undone_import,
    lambda person: own_page.leave(person=person), lambda person: device_actions.forget(person=person),
]  # fmt: skip


@pytest.mark.parametrize(
    "end",
    ENDS,
    ids=["erased", "address", "barred", "bounced", "old", "merged", "undone", "left", "forgotten"],
)
@pytest.mark.both
def test_a_device_ends(charlie: Person, petition: Petition, end: Callable[[Person], object]) -> None:
    client = known_browser(charlie)
    assert is_known(client)
    end(charlie)
    assert not is_known(client)
    device_actions.forget_old()
    assert sign(client, petition.pk).url == SENT


def test_hooks_end_the_device_of_the_address_that_went_alone(charlie: Person) -> None:
    known_browser(charlie)
    device_ends._unproven([(charlie.pk, "other@example.org")])
    assert Device.objects.exists()
    device_ends._unproven([(charlie.pk, "charlie@example.org")])
    assert not Device.objects.exists()


def test_no_more_than_ten_devices(charlie: Person) -> None:
    first = known_browser(charlie)
    for _device in range(device_actions.MOST):
        known_browser(charlie)
    assert Device.objects.count() == device_actions.MOST
    assert not is_known(first)


# The own page: remembered by one press, and signed out everywhere by another.


def test_the_own_page_remembers_this_device_and_forgets_all(charlie: Person) -> None:
    client = own_page_browser(charlie)
    me = "/fr/my-data/me/"
    assert client.post(f"{me}devices/").url.endswith("#devices")
    client.post(f"{me}devices/")
    assert Device.objects.count() == 1, "twice is like once"
    elsewhere = known_browser(charlie)
    assert "Me reconnaître" not in client.get(me).content.decode()
    client.post(f"{me}devices/removal/")
    assert not is_known(elsewhere)
    client.post(f"{me}exit/")
    assert not is_known(client)
    kinds = set(charlie.activities.values_list("kind", flat=True))
    assert {device_actions.REMEMBERED, device_actions.FORGOTTEN} <= kinds


def test_an_address_that_is_not_proven_is_not_remembered(charlie: Person) -> None:
    email = charlie.emails.get()
    for barred_at, status in ((timezone.now(), "confirmed"), (None, "unconfirmed"), (None, "refused")):
        email.barred_at, email.status = barred_at, status
        with pytest.raises(device_actions.NotProven):
            device_actions.remember(email=email)
