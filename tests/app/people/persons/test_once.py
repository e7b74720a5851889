"""A form that is sent twice is done once; who is perhaps known already is shown before they are added."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from hustings.foundation.territories.models import Zone
from hustings.people.contacts import actions as contacts_actions
from hustings.people.imports.models import Import
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import pending_addresses
from hustings.people.persons.actions import topics
from hustings.people.persons.models import Person, Topic, Unlock
from hustings.people.privacy.actions import unlocks
from hustings.people.privacy.models import RetentionRule
from hustings.people.segments.models import SavedView, Segment
from tests import addresses

pytestmark = pytest.mark.both

TWICE = "You submitted this form twice. It was processed once."


@pytest.fixture(autouse=True)
def easy_second_factor(settings):
    settings.SECOND_FACTOR = "optional"
    settings.LANGUAGE_CODE = "en"


def signed_in(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def hq(alice):
    unlocks.unlock(user=alice, reason="Phone round", lasts=dt.timedelta(hours=1))
    return signed_in(alice)


def token(client: Client, page: str, form: str = "") -> str:
    """The one in the form that is sent to ``form``, as a browser finds it."""
    found = client.get(page).content.decode()
    start = found.index(f'action="{form}"') if form else 0
    match = re.compile(r'name="once" value="([\w-]+)"').search(found, start)
    assert match
    return match[1]


DEEDS = {
    "notes": ({"body": "Rang; nobody there."}, "notes"),
    "record_follow_ups": ({"what": "Ring again", "due_on": "2030-01-01"}, "follow_ups"),
    "contacts": ({"method": "call", "outcome": "no_answer"}, "contacts"),
    "phones": ({"number": "06 12 34 56 78"}, "phones"),
    "addresses": ({"city": "Lyon", "country": "FR"}, "addresses"),
    "consents": ({"purpose": "email", "is_given": "yes", "source": "On paper"}, "consent_entries"),
}


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_on_a_record_that_is_sent_twice_is_done_once(hq, charlie, name):
    words, rows = DEEDS[name]
    page, url = reverse("persons:record", args=[charlie.uid]), addresses.people(name, args=[charlie.uid])
    form = hq.get(page).context
    forms = {"contacts": "contact_form", "record_follow_ups": "follow_up_form"}
    if name in forms:  # what the browser has chosen already
        start = form[forms[name]]
        words = {
            key: start.get_initial_for_field(start.fields[key], key) or "" for key in start.fields
        } | words
    words = words | {"once": token(hq, page, url)}
    before = getattr(charlie, rows).count()
    first, second = hq.post(url, words), hq.post(url, words)
    assert getattr(charlie, rows).count() == before + 1
    assert second["Location"] == first["Location"]
    assert TWICE in hq.get(page).content.decode()
    assert token(hq, page, url) != words["once"], "each page has tokens of its own"


def removals(charlie: Person) -> dict[str, int]:
    """One of each that a record may lose: the address of the form, and the key of the row."""
    return {
        "email_removal": charlie.emails.get().pk,
        "phone_removal": persons_actions.add_phone(person=charlie, number="06 12 34 56 78").pk,
        "address_removal": persons_actions.add_postal_address(person=charlie, city="Lyon").pk,
        "note_removal": persons_actions.add_note(person=charlie, body="Hello").pk,
        "tagging_removal": persons_actions.tag(person=charlie, name="Stall").tag_id,
        "contact_removal": contacts_actions.log_contact(
            person=charlie, method="call", outcome="no_answer"
        ).pk,
    }


def test_a_removal_that_is_sent_twice_leads_back_and_is_told_once(hq, charlie):
    page = reverse("persons:record", args=[charlie.uid])
    for name, pk in removals(charlie).items():
        url = addresses.people(name, args=[charlie.uid, pk])
        words = {"once": token(hq, page, url)}
        before = charlie.activities.count()
        first, second = hq.post(url, words), hq.post(url, words)
        assert first.status_code == 302, name
        assert second["Location"] == first["Location"]
        assert charlie.activities.count() == before + 1


def test_who_moves_an_address_up_twice_by_a_slip_moves_it_once(hq, charlie):
    for n in range(2):
        persons_actions.add_email(person=charlie, address=f"c{n}@example.org")
    last = charlie.emails.last()
    url = reverse("persons:emails_move", args=[charlie.uid, last.pk])
    words = {"once": token(hq, reverse("persons:record", args=[charlie.uid]), url), "is_up": "yes"}
    assert [hq.post(url, words).status_code for _send in range(2)] == [302, 302]
    assert list(charlie.emails.values_list("pk", flat=True)).index(last.pk) == 1


def test_what_hq_asks_for_elsewhere_is_done_once_too(dora, charlie, mailoutbox, run_tasks):
    hq = signed_in(dora)
    field = persons_actions.add_field(label="Size", kind="choice", options=["S", "M", "L"])
    contact = contacts_actions.log_contact(person=charlie, method="call", outcome="call_back")
    topics.add_topic(names={"en": "A"}), topics.add_topic(names={"en": "B"})
    last = topics.add_topic(names={"en": "C"})
    later = {"chosen": ["later"], "due_on": "2030-01-01"}
    rule = {"name": "Old", "since": "known", "days": "365", "notice_days": "30", "do": "save"}
    sent = [
        ("selfservice:own_page", [charlie.uid], reverse("persons:record", args=[charlie.uid]), {}),
        ("contacts:contact_follows", [charlie.uid, contact.pk], "", later),
        ("privacy:unlock", [], "", {"reason": "Phone round", "minutes": "60"}),
        ("segments:view_add", [], reverse("segments:list"), {"name": "All", "query": "order=name"}),
        ("privacy:retention_add", [], "", rule),
        ("persons:options", [field.pk], reverse("persons:field", args=[field.pk]), {"label": "XL"}),
        ("persons:topic_move", [last.pk], reverse("persons:topics"), {"is_up": "yes"}),
        ("privacy:erase", [charlie.uid], "", {"is_sure": "on"}),
    ]
    for name, args, page, words in sent:
        url = reverse(name, args=args)
        words = words | {"once": token(hq, page or url, url if page else "")}
        first, second = hq.post(url, words), hq.post(url, words)
        assert first.status_code == 302, (name, first.content.decode()[-3000:])
        assert second.status_code == 302, name
        assert second["Location"] == first["Location"], name
        if name == "contacts:contact_follows":
            assert charlie.follow_ups.count() == 1
        if name == "selfservice:own_page":
            assert charlie.activities.filter(kind="own_page.sent").count() == 1
    assert (Unlock.objects.count(), SavedView.objects.count(), RetentionRule.objects.count()) == (1, 1, 1)
    assert field.options.count() == 4
    assert list(Topic.objects.values_list("pk", flat=True)).index(last.pk) == 1
    assert not Person.objects.exists()


def test_a_file_that_is_sent_twice_is_taken_once(dora, charlie):
    hq, url = signed_in(dora), reverse("imports:imports")
    words = {"once": token(hq, url)}
    for _send in range(2):
        file = SimpleUploadedFile("list.csv", b"email\nann@example.org\n")
        assert hq.post(url, words | {"file": file}).status_code == 302
    assert Import.objects.count() == 1


def test_what_a_list_refuses_may_be_sent_again(dora, charlie):
    hq, page = signed_in(dora), reverse("segments:list")
    words = {"name": " ", "query": "order=name", "once": token(hq, page, reverse("segments:view_add"))}
    for _send in range(2):
        answer = hq.post(reverse("segments:view_add"), words, follow=True).content.decode()
        assert "A view needs a name" in answer
        assert TWICE not in answer


def test_another_note_after_going_back_is_kept(hq, charlie):
    page, url = reverse("persons:record", args=[charlie.uid]), reverse("persons:notes", args=[charlie.uid])
    words = {"once": token(hq, page, url), "body": "One"}
    hq.post(url, words)
    hq.post(url, words | {"body": "Two"})
    hq.post(url, words)
    assert sorted(note.body for note in charlie.notes.all()) == ["One", "Two"]


def test_what_was_refused_may_be_sent_again(hq, charlie):
    other = persons_actions.add_person(given_name="Zoé", email="zoe@example.org", zone=charlie.zone)
    page, url = reverse("persons:record", args=[charlie.uid]), reverse("persons:emails", args=[charlie.uid])
    words = {"once": token(hq, page, url), "address": "zoe@example.org"}
    hq.post(url, words)
    persons_actions.remove_email(email=other.emails.get())
    hq.post(url, words)
    assert [line.data["address"] for line in pending_addresses.of(charlie)] == ["zoe@example.org"]


def test_nobody_shares_tokens(hq, dora, charlie):
    url = reverse("persons:notes", args=[charlie.uid])
    for client in [hq, signed_in(dora)]:
        client.post(url, {"once": "abc", "body": "The same"})
    assert charlie.notes.count() == 2


def test_a_person_and_a_segment_are_added_once(hq, charlie):
    url = reverse("persons:add")
    words = {"given_name": "Zoé", "family_name": "Petit", "language": "fr", "zone": "Lyon"}
    words |= {"source": "A meeting", "once": token(hq, url)}
    first, second = hq.post(url, words), hq.post(url, words)
    assert (first.status_code, second["Location"]) == (302, first["Location"])
    assert Person.objects.filter(name_key="petit,zoe").count() == 1
    url = reverse("segments:segment_add")
    words = {
        "name": "Lyon",
        "match": "all",
        "c0-criterion": "zone",
        "c0-operator": "inside",
        "c0-value": "Lyon",
    }
    words |= {"do": "save", "once": token(hq, url)}
    assert [hq.post(url, words).status_code for _send in range(2)] == [302, 302]
    assert Segment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time, in one connection")
def test_two_processes_at_once_do_it_once(alice, charlie):
    url = reverse("persons:notes", args=[charlie.uid])
    clients = [signed_in(alice) for _client in range(4)]

    def send(client):
        try:
            return client.post(url, {"once": "abc", "body": "At once"}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(send, clients)) == {302}
    assert charlie.notes.count() == 1


ANEW = {
    "given_name": "dupont",
    "family_name": "CHARLIE",
    "language": "fr",
    "zone": "Lyon",
    "source": "A meeting",
}


def test_who_is_perhaps_known_is_shown_first(hq, charlie):
    url = reverse("persons:add")
    assert "none of these" not in hq.get(url).content.decode()
    page = hq.post(url, ANEW)
    assert page.status_code == 422
    assert reverse("persons:record", args=[charlie.uid]) in page.content.decode()
    assert Person.objects.count() == 1
    assert hq.post(url, ANEW | {"is_another": "on"}).status_code == 302
    assert Person.objects.count() == 2


def test_another_birth_date_is_another_person(hq, charlie):
    persons_actions.change_person(person=charlie, born_on=dt.date(1980, 2, 13))
    assert hq.post(reverse("persons:add"), ANEW | {"born_on": "1990-02-13"}).status_code == 302


def test_by_phone_only_where_phones_are_shown(hq, alice, charlie):
    persons_actions.add_phone(person=charlie, number="06 12 34 56 78")
    words = ANEW | {"given_name": "Zoé", "family_name": "Petit", "phone": "0612345678"}
    page = hq.post(reverse("persons:add"), words)
    assert reverse("persons:record", args=[charlie.uid]) in page.content.decode()
    unlocks.lock(user=alice)
    assert hq.post(reverse("persons:add"), words).status_code == 302


def test_nobody_out_of_sight_is_named(hq, charlie):
    persons_actions.change_person(person=charlie, zone=Zone.objects.get(name="Nîmes"))
    assert hq.post(reverse("persons:add"), ANEW).status_code == 302
