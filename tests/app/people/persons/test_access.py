"""Contact data: hidden in a territory until it is unlocked, and every look written down."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.lib.sql import packed_keys
from hustings.people.contacts import actions as contacts_actions
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.access import access_log, masking
from hustings.people.persons.models import Look, Person, Unlock
from hustings.people.privacy import actions as privacy_actions
from hustings.people.privacy.actions import unlocks
from hustings.people.segments.models import Segment


@pytest.fixture(autouse=True)
def easy_second_factor(settings):
    settings.SECOND_FACTOR = "optional"
    settings.LANGUAGE_CODE = "en"


def signed_in(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def record(person):
    return reverse("persons:record", args=[person.uid])


@pytest.fixture
def reachable(charlie):
    """Charlie with a phone, a street and a line about each."""
    persons_actions.add_phone(person=charlie, number="0612345678")
    persons_actions.add_postal_address(
        person=charlie, lines="12 rue des Lilas", postcode="69001", city="Lyon"
    )
    return charlie


SECRETS = ["charlie@example.org", "06 12 34 56 78", "+33612345678", "12 rue des Lilas"]


def test_in_a_territory_contact_data_is_hidden_everywhere(alice, reachable):
    client = signed_in(alice)
    for address in [reverse("segments:list"), record(reachable), f"{record(reachable)}timeline/"]:
        page = client.get(address).content.decode()
        assert not [secret for secret in SECRETS if secret in page], address
    page = client.get(record(reachable)).content.decode()
    assert "c•••@e•••.org" in page
    assert "••• 78" in page
    assert "••• Lyon" in page
    assert "69001" not in page, "a postcode may be that of a few houses"


def test_whoever_works_on_the_whole_campaign_sees_it(dora, reachable):
    page = signed_in(dora).get(record(reachable)).content.decode()
    assert all(secret in page for secret in SECRETS)
    assert "Hide it" not in page


def test_a_reason_opens_it_for_a_while(alice, reachable):
    client = signed_in(alice)
    unlock = reverse("privacy:unlock")
    assert client.post(unlock, {"reason": "  x ", "minutes": 60}).status_code == 422
    assert client.post(unlock, {"reason": "Phone round", "minutes": 9999}).status_code == 422
    assert not Unlock.objects.exists()
    answer = client.post(unlock, {"reason": "Phone round", "minutes": 15, "next": record(reachable)})
    assert answer.url == record(reachable)
    page = client.get(record(reachable)).content.decode()
    assert all(secret in page for secret in SECRETS)
    assert "Hide it" in page
    Unlock.objects.update(ends_at=timezone.now() - dt.timedelta(seconds=1))
    assert "charlie@example.org" not in client.get(record(reachable)).content.decode()


def test_it_can_be_hidden_again_at_once_and_nobody_is_led_elsewhere(alice, reachable):
    unlocks.unlock(user=alice, reason="Phone round", lasts=dt.timedelta(days=3))
    assert Unlock.objects.get().ends_at <= timezone.now() + unlocks.LONGEST
    client = signed_in(alice)
    answer = client.post(reverse("privacy:lock"), {"next": "https://mallory.example/"})
    assert answer.url == reverse("segments:list")
    assert masking.hides(alice)
    assert "charlie@example.org" not in client.get(reverse("segments:list")).content.decode()


def test_a_second_unlocking_ends_the_first(alice):
    for _time in range(2):
        unlocks.unlock(user=alice, reason="Phone round", lasts=dt.timedelta(hours=1))
    assert Unlock.objects.live(alice).count() == 1
    assert Unlock.objects.count() == 2


def test_hidden_data_can_not_be_guessed_letter_by_letter(alice, reachable):
    client = signed_in(alice)
    for beginning in ["charlie@ex", "06123", "061234567"]:
        assert client.get(reverse("segments:list"), {"q": beginning}).context["rows"] == []
    for whole in ["charlie@example.org", "0612345678", "Dup"]:
        assert client.get(reverse("segments:list"), {"q": whole}).context["rows"] == [reachable]
    unlocks.unlock(user=alice, reason="Phone round", lasts=dt.timedelta(hours=1))
    assert client.get(reverse("segments:list"), {"q": "charlie@ex"}).context["rows"] == [reachable]


def test_nor_where_somebody_is_chosen_or_a_deed_is_begun(alice, dora, reachable):
    client = signed_in(alice)
    other = persons_actions.add_person(given_name="Zoé", zone=reachable.zone)
    choose = reverse("persons:choose_household", args=[other.uid])
    deed = "/hq/people/operations/add/"
    for text, found in [("charlie@ex", 0), ("06123", 0), ("charlie@example.org", 1), ("Dup", 1)]:
        assert len(client.get(choose, {"q": text}).context["found"]) == found, text
        assert client.get(deed, {"list": f"q={text}"}).context["n"] == found, text
    unlocks.unlock(user=alice, reason="Phone round", lasts=dt.timedelta(hours=1))
    assert client.get(choose, {"q": "charlie@ex"}).context["found"] == [reachable]
    assert client.get(deed, {"list": "q=charlie@ex"}).context["n"] == 1


def test_a_segment_of_somebody_elses_is_not_told_of_where_a_deed_is_begun(alice, dora, reachable):
    theirs = Segment.objects.create(name="Secret plan", criteria={}, is_shared=False, user=dora)
    client = signed_in(alice)
    for asked in [{"segment": theirs.pk}, {"list": f"segment={theirs.pk}"}]:
        assert client.get("/hq/people/operations/add/", asked).status_code == 404
        assert client.post("/hq/people/operations/add/tag/", asked).status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_lines_of_the_timeline_hide_a_street_in_every_language(alice, reachable, language):
    place = reachable.addresses.get()
    persons_actions.add_postal_address(
        person=reachable, lines="1 quai Perrache", postcode="69002", city="Lyon"
    )
    persons_actions.set_status(way=place, status="bouncing")
    persons_actions.move(way=place, is_up=False)
    persons_actions.remove_postal_address(address=place)
    client = Client(headers={"accept-language": language})
    client.force_login(alice)
    for address in [record(reachable), f"{record(reachable)}timeline/"]:
        page = client.get(address).content.decode()
        assert not [secret for secret in ["rue des Lilas", "quai Perrache"] if secret in page], address


def test_what_may_follow_from_a_talk_hides_the_street(alice, reachable):
    contact = contacts_actions.log_contact(person=reachable, method="letter", outcome="moved")
    page = signed_in(alice).get(reverse("contacts:contact_follows", args=[reachable.uid, contact.pk]))
    assert ("•••" in page.content.decode(), "rue des Lilas" in page.content.decode()) == (True, False)


def test_what_the_team_wrote_down_hides_them_too(alice, dora, reachable):
    words = "Write to new@example.org or call 06 98 76 54 32"
    persons_actions.add_note(person=reachable, body=words)
    contacts_actions.log_contact(person=reachable, method="call", outcome="reached", note=words)
    due = contacts_actions.add_follow_up(
        person=reachable, what=words, owner=alice, due_on=timezone.localdate()
    )
    client = signed_in(alice)
    for address in [record(reachable), reverse("contacts:follow_ups"), "/hq/"]:
        page = client.get(address).content.decode()
        assert "n•••@e•••.org" in page, address
        assert not [secret for secret in ["new@example.org", "06 98 76 54 32"] if secret in page], address
    done = client.post(reverse("contacts:follow_up_done", args=[due.pk]), follow=True).content.decode()
    assert "new@example.org" not in done
    assert "new@example.org" in signed_in(dora).get(record(reachable)).content.decode()


def test_every_look_is_written_down_once_a_day_and_counted(alice, dora, reachable):
    for _time in range(3):
        signed_in(alice).get(record(reachable))
    signed_in(dora).get(reverse("segments:list"))
    signed_in(alice).get(reverse("segments:list"))  # hidden: there was nothing to see
    rows = Look.objects.values_list("user__first_name", "how", "n").order_by("how")
    assert list(rows) == [("Dora", "list", 1), ("Alice", "record", 3)]
    page = signed_in(dora).get(record(reachable)).content.decode()
    assert "Who viewed this record" in page
    assert "Who viewed this record" not in signed_in(alice).get(record(reachable)).content.decode()


def test_looks_at_a_page_of_people_are_one_statement(dora, france, django_assert_num_queries):
    people = [Person.objects.create() for _n in range(50)]
    with django_assert_num_queries(1):
        access_log.saw(dora, [person.pk for person in people], Look.How.LIST)
    assert Look.objects.count() == 50


def test_old_looks_and_unlockings_are_forgotten(dora, alice, france):
    people = [Person.objects.create() for _n in range(3)]
    access_log.saw(dora, [person.pk for person in people], Look.How.LIST)
    today = timezone.localdate()
    Look.objects.filter(person=people[0]).update(day=today - dt.timedelta(days=366))
    Look.objects.filter(person=people[1]).update(day=today - dt.timedelta(days=365))
    for ago in (367, 1):
        at = timezone.now() - dt.timedelta(days=ago)
        Unlock.objects.create(user=alice, reason=f"{ago} days ago", began_at=at, ends_at=at)
    assert access_log.forget(365) == 1
    assert set(Look.objects.values_list("person", flat=True)) == {people[1].pk, people[2].pk}
    assert [opened.reason for opened in Unlock.objects.all()] == ["1 days ago"]
    assert access_log.forget(365) == 0


def test_somebody_who_was_erased_in_between_is_no_look(dora, charlie):
    pk = charlie.pk
    privacy_actions.erase_person(person=charlie, user=dora)
    access_log.saw(dora, [pk], Look.How.RECORD)
    assert not Look.objects.exists()


def test_directors_read_who_asked_and_how_many_they_saw(alice, dora, reachable):
    unlocks.unlock(user=alice, reason="Phone round for Saturday", lasts=dt.timedelta(hours=1))
    signed_in(alice).get(reverse("segments:list"))
    page = signed_in(dora).get(reverse("privacy:unlockings"))
    assert "Phone round for Saturday" in page.content.decode()
    assert [n for _opened, n in page.context["rows"]] == [1]
    assert signed_in(alice).get(reverse("privacy:unlockings")).status_code == 403


def test_their_list_asks_as_much_for_thirty_as_for_three(alice, dora):
    hq, asked = signed_in(dora), []
    now = timezone.now()
    for n in (3, 27):
        Unlock.objects.bulk_create(Unlock(user=alice, reason="Round", ends_at=now) for _more in range(n))
        hq.get(reverse("privacy:unlockings"))
        with CaptureQueriesContext(connection) as queries:
            page = hq.get(reverse("privacy:unlockings"))
        assert len(page.context["rows"]) == (n if n == 3 else 30)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_keys_are_packed_and_found_again():
    keys = packed_keys.Keys()
    keys.add([1, 2, 77, 8_191])
    first = dict(keys.changed())
    keys.add([8_192, 5_000_000_000])
    blocks = first | dict(keys.changed())
    assert keys.n == 6
    assert len(first) == 1 and len(blocks) == 3
    asked = [1, 3, 77, 8_191, 8_192, 8_193, 5_000_000_000]
    found = [key for key in asked if packed_keys.holds(blocks[packed_keys.block(key)], key)]
    assert found == [1, 77, 8_191, 8_192, 5_000_000_000]


@pytest.mark.parametrize(
    ("plain", "hidden"),
    [
        ("E-mail a.b@example.org added", "E-mail a•••@e•••.org added"),
        ("Phone +33 6 12 34 56 78 removed", "Phone ••• 78 removed"),
        ("Address “12 rue des Lilas, 69001 Lyon” added", "Address “•••” added"),
        ("Added by the import of “liste.csv”, line 12", "Added by the import of “liste.csv”, line 12"),
        ("Tag “tag 29” added", "Tag “tag 29” added"),
        ("Birth date: – → 1980-02-03", "Birth date: – → 1980-02-03"),
    ],
)
def test_sentences_lose_addresses_and_numbers(plain, hidden):
    assert masking.text(plain) == hidden
