"""What people may see, change and take along on their own page."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import change_log, pending_addresses
from hustings.people.persons.access import access_log
from hustings.people.persons.actions import pending_addresses as waiting_actions
from hustings.people.persons.models import (
    Activity,
    Consent,
    ConsentEntry,
    Email,
    Erasure,
    Field,
    Look,
    Person,
    Purpose,
)
from hustings.people.privacy import actions as privacy_actions
from hustings.people.selfservice import actions as own_page
from hustings.people.selfservice.models import PageLink, PageRequest
from tests.cast.people.own_page import ASK, ME, Run, ask, charlie, english, inside, link_in

__all__ = ["charlie", "english", "inside"]  # fixtures
pytestmark = pytest.mark.django_db


DEEDS = [
    "exit", "record", "emails", "phones", "addresses", "pause", "consents/email", "marks/no_calls_since",
]  # fmt: skip


@pytest.mark.parametrize("what", DEEDS)
def test_nothing_is_done_by_looking_and_nothing_without_the_link(
    what: str, inside: Client, charlie: Person
) -> None:
    before = Activity.objects.count()
    assert inside.get(f"{ME}{what}/").status_code == 405
    assert Client().post(f"{ME}{what}/").url == f"{ASK}?ended=1"
    assert Activity.objects.count() == before


def test_what_is_sent_after_the_page_has_closed_is_given_back(charlie: Person, client: Client) -> None:
    Field.objects.create(slug="bio", label="About you", kind="long_text", on_own_page="changed")
    Field.objects.create(slug="car", label="Have you a car?", kind="yes_no", on_own_page="changed")
    Field.objects.create(slug="secret", label="Our view", kind="text", on_own_page="hidden")
    before = Activity.objects.count()
    for what, typed, given in [
        ("addresses", {"place-lines": "1 rue Haute"}, ["Street and number", "1 rue Haute"]),
        ("fields", {"field-bio": "<b>ikes", "field-secret": "x", "field-car": "yes"},
         ["About you", "&lt;b&gt;ikes", "<dt>Have you a car?</dt><dd>yes</dd>"]),
        ("emails", {"email-address": "new@example.org", "once": "abc"}, ["E-mail", "new@example.org"]),
    ]:  # fmt: skip
        answer = client.post(f"{ME}{what}/", typed)
        html = answer.content.decode()
        [said] = re.findall(r'<dl class="signed">(.*?)</dl>', html, re.DOTALL)
        assert (
            answer.status_code == 410
            and "closes after half an hour without a click" in html
            and 'name="address"' in html
        )
        assert all(each in said for each in given) and "Our view" not in said and "abc" not in said
        assert "no-store" in answer["Cache-Control"]
    assert Activity.objects.count() == before


def test_what_is_sent_twice_from_there_is_done_once(inside: Client, charlie: Person, run_tasks: Run) -> None:
    mail.outbox.clear()
    place = {"place-lines": "1 rue", "place-city": "Lyon", "place-postcode": "69001", "place-country": "FR"}
    for what, words in [("addresses", place), ("emails", {"email-address": "new@example.org"})]:
        found = re.search(
            rf'{ME}{what}/"><input[^>]*>\s*(<input[^>]*name="once" value="([^"]+)")', page(inside)
        )
        assert found, what
        first, second = (inside.post(f"{ME}{what}/", words | {"once": found[2]}) for _send in range(2))
        assert (first.status_code, second.url) == (302, first.url)
    run_tasks()
    assert charlie.addresses.count() == 1
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]
    removal = f"{ME}addresses/{charlie.addresses.get().pk}/removal/"
    found = re.search(rf'{removal}"\s*><input[^>]*>\s*<input[^>]*name="once" value="([^"]+)"', page(inside))
    assert found
    for _send in range(2):
        assert inside.post(removal, {"once": found[1]}).status_code == 302
    assert not charlie.addresses.exists()
    assert charlie.activities.filter(kind="person.address_removed").count() == 1


def page(inside: Client) -> str:
    return inside.get(ME).content.decode()


def test_one_corrects_ones_record_and_the_timeline_says_so(inside: Client, charlie: Person) -> None:
    answer = inside.post(
        f"{ME}record/",
        {"given_name": "Charlotte", "family_name": "Dupont", "born_on": "1990-05-01", "language": "fr"},
    )
    assert answer.url.startswith(f"{ME}?done=saved")
    charlie.refresh_from_db()
    assert (charlie.given_name, str(charlie.born_on), charlie.language) == ("Charlotte", "1990-05-01", "fr")
    line = charlie.activities.filter(kind="person.changed").latest("pk")
    assert line.user is None
    assert {change.target for change in change_log.of(line.data)} == {"given_name", "born_on", "language"}
    refused = inside.post(f"{ME}record/", {"given_name": "http://evil.example", "language": "fr"})
    assert refused.status_code == 422
    assert inside.post(f"{ME}record/", {"born_on": "1066-01-01", "language": "fr"}).status_code == 422


def test_phones_and_places_come_and_go(inside: Client, charlie: Person) -> None:
    inside.post(f"{ME}phones/", {"phone-number": "06 12 34 56 78"})
    inside.post(f"{ME}addresses/", {"place-lines": "1 rue X", "place-city": "Lyon", "place-country": "fr"})
    phone, place = charlie.phones.get(), charlie.addresses.get()
    assert (phone.number, place.country) == ("+33612345678", "FR")
    assert inside.post(f"{ME}phones/", {"phone-number": "call me"}).status_code == 422
    inside.post(f"{ME}phones/{phone.pk}/removal/")
    inside.post(f"{ME}addresses/{place.pk}/removal/")
    assert not charlie.phones.exists()
    assert not charlie.addresses.exists()


def test_nobody_touches_what_is_another_persons(inside: Client, charlie: Person) -> None:
    other = persons_actions.add_person(email="mallory@example.org", phone="0611111111", city="Lyon")
    for rows, name in [(other.emails, "emails"), (other.phones, "phones"), (other.addresses, "addresses")]:
        assert inside.post(f"{ME}{name}/{rows.get().pk}/removal/").status_code == 404
    assert inside.post(f"{ME}emails/{other.emails.get().pk}/first/").status_code == 404
    assert inside.post(f"{ME}emails/{10**17}/first/").status_code == 404


def test_a_new_address_counts_once_its_mailbox_has_said_so(
    inside: Client, charlie: Person, run_tasks: Run
) -> None:
    inside.post(f"{ME}emails/", {"email-address": "new@example.org"})
    assert charlie.emails.count() == 1
    run_tasks()
    (message,) = mail.outbox
    assert message.to == ["new@example.org"]
    path = link_in(message)
    stranger = Client()
    assert stranger.get(path).status_code == 200
    assert charlie.emails.count() == 1, "a scanner only looks"
    assert stranger.post(path).status_code == 200
    added = charlie.emails.get(address="new@example.org")
    assert added.status == Email.Status.CONFIRMED
    assert stranger.post(path).status_code == 410
    assert stranger.get(ME).status_code == 302, "proving an address opens no page"
    inside.post(f"{ME}emails/{added.pk}/first/")
    assert charlie.emails.first() == added
    inside.post(f"{ME}emails/{charlie.emails.last().pk}/removal/")
    answer = inside.post(f"{ME}emails/{added.pk}/removal/")
    assert answer.status_code == 422
    assert "only address" in answer.content.decode()
    assert charlie.emails.get() == added


def test_a_proof_opens_no_page_and_a_link_proves_no_address(
    inside: Client, charlie: Person, run_tasks: Run
) -> None:
    inside.post(f"{ME}emails/", {"email-address": "new@example.org"})
    ask(inside, "charlie@example.org")
    run_tasks()
    proof, opening = (link_in(message) for message in mail.outbox)
    swapped = proof.replace("/addresses/", "/links/"), opening.replace("/links/", "/addresses/")
    assert [Client().post(path).status_code for path in swapped] == [410, 410]


def test_an_address_of_somebody_else_is_told_only_to_whoever_reads_it(
    inside: Client, charlie: Person, run_tasks: Run
) -> None:
    other = persons_actions.add_person(email="twin@example.org")
    answer = inside.post(f"{ME}emails/", {"email-address": "twin@example.org"})
    assert answer.url.startswith(f"{ME}?done=proof"), "the same as for an address that nobody has"
    run_tasks()
    path = link_in(mail.outbox[0])
    assert inside.post(path).status_code == 409
    assert other.emails.exists()


@pytest.mark.parametrize("kind", ["free", "waits", "taken", "erased"])
def test_what_is_said_of_a_second_address_is_the_same_whoever_has_it_or_waits_for_it(
    inside: Client, charlie: Person, dora: User, alice: User, run_tasks: Run, kind: str
) -> None:
    new, lyon = "new@example.org", Zone.objects.get(name="Lyon")
    other = persons_actions.add_person(
        given_name="Other", zone=lyon, email=new if kind in {"taken", "erased"} else ""
    )
    if kind == "erased":
        privacy_actions.erase_person(person=other)
    elif kind == "waits":
        assert waiting_actions.type_email(person=other, address=new, user=alice) is None
    answer = inside.post(f"{ME}emails/", {"email-address": new})
    said = inside.get(answer.url).content.decode()
    assert answer.url == f"{ME}?done=proof#done"
    assert "Check the inbox of this address" in said
    assert new not in said
    run_tasks()
    (letter,) = mail.outbox
    assert new not in letter.body
    if kind == "waits":
        (line,) = pending_addresses.of(other)
        waiting_actions.take_in(line=line, user=dora)
        assert inside.get(answer.url).content.decode().count(new) == 0, "nothing tells that it was taken in"
        assert letter.to == [new]


def test_a_network_hears_when_it_has_asked_for_the_same_proof_often(inside: Client, run_tasks: Run) -> None:
    for _n in range(own_page.ASKED_PER_NETWORK):
        assert inside.post(f"{ME}emails/", {"email-address": "new@example.org"}).status_code == 302
    answer = inside.post(f"{ME}emails/", {"email-address": "new@example.org"})
    assert answer.status_code == 422
    assert "several times in the last hour" in answer.content.decode()


def test_each_answer_is_an_entry_of_the_ledger_with_the_sentence_shown(
    inside: Client, charlie: Person
) -> None:
    page = inside.get(ME).content.decode()
    assert "I want to get news by e-mail from Rives Communes." in page
    for _twice in range(2):
        inside.post(f"{ME}consents/email/", {"answer": "yes"})
    entry = ConsentEntry.objects.get()
    assert (entry.is_given, entry.user, entry.source) == (True, None, "own-page")
    assert entry.wording and entry.wording.text == "I want to get news by e-mail from Rives Communes."
    inside.post(f"{ME}consents/email/", {"answer": "no"})
    assert not Consent.objects.get().is_given
    assert ConsentEntry.objects.count() == 2
    assert inside.post(f"{ME}consents/spam/", {"answer": "yes"}).status_code == 404
    assert inside.post(f"{ME}consents/email/", {"answer": "maybe"}).status_code == 404


def test_a_pause_holds_mails_back_until_its_day_and_may_be_ended(inside: Client, charlie: Person) -> None:
    inside.post(f"{ME}pause/", {"days": "30"})
    charlie.refresh_from_db()
    assert charlie.paused_until
    assert timedelta(days=29) < charlie.paused_until - timezone.now() < timedelta(days=32)
    assert not Person.objects.open_to_mail().exists()
    assert "You get no e-mails until" in inside.get(ME).content.decode()
    assert inside.post(f"{ME}pause/", {"days": "9999"}).status_code == 422
    inside.post(f"{ME}pause/", {"end": "yes"})
    assert Person.objects.open_to_mail().exists()
    assert charlie.activities.filter(kind="person.changed", data__changes__0__0="paused_until").count() == 2


def test_marks_are_set_and_taken_back(inside: Client, charlie: Person) -> None:
    inside.post(f"{ME}marks/no_calls_since/", {"is_set": "yes"})
    charlie.refresh_from_db()
    assert charlie.no_calls_since
    inside.post(f"{ME}marks/no_calls_since/", {"is_set": "no"})
    charlie.refresh_from_db()
    assert charlie.no_calls_since is None
    assert inside.post(f"{ME}marks/source/", {"is_set": "yes"}).status_code == 404


def test_leaving_asks_first_and_ends_every_consent(inside: Client, charlie: Person) -> None:
    for purpose in (Purpose.EMAIL, Purpose.PHONE):
        persons_actions.record_consent(person=charlie, purpose=purpose, is_given=True, source="page")
    page = inside.get(f"{ME}leaving/").content.decode()
    assert "news by e-mail" in page and "phone calls" in page
    assert Consent.objects.live().count() == 2
    inside.post(f"{ME}leaving/")
    assert not Consent.objects.live().exists()
    assert ConsentEntry.objects.filter(is_given=False, source="own-page").count() == 2
    assert charlie.activities.filter(kind="own_page.left").count() == 1


def test_being_erased_is_asked_twice_and_leaves_a_fingerprint_alone(inside: Client, charlie: Person) -> None:
    path = f"{ME}erasure/"
    assert inside.get(path).status_code == 200
    assert "Are you sure?" in inside.post(path).content.decode()
    assert inside.post(path, {"last": "yes"}).status_code == 422
    assert inside.post(path, {"is_sure": "on"}).status_code == 200, (
        "without the first question there is no last"
    )
    assert Person.objects.exists()
    answer = inside.post(path, {"last": "yes", "is_sure": "on"})
    assert "Your data was erased" in answer.content.decode()
    assert not Person.objects.exists()
    assert not PageLink.objects.exists()
    assert not PageRequest.objects.exists()
    assert Erasure.objects.of("charlie@example.org").exists()
    assert inside.get(ME).status_code == 302


def test_who_looked_is_told_by_role_and_never_by_name(
    inside: Client, charlie: Person, alice: User, dora: User, mallory: User
) -> None:
    for user, how in [(alice, Look.How.RECORD), (dora, Look.How.LIST), (mallory, Look.How.RECORD)]:
        access_log.saw(user, [charlie.pk], how)
    for path in [ME, f"{ME}looks/", f"{ME}my-data.html", f"{ME}my-data.json"]:
        page = inside.get(path).content.decode()
        assert "eam of Rhône (organiser)" in page, path
        assert "ampaign's team (director)" in page.replace("&#x27;", "'")
        assert "omeone who has left the team" in page
        assert not re.search("alice|dora@|Dora|mallory", page, re.IGNORECASE), path


def test_the_page_says_why_we_have_somebody(inside: Client, charlie: Person, dora: User) -> None:
    persons_actions.change_person(person=charlie, source="Fair 2025", user=dora)
    persons_actions.record_consent(
        person=charlie, purpose=Purpose.EMAIL, is_given=True, source="paper, 3 May", text="Write to me."
    )
    page = inside.get(ME).content.decode()
    for words in ["Fair 2025", "paper, 3 May", "<q>Write to me.</q>", "We added you on"]:
        assert words in page
    history = inside.get(f"{ME}timeline/").content.decode()
    assert "Opened the personal page" in history
    assert "the team" in history
    assert "Dora" not in history


def test_the_download_holds_everything_for_programs_and_for_people(
    inside: Client, charlie: Person, dora: User
) -> None:
    field = persons_actions.add_field(label="Dog", kind="text")
    persons_actions.set_field(person=charlie, field=field, value="Rantanplan", user=dora)
    persons_actions.add_note(person=charlie, body="Likes <b>maps</b>", user=dora)
    persons_actions.tag(person=charlie, name="volunteer", user=dora)
    persons_actions.add_phone(person=charlie, number="0612345678")
    answer = inside.get(f"{ME}my-data.json")
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    data = json.loads(answer.content)
    assert data["person"][0]["family_name"] == "Dupont"
    assert data["emails"] == [{"address": "charlie@example.org", "status": "confirmed"}]
    assert data["fields"] == [{"field": "Dog", "value": "Rantanplan"}]
    assert [row["note"] for row in data["notes"]] == ["Likes <b>maps</b>"]
    assert {"Opened the personal page", "Tag “volunteer” added"} <= {row["what"] for row in data["timeline"]}
    page = inside.get(f"{ME}my-data.html").content.decode()
    for words in ["Rantanplan", "Likes &lt;b&gt;maps&lt;/b&gt;", "+33612345678", "volunteer"]:
        assert words in page
    assert "Dora" not in page + answer.content.decode()


def test_each_page_speaks_both_languages_and_asks_a_fixed_number_of_questions(
    inside: Client, charlie: Person, dora: User, django_assert_max_num_queries: Any
) -> None:
    for n in range(12):
        persons_actions.add_phone(person=charlie, number=f"06123456{n:02}")
        persons_actions.tag(person=charlie, name=f"tag {n}")
    access_log.saw(dora, [charlie.pk], Look.How.RECORD)
    with django_assert_max_num_queries(40):
        assert "Consents" in inside.get(ME).content.decode()
    french = inside.get("/fr/my-data/me/").content.decode()
    assert "Consentements" in french
    assert 'href="/en/my-data/me/"' in french


def test_a_postcode_that_france_cannot_have_is_refused_and_one_abroad_is_not(
    inside: Client, charlie: Person
) -> None:
    place = {"place-city": "Erfurt", "place-postcode": "99084", "place-country": "FR"}
    answer = inside.post(f"{ME}addresses/", place)
    assert answer.status_code == 422 and "99084" in answer.content.decode()
    inside.post(f"{ME}addresses/", place | {"place-country": "de"})
    assert charlie.addresses.get().postcode == "99084"
