"""Who signs up in another's name with a mailbox of their own, before a file or a merge tells of the other."""

from collections.abc import Callable
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from hustings.foundation.accounts.models import User
from hustings.people.changes.actions import operations
from hustings.people.duplicates.actions import duplicates, merges
from hustings.people.imports.actions import imports
from hustings.people.imports.models import Import
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.matching import self_reported
from hustings.people.persons.matching.match_keys import BIRTH, USUAL
from hustings.people.persons.models import Email, Person
from hustings.people.selfservice.models import PageRequest
from hustings.people.signups import actions as signups_actions
from hustings.people.signups.models import SignUp
from tests.app.people.imports.test_import_run import bring, check, report, take
from tests.app.people.persons.test_hq import easy_second_factor, signed_in
from tests.app.people.selfservice.test_own_page_barred import opens
from tests.cast.people import submissions
from tests.cast.people.own_page import ME, Run, ask, english, link_in

__all__ = ["easy_second_factor", "english"]  # fixtures
pytestmark = pytest.mark.django_db
MALLORY = "nadia@mallory.example"
HEAD = "external_id,email,prénom,nom,téléphone,date de naissance,note\n"
SECRET = "Gave 500 at the dinner"
BY_BIRTH = {"keys": [*USUAL, BIRTH]}


@pytest.fixture
def impostor(db: None) -> Person:
    """Mallory has signed up as Nadia, with her number."""
    typed = SignUp.typed(
        address=persons_actions.read_email(MALLORY), language="en", source="/", consents={},
        given_name="Nadia", family_name="Lointaine", phone="0611777701",
    )  # fmt: skip
    sign_up = signups_actions.request_sign_up(sign_up=typed)
    assert sign_up
    return submissions.confirm(sign_up).person


@pytest.mark.parametrize("email", ["", "nadia@example.org"])
def test_a_file_that_knows_them_by_name_and_phone_closes_their_page(
    impostor: Person, run_tasks: Run, email: str
) -> None:
    stranger = Client()
    ask(stranger, MALLORY)
    run_tasks()
    stranger.post(link_in(mail.outbox.pop()))
    assert stranger.get(ME).status_code == 200
    imported = bring(f"{HEAD},{email},Nadia,Lointaine,06 11 77 77 01,,{SECRET}\n")
    assert imported.counts["run"]["changed"] == 1
    assert impostor.notes.get().body == SECRET
    assert stranger.get(ME).status_code == 302, "the page that was open is closed"
    PageRequest.objects.all().delete()  # a day later
    assert not opens(MALLORY, run_tasks)
    assert "an imported list added it" in " ".join(mail.outbox[0].body.split())
    assert not email or not opens(email, run_tasks)
    assert "Matched only by phone and name" in report(imported)


def test_nor_by_a_birth_date_that_they_wrote_themselves(run_tasks: Run) -> None:
    charlie = persons_actions.add_person(
        given_name="Charlie", family_name="Dupont", email=MALLORY, language="en"
    )
    stranger = Client()
    ask(stranger, MALLORY)
    run_tasks()
    stranger.post(link_in(mail.outbox.pop()))
    words = {"given_name": "Nadia", "family_name": "Lointaine", "born_on": "1980-02-13", "language": "en"}
    assert stranger.post(reverse("own_page:record"), words).status_code == 302
    assert self_reported.of([charlie.pk])
    imported = bring(f"{HEAD},,Nadia,Lointaine,,13/02/1980,{SECRET}\n", **BY_BIRTH)
    assert imported.counts["run"]["changed"] == 1
    assert not opens(MALLORY, run_tasks)


@pytest.mark.parametrize(
    "line",
    [
        f"X1,{MALLORY},Nadia,Lointaine,0611777701,,{SECRET}",  # the file knows the mailbox, too
        f"X7,,Nadia,Lointaine,0611777701,,{SECRET}",  # or the external ID
        ",,Nadia,Lointaine,0611777701,,",  # or it tells nothing new
        f",,Nadia,Else,0611777701,,{SECRET}",  # or it is about another
    ],
)
def test_what_is_surely_theirs_closes_nothing(impostor: Person, run_tasks: Run, line: str) -> None:
    persons_actions.change_person(person=impostor, external_id="X7" if line[:2] == "X7" else "")
    bring(f"{HEAD}{line}\n")
    assert opens(MALLORY, run_tasks)


def test_nor_where_the_campaign_knew_name_and_number_itself(dora: User, run_tasks: Run) -> None:
    bring(f"{HEAD},nadia@example.org,Nadia,Lointaine,0611777701,,\n")
    person = Person.objects.get()
    persons_actions.add_phone(person=person, number="0611777702", user=dora)
    imported = bring(f"{HEAD},,Nadia,Lointaine,0611777701,,{SECRET}\n")
    assert imported.counts["run"]["changed"] == 1
    assert "Matched only by" not in report(imported)
    assert opens("nadia@example.org", run_tasks)


def test_somebody_vouches_or_the_import_is_undone(impostor: Person, dora: User, run_tasks: Run) -> None:
    line = f",nadia@example.org,Nadia,Lointaine,0611777701,,{SECRET}\n"
    imported = bring(HEAD + line, dora)
    record = signed_in(dora).get(reverse("persons:record", args=[impostor.uid])).content.decode()
    assert "its addresses can't open the personal page until someone on the team confirms them" in unescape(
        record
    )
    assert record.count("can't open their personal page") == 2
    assert imported.operation
    operations.undo(operation=imported.operation, user=dora)
    run_tasks()
    assert opens(MALLORY, run_tasks)
    assert impostor.emails.get().address == MALLORY
    assert not impostor.notes.exists()

    bring(HEAD + line, dora)
    assert not opens(MALLORY, run_tasks)
    persons_actions.vouch_for_email(email=Email.objects.get(address=MALLORY), user=dora)
    bring(f"{HEAD},,Nadia,Lointaine,0611777701,,Another\n", dora)
    assert not opens(MALLORY, run_tasks), "each time anew: it may be another list"


def test_what_changed_since_keeps_it_closed(impostor: Person, dora: User, run_tasks: Run) -> None:
    imported = bring(f"{HEAD},nadia@example.org,Nadia,Lointaine,0611777701,,\n", dora)
    Email.objects.filter(key="nadia@example.org").update(status=Email.Status.CONFIRMED)
    assert imported.operation
    operations.undo(operation=imported.operation, user=dora)
    run_tasks()
    assert impostor.emails.count() == 2, "kept: confirmed since"
    assert not opens(MALLORY, run_tasks)
    assert not opens("nadia@example.org", run_tasks)


def test_the_check_says_so_and_closes_nothing(impostor: Person, run_tasks: Run) -> None:
    imported = check(take(f"{HEAD},,Nadia,Lointaine,0611777701,,{SECRET}\n"))
    assert imported.state == Import.State.CHECKED
    assert "the new addresses can't open" in report(imported)
    assert opens(MALLORY, run_tasks)
    imports.cancel(imported=imported)


@pytest.mark.parametrize("by_hand", [True, False])
def test_all_sure_pairs_at_once_open_nothing_for_them(
    impostor: Person, dora: User, run_tasks: Callable[[], int], by_hand: bool
) -> None:
    bring(f"{HEAD}X1,nadia@example.org,Nadia,Lointaine,0611777701,,{SECRET}\n", keys=["email"])
    assert Person.objects.count() == 2
    duplicates.search(user=dora)
    run_tasks()
    if by_hand:
        merges.merge(kept=impostor, absorbed=Person.objects.get(external_id="X1"), user=dora)
        assert opens(MALLORY, run_tasks), "who keeps the record is dora's to say"
        return
    merges.merge_sure(user=dora)
    run_tasks()
    assert Person.objects.get() == impostor
    assert impostor.notes.get().body == SECRET
    assert not opens(MALLORY, run_tasks)
    assert not opens("nadia@example.org", run_tasks)
