"""Results that arrive when the lease is over: nothing said is lost, and a no wins."""

import datetime as dt

import pytest
from django.urls import reverse

from hustings.outreach.calls import actions, claims, clock
from hustings.outreach.calls.actions import Result
from hustings.outreach.calls.models import Call, Callee
from hustings.people.contacts.models import Contact
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Consent, Purpose
from hustings.people.scripts import actions as scripts_actions
from hustings.people.scripts.models import Answer
from tests.app.people.persons.test_hq import easy_second_factor, signed_in

__all__ = ["easy_second_factor"]
pytestmark = pytest.mark.both


def take(call_list, who):
    return actions.next_contact(call_list=call_list, user=who)


@pytest.fixture
def lost(filled, ann):
    """A contact of Ann's whose page had no network until the lease was over; she did not ring by the page."""
    held = take(filled, ann)
    claims.lapse(clock.now() + dt.timedelta(hours=1))
    Callee.objects.exclude(pk=held.pk).update(done_at=clock.now())
    return held


def sentence():
    return persons_actions.wording(purpose="sms", text="I agree to texts.").pk


def test_answers_and_consents_sent_after_the_lease_are_kept(lost, ann, filled, script):
    texts = {"en": "? Another question?\n- No\n- Yes"}
    scripts_actions.save_script(script=script, name=script.name, texts=texts)  # changed meanwhile
    said = {
        "outcome": "reached", "version": "1", "talk-q1": "2", "talk-q2": "No bus", "yes-sms": sentence(),
        "pause": "yes",
    }  # fmt: skip
    answer = signed_in(ann).post(reverse("calls:result", args=[lost.claim]), said, follow=True)
    assert "Noted." in answer.content.decode()
    assert sorted(Answer.objects.values_list("version__number", "question", "text")) == [
        (1, "q1", ""), (1, "q2", "No bus"),
    ]  # fmt: skip
    assert Consent.objects.get(person=lost.person, purpose="sms").is_given
    lost.refresh_from_db()
    assert (lost.end, lost.claim) == ("reached", None)


def test_a_form_sent_late_and_incomplete_comes_back_as_it_was_without_the_number(lost, ann):
    said = {"talk-q1": "2", "talk-q2": "No bus", "note": "Friendly", "yes-sms": sentence()}
    answer = signed_in(ann).post(reverse("calls:result", args=[lost.claim]), said)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Choose what happened." in page
    assert "No bus" in page and "Friendly" in page and page.count("checked") == 1
    assert lost.number not in page and "data-call-beat" not in page


def test_a_yes_from_before_a_no_does_not_undo_it(lost, ann):
    persons_actions.record_consent(person=lost.person, purpose=Purpose.SMS, is_given=False, source="own-page")
    actions.record(claim=lost.claim, user=ann, result=Result("reached", consents={"sms": sentence()}))
    assert not Consent.objects.get(person=lost.person, purpose="sms").is_given


def test_whoever_has_not_rung_yet_loses_a_contact_who_was_just_called(lost, filled, ann, ben):
    held = take(filled, ben)
    assert held.pk == lost.pk
    actions.record(claim=lost.claim, user=ann, result=Result("no_answer"))
    assert claims.held_by(ben) is None and not claims.ring(held.claim, ben, clock.now())
    assert Call.objects.get(claim=held.claim).end == "called"
    lost.refresh_from_db()
    assert lost.n_tries == 1 and lost.due_at > clock.now() + dt.timedelta(hours=19)


@pytest.mark.parametrize(
    ("late", "meanwhile", "end"),
    [
        ("refused", "no_answer", "refused"), ("no_answer", "refused", "refused"),
        ("reached", "no_answer", "reached"), ("no_answer", "reached", "reached"),
        ("reached", "refused", "refused"), ("refused", "reached", "refused"),
        ("call_back", "reached", ""), ("reached", "call_back", ""), ("refused", "call_back", "refused"),
        ("call_back", "refused", "refused"), ("no_answer", "call_back", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_first", [True, False])
def test_two_who_called_are_both_kept_and_the_weightier_result_counts(
    lost, filled, ann, ben, late, meanwhile, end, is_first
):
    at = clock.now() + dt.timedelta(hours=2)
    held = take(filled, ben)
    assert claims.ring(held.claim, ben, clock.now())
    both = [(held.claim, ben, meanwhile), (lost.claim, ann, late)]
    for claim, user, outcome in reversed(both) if is_first else both:
        when = at if outcome == "call_back" else None
        actions.record(claim=claim, user=user, result=Result(outcome, call_back_at=when))
    assert Contact.objects.count() == 2
    lost.refresh_from_db()
    assert (lost.end, lost.claim) == (end, None)
    assert (lost.call_back_at is not None) == (end == "") == (lost.done_at is None)


def test_a_call_that_counted_when_its_page_was_lost_counts_once(filled, ann):
    held = take(filled, ann)
    claims.ring(held.claim, ann, clock.now())
    claims.lapse(clock.now() + dt.timedelta(hours=1))
    actions.record(claim=held.claim, user=ann, result=Result("no_answer"))
    held.refresh_from_db()
    assert held.n_tries == 1 and Contact.objects.count() == 1
