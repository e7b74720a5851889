"""What somebody of the team puts on a record opens nobody's page: attempts of a member to get in that way."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from hustings.foundation.accounts.models import User
from hustings.people.duplicates.actions import merges
from hustings.people.duplicates.models import Merge
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import pending_addresses
from hustings.people.persons.actions import contact_details
from hustings.people.persons.actions import pending_addresses as waiting_actions
from hustings.people.persons.models import Email, Person, Phone, PostalAddress
from hustings.people.selfservice import actions as own_page
from hustings.people.selfservice import timeline
from hustings.people.selfservice.models import PageRequest
from hustings.people.signups import actions as signups_actions
from hustings.people.signups.models import SignUp
from tests.app.people.imports.test_import_run import bring
from tests.app.people.persons.test_hq import easy_second_factor, signed_in
from tests.cast.people import submissions
from tests.cast.people.own_page import ME, Run, ask, charlie, english, inside, link_in

__all__ = ["charlie", "easy_second_factor", "english", "inside"]  # fixtures
pytestmark = pytest.mark.django_db
BORN = dt.date(1980, 5, 17)
THEIRS = "mine@mallory.example"


def opens(address: str, run_tasks: Run, text: str = "") -> bool:
    """Whether who reads this mailbox gets into a page, and reads ``text`` there."""
    stranger = Client()
    mail.outbox.clear()
    ask(stranger, address)
    run_tasks()
    letters = [each for each in mail.outbox if each.to == [address] and "/my-data/links/" in each.body]
    if not letters:
        assert stranger.get(ME).status_code == 302
        return False
    stranger.post(link_in(letters[0]))
    answer = stranger.get(ME)
    return answer.status_code == 200 and text in answer.content.decode()


def fake(user: User, charlie: Person, email: str = THEIRS) -> Person:
    """A made-up record of whoever is to be read."""
    return persons_actions.add_person(
        given_name="Charlie", family_name="Dupont", email=email, zone=charlie.zone, language="en", user=user
    )


@pytest.fixture
def hq_of_bob(bob: User, dora: User) -> Client:
    return signed_in(bob)


def typed(hq: Client, charlie: Person, address: str = THEIRS) -> None:
    """Bob notes an address for Charlie, and dora takes it in: she sees nothing wrong with it."""
    hq.post(reverse("persons:emails", args=[charlie.uid]), {"address": address, "is_own_wish": "on"})
    (line,) = pending_addresses.of(charlie)
    waiting_actions.take_in(line=line, user=User.objects.get(first_name="Dora"))


def test_an_address_typed_in_hq_opens_nothing_and_its_owner_is_told(
    charlie: Person, hq_of_bob: Client, run_tasks: Run
) -> None:
    persons_actions.change_person(person=charlie, born_on=BORN)
    hq_of_bob.post(reverse("persons:emails", args=[charlie.uid]), {"address": THEIRS})
    run_tasks()
    assert not mail.outbox, "it waits"
    typed(hq_of_bob, charlie)
    run_tasks()
    (told,) = mail.outbox
    assert told.to == ["charlie@example.org"]
    assert "m•••@m•••.example" in told.body
    assert THEIRS not in told.body, "who reads an old mailbox may be another"
    assert not opens(THEIRS, run_tasks)
    assert "our team or an imported list added it" in mail.outbox[0].body
    assert charlie.emails.get(address=THEIRS).status == Email.Status.UNCONFIRMED
    assert not charlie.activities.filter(kind="own_page.opened").exists()
    assert set(PageRequest.objects.values_list("address", flat=True)) == {""}
    assert opens("charlie@example.org", run_tasks, "17 May 1980")


@pytest.mark.parametrize("deed", ["first", "status", "only"])
def test_nor_once_it_is_first_or_said_to_be_confirmed_or_alone(
    charlie: Person, hq_of_bob: Client, run_tasks: Run, deed: str
) -> None:
    typed(hq_of_bob, charlie)
    theirs, first = charlie.emails.get(address=THEIRS), charlie.emails.get(address="charlie@example.org")
    base = reverse("persons:emails", args=[charlie.uid])
    if deed == "first":
        hq_of_bob.post(f"{base}{theirs.pk}/first/")
        assert charlie.emails.first() == theirs
    elif deed == "status":
        hq_of_bob.post(f"{base}{theirs.pk}/status/", {"status": "confirmed"})
        theirs.refresh_from_db()
        assert theirs.status == "confirmed"
    else:
        hq_of_bob.post(f"{base}{first.pk}/removal/")
        assert charlie.emails.get() == theirs
    assert not opens(THEIRS, run_tasks)
    with pytest.raises(own_page.NoAddress):
        first.delete()
        own_page.send_link(person=charlie)


def test_taken_off_and_typed_again_an_address_opens_no_more(
    charlie: Person, hq_of_bob: Client, run_tasks: Run
) -> None:
    base = reverse("persons:emails", args=[charlie.uid])
    hq_of_bob.post(f"{base}{charlie.emails.get().pk}/removal/")
    typed(hq_of_bob, charlie, "charlie@example.org")
    assert not opens("charlie@example.org", run_tasks)


def test_nor_where_the_record_had_none(charlie: Person, hq_of_bob: Client, run_tasks: Run) -> None:
    charlie.emails.all().delete()
    typed(hq_of_bob, charlie)
    assert not opens(THEIRS, run_tasks)


def test_signing_up_with_it_proves_the_mailbox_and_not_whose_record_it_is(
    charlie: Person, bob: User, run_tasks: Run
) -> None:
    email = persons_actions.add_email(person=charlie, address=THEIRS, user=bob)
    typed = SignUp.typed(address=persons_actions.read_email(THEIRS), language="en", source="/", consents={})
    sign_up = signups_actions.request_sign_up(sign_up=typed)
    assert sign_up is not None
    assert submissions.confirm(sign_up).person == charlie
    email.refresh_from_db()
    assert (email.status, email.barred_at is None) == (Email.Status.CONFIRMED, False)
    assert not opens(THEIRS, run_tasks)


@pytest.mark.parametrize("is_into_theirs", [True, False])
def test_a_made_up_person_merged_with_the_record_doesnt_open_it(
    charlie: Person, bob: User, run_tasks: Run, is_into_theirs: bool
) -> None:
    made_up = fake(bob, charlie)
    assert opens(THEIRS, run_tasks), "their own record, with what they typed"
    kept, absorbed = (made_up, charlie) if is_into_theirs else (charlie, made_up)
    done = merges.merge(kept=kept, absorbed=absorbed, user=bob)
    assert not opens(THEIRS, run_tasks)
    assert not opens("charlie@example.org", run_tasks), "bob may have merged them into his friend's record"
    merges.part(merge=done, user=bob)
    assert opens("charlie@example.org", run_tasks)
    assert opens(THEIRS, run_tasks)
    assert Email.objects.get(address=THEIRS).person.uid == made_up.uid


def test_a_session_and_a_proof_of_before_a_merge_end_with_it(
    charlie: Person, bob: User, dora: User, client: Client, run_tasks: Run
) -> None:
    made_up = fake(bob, charlie)
    ask(client, THEIRS)
    run_tasks()
    client.post(link_in(mail.outbox.pop()))
    assert client.get(ME).status_code == 200
    own_page.ask_to_prove(person=made_up, address="second@mallory.example", language="en")
    run_tasks()
    proof = link_in(mail.outbox.pop())
    own_page.ask_to_prove(person=made_up, address="third@mallory.example", language="en")
    merges.merge(kept=charlie, absorbed=made_up, user=dora)
    run_tasks()
    assert not mail.outbox, "what was asked for from inside the other record is not answered for this one"
    assert client.get(ME).status_code == 302
    assert client.post(proof).status_code == 410
    assert {each.address for each in charlie.emails.all()} == {"charlie@example.org", THEIRS}
    assert opens("charlie@example.org", run_tasks), "who keeps the record is dora's to say"


def test_who_signs_up_in_anothers_name_gets_nothing_by_a_merge_of_the_team(
    charlie: Person, dora: User, run_tasks: Run
) -> None:
    double = persons_actions.add_person(
        given_name="Charlie", family_name="Dupont", email=THEIRS, email_status="confirmed", is_own_wish=True
    )
    merges.merge(kept=charlie, absorbed=double, user=dora)
    assert not opens(THEIRS, run_tasks)


def test_an_address_imported_onto_a_known_person_doesnt_open_their_page(
    charlie: Person, dora: User, run_tasks: Run
) -> None:
    persons_actions.change_person(person=charlie, external_id="M1")
    bring(f"external_id,email\nM1,{THEIRS}\nM2,new@example.org\n", dora)
    assert charlie.emails.count() == 2
    assert not opens(THEIRS, run_tasks)
    assert opens("charlie@example.org", run_tasks)
    assert opens("new@example.org", run_tasks), "it came with the record"


def test_from_inside_they_make_it_theirs(charlie: Person, bob: User, inside: Client, run_tasks: Run) -> None:
    email = persons_actions.add_email(person=charlie, address="second@example.org", user=bob)
    run_tasks()
    mail.outbox.clear()
    page = inside.get(ME).content.decode()
    assert "it can't open this page" in page
    assert "It's mine" in page
    inside.post(reverse("own_page:emails"), {"email-address": "second@example.org"})
    run_tasks()
    assert Client().post(link_in(mail.outbox[0])).status_code == 200
    email.refresh_from_db()
    assert (email.barred_at, email.status) == (None, Email.Status.CONFIRMED)
    assert opens("second@example.org", run_tasks)


def test_the_last_address_that_opens_the_page_stays(charlie: Person, bob: User, inside: Client) -> None:
    persons_actions.add_email(person=charlie, address=THEIRS, user=bob)
    first = charlie.emails.get(address="charlie@example.org")
    inside.post(reverse("own_page:email_removal", args=[first.pk]))
    assert charlie.emails.filter(pk=first.pk).exists()


def test_only_who_works_on_the_whole_campaign_vouches_and_not_silently(
    charlie: Person, bob: User, dora: User, run_tasks: Run
) -> None:
    email = persons_actions.add_email(person=charlie, address="second@example.org", user=bob)
    run_tasks()
    path = reverse("persons:email_voucher", args=[charlie.uid, email.pk])
    record = reverse("persons:record", args=[charlie.uid])
    bobs, doras = signed_in(bob), signed_in(dora)
    assert path not in bobs.get(record).content.decode()
    bobs.post(path)
    email.refresh_from_db()
    assert email.barred_at is not None
    assert path in doras.get(record).content.decode()
    mail.outbox.clear()
    doras.post(path)
    run_tasks()
    (told,) = mail.outbox
    assert told.to == ["charlie@example.org"]
    assert "It can open your personal page, because" in told.body
    assert charlie.activities.filter(kind="person.email_vouched", user=dora).exists()
    assert opens("second@example.org", run_tasks)


@pytest.mark.parametrize("is_known", [True, False], ids=["lines go along", "merged before that was known"])
def test_once_parted_a_made_up_person_reads_nothing_of_whom_they_were_taken_for(
    charlie: Person, bob: User, is_known: bool
) -> None:
    made_up = fake(bob, charlie)
    persons_actions.add_phone(person=charlie, number="01 99 00 85 77")
    home = persons_actions.add_postal_address(
        person=charlie, lines="117 rue de la Fontaine", postcode="30132", city="Caissargues"
    )
    mine = persons_actions.add_phone(person=made_up, number="01 99 00 11 22")
    done = merges.merge(kept=made_up, absorbed=charlie, user=bob)
    contact_details.set_status(way=PostalAddress.objects.get(pk=home.pk), status="bouncing", user=bob)
    persons_actions.remove_postal_address(address=PostalAddress.objects.get(pk=home.pk), user=bob)
    contact_details.set_status(way=Phone.objects.get(pk=mine.pk), status="confirmed", user=bob)
    persons_actions.remove_email(email=Email.objects.get(address="charlie@example.org"), user=bob)
    persons_actions.remove_phone(phone=Phone.objects.get(number="+33199008577"), user=bob)
    if not is_known:
        Merge.objects.update(known={})
    merges.part(merge=done, user=bob)
    made_up.refresh_from_db()
    read = " ".join(entry.sentence for entry in timeline.everything(made_up))
    shown = " ".join(entry.sentence for entry in timeline.page(made_up)[0])
    for theirs in ["charlie@example.org", "+33199008577", "Fontaine", "30132"]:
        assert theirs not in read and theirs not in shown
    assert (read.count("•••") >= 4) == (not is_known)
    if is_known:
        kinds = set(charlie.activities.values_list("kind", flat=True))
        assert {"person.email_removed", "person.phone_removed", "person.address_removed"} <= kinds
    assert Phone.objects.get(pk=mine.pk).shown in read or "+33199001122" in read
