"""Why we have somebody and why they got each letter, in one screen; the proof of the ledger."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons import actions, consent_chain
from hustings.people.privacy import consent_ledger
from hustings.shells.cli.checks import findings
from tests.app.people.persons.test_hq import easy_second_factor, signed_in
from tests.app.people.privacy.test_ledger import ENTRY, by_force

__all__ = ["easy_second_factor"]


@pytest.fixture
def told(charlie):
    """Charlie said yes two days ago and got a letter yesterday."""
    said = timezone.now() - dt.timedelta(days=2)
    entry = actions.record_consent(
        person=charlie, purpose="email", is_given=True, source="Stand on the market", text="Write to me."
    )
    by_force(
        f"UPDATE {ENTRY} SET given_at = '{said:%Y-%m-%d %H:%M:%S}', recorded_at = '{said:%Y-%m-%d %H:%M:%S}'"
    )
    leaf = {"criterion": "consent", "operator": "yes", "value": "email"}
    mailing = Mailing.objects.create(
        name="News of May", criteria={"match": "all", "criteria": [leaf]}, state="sent"
    )
    Delivery.objects.create(
        mailing=mailing, person=charlie, address="charlie@example.org", state="sent",
        sent_at=timezone.now() - dt.timedelta(days=1),
    )  # fmt: skip
    return entry


def why(user, person):
    return signed_in(user).get(reverse("privacy:why", args=[person.uid])).content.decode()


def test_one_screen_says_where_from_what_was_agreed_and_why_each_letter_came(dora, charlie, told):
    page = why(dora, charlie)
    for words in [
        "Stand on the market",
        "Write to me.",
        "News of May",
        "Recipients:",
        "They had agreed on",
    ]:
        assert words in page
    assert "charlie@example.org" in page


def test_a_letter_without_a_yes_is_named(dora, charlie, told):
    Delivery.objects.update(sent_at=timezone.now() - dt.timedelta(days=3))
    assert "No consent was recorded at the time." in why(dora, charlie)


def test_a_yes_of_before_that_was_written_down_after_says_both_days(dora, charlie, told):
    letter = timezone.now() - dt.timedelta(days=3)
    Delivery.objects.update(sent_at=letter)
    early = letter - dt.timedelta(days=30)
    by_force(f"UPDATE {ENTRY} SET given_at = '{early:%Y-%m-%d %H:%M:%S}'")
    page = why(dora, charlie)
    assert "No consent was recorded at the time." not in page
    day = date_format(timezone.localtime(early))
    words = f"They had agreed on {day} (Stand on the market); it was recorded on"
    assert words in page and "after this mailing" in page
    no = letter - dt.timedelta(days=20)
    actions.record_consent(person=charlie, purpose="email", is_given=False, source="call", given_at=no)
    assert "No consent was recorded at the time." in why(dora, charlie), "a no in between counts"


def test_a_no_in_between_counts(dora, charlie, told):
    actions.record_consent(person=charlie, purpose="email", is_given=False, source="link")
    assert "They had agreed on" in why(dora, charlie)
    Delivery.objects.update(sent_at=timezone.now() + dt.timedelta(hours=1))
    assert "No consent was recorded at the time." in why(dora, charlie)


def test_contact_data_is_hidden_here_too_and_strangers_stay_out(alice, mallory, charlie, told):
    assert "charlie@example.org" not in why(alice, charlie)
    assert signed_in(mallory).get(reverse("privacy:why", args=[charlie.uid])).status_code == 403


def test_somebody_nobody_asked_and_nobody_wrote_to(dora, charlie):
    page = why(dora, charlie)
    assert "No mailings sent." in page
    assert "Never asked" in page


def test_check_proves_the_ledger_and_names_the_broken_row(charlie):
    entry = actions.record_consent(person=charlie, purpose="email", is_given=True, source="x")
    consent_chain.seal_waiting()
    (whole,) = findings.answers()
    assert whole.level is findings.Level.GOOD
    assert consent_ledger.prove().head[:16] in whole.what
    by_force(f"UPDATE {ENTRY} SET is_given = NOT is_given")
    (broken,) = findings.answers()
    assert broken.level is findings.Level.MEND
    assert str(entry.pk) in broken.what
