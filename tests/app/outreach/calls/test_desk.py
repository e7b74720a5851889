"""The caller's page: one contact, the script, the result; and what HQ sees of it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.outreach.calls import actions, claims, clock, filling, standing
from hustings.outreach.calls.actions import Result
from hustings.outreach.calls.actions.results import BadTime, NotYours
from hustings.outreach.calls.models import Call, Callee, CallList
from hustings.people.contacts.models import Contact
from hustings.people.persons.models import Consent, Look, Phone
from hustings.people.scripts.models import Answer
from tests.app.people.persons.test_hq import easy_second_factor, signed_in

__all__ = ["easy_second_factor"]


@pytest.fixture
def desk(ann):
    return signed_in(ann)


def go_on(client, call_list):
    return client.post(reverse("calls:next", args=[call_list.pk]), follow=True)


def test_a_caller_takes_somebody_talks_and_gets_the_next(desk, ann, filled):
    page = go_on(desk, filled).content.decode()
    held = claims.held_by(ann)
    assert f"tel:{held.number}" in page and "Hello, this is Ann." in page
    assert Look.objects.get(user=ann, how="call").person == held.person
    url = reverse("calls:result", args=[held.claim])
    said = {"outcome": "reached", "talk-q1": "2", "talk-q2": "No bus", "note": "Friendly"}
    answer = desk.post(url, said, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("calls:call")
    assert claims.held_by(ann).pk != held.pk
    assert sorted(Answer.objects.values_list("question", "choice", "text")) == [
        ("q1", "2", ""), ("q2", "", "No bus"),
    ]  # fmt: skip
    contact = Contact.objects.get()
    assert (contact.outcome, contact.note, contact.user) == ("reached", "Friendly", ann)
    held.refresh_from_db()
    assert (held.end, held.claim) == ("reached", None)
    desk.post(url, {"outcome": "refused"})  # the button pressed twice
    assert Contact.objects.count() == 1


def test_the_number_is_on_the_page_only_while_the_lease_lives(desk, ann, filled):
    go_on(desk, filled)
    held = claims.held_by(ann)
    beat = reverse("calls:beat", args=[held.claim])
    assert desk.post(beat).json() == {"is_held": True}
    Callee.objects.filter(pk=held.pk).update(claimed_until=clock.now() - dt.timedelta(seconds=1))
    assert desk.post(beat).json() == {"is_held": False}
    page = desk.get(reverse("calls:call"), follow=True)
    assert held.number not in page.content.decode()
    call = actions.record(claim=held.claim, user=ann, result=Result("reached", note="kept"))
    assert call.contact.note == "kept"  # a talk that took place is never lost


def test_nobody_else_s_call_can_be_noted_and_visitors_of_hq_see_no_numbers(filled, ann, ben, mallory):
    held = actions.next_contact(call_list=filled, user=ann)
    with pytest.raises(NotYours):
        actions.record(claim=held.claim, user=ben, result=Result("reached"))
    assert signed_in(mallory).get(reverse("calls:desk")).status_code == 403
    assert signed_in(ben).get(reverse("calls:lists")).status_code == 403


def test_a_call_back_is_promised_for_an_allowed_time_and_comes_first(filled, ann, ben):
    held = actions.next_contact(call_list=filled, user=ann)
    with pytest.raises(BadTime):
        actions.record(claim=held.claim, user=ann, result=Result("call_back"))
    at = clock.now() + dt.timedelta(hours=2)
    actions.record(claim=held.claim, user=ann, result=Result("call_back", call_back_at=at))
    other = actions.next_contact(call_list=filled, user=ben)
    assert other.pk != held.pk
    told = standing.of(filled, clock.now())
    assert (told.promised, told.held, told.ready) == (1, 1, 3)
    again = actions.next_contact(call_list=filled, user=ann, now=at + dt.timedelta(minutes=1))
    assert again.pk == held.pk


@pytest.mark.parametrize(
    ("result", "end"),
    [
        (Result("no_answer"), ""), (Result("refused"), "refused"),
        (Result("reached", wants_no_calls=True), "no"), (Result("wrong"), "wrong"),
        (Result("deceased"), "deceased"),
    ],
)  # fmt: skip
def test_each_outcome_has_its_consequence(filled, ann, result, end):
    held = actions.next_contact(call_list=filled, user=ann)
    actions.record(claim=held.claim, user=ann, result=result)
    held.refresh_from_db()
    held.person.refresh_from_db()
    assert held.end == end
    assert (held.person.no_calls_since is not None) == (end in {"no", "deceased"})
    assert Phone.objects.filter(status="bouncing").count() == (end == "wrong")
    assert held.done_at or held.due_at > clock.now() + dt.timedelta(hours=19)


def test_consents_by_phone_stand_in_the_ledger_with_their_sentence(filled, ann):
    from hustings.people.persons import actions as persons_actions

    held = actions.next_contact(call_list=filled, user=ann)
    sentence = persons_actions.wording(purpose="sms", text="I agree to texts.")
    result = Result("reached", consents={"sms": sentence.pk})
    actions.record(claim=held.claim, user=ann, result=result)
    consent = Consent.objects.get(person=held.person, purpose="sms")
    assert consent.is_given and consent.entry.user == ann and consent.entry.wording == sentence
    assert consent.entry.source == "call"


def test_after_the_last_try_nobody_rings_again(filled, ann):
    CallList.objects.update(tries=1)
    held = actions.next_contact(call_list=filled, user=ann)
    actions.record(claim=held.claim, user=ann, result=Result("no_answer"))
    held.refresh_from_db()
    assert held.end == "tries"


def test_an_empty_queue_says_why_and_until_when(desk, ann, filled):
    Callee.objects.update(due_at=clock.now() + dt.timedelta(hours=5))
    page = go_on(desk, filled).content.decode()
    assert "Nobody can be called right now. The next person is due" in page
    assert "5 called lately" in page
    Callee.objects.update(done_at=clock.now(), end="reached")
    assert "Everyone on this list has been called" in go_on(desk, filled).content.decode()


def test_hours_of_the_law_are_kept_where_the_person_lives(filled, ann, dora):
    from hustings.foundation.campaigns.models import Campaign

    Campaign.objects.update(country="fr")
    sunday = dt.datetime(2027, 3, 7, 15, tzinfo=dt.UTC)
    Callee.objects.update(due_at=sunday - dt.timedelta(days=1))
    assert actions.next_contact(call_list=filled, user=ann, now=sunday) is None
    told = standing.of(CallList.objects.get(), sunday)
    assert (told.closed, told.ready, told.is_silence) == (5, 0, False)
    assert told.opens_at > sunday and "D. 223-9" in told.article
    monday = told.opens_at + dt.timedelta(minutes=1)
    assert actions.next_contact(call_list=CallList.objects.get(), user=ann, now=monday)


def test_a_list_is_made_started_and_followed_in_hq(dora, filled, ann):
    hq = signed_in(dora)
    page = hq.get(reverse("calls:list_new")).content.decode()
    assert "Turnout" not in page and "Everybody" in page
    said = {
        "name": "Second", "segment": filled.segment_id, "script": filled.script_id, "tries": 3,
        "rest_hours": 20,
    }  # fmt: skip
    answer = hq.post(reverse("calls:list_new"), said, follow=True)
    assert answer.status_code == 200
    made = CallList.objects.get(name="Second")
    filling.fill(made)
    assert made.callees.count() == 5
    assert made.state == "draft"
    hq.post(reverse("calls:list_state", args=[made.pk]), {"do": "start"})
    made.refresh_from_db()
    assert made.state == "open"
    held = actions.next_contact(call_list=made, user=ann)
    actions.record(claim=held.claim, user=ann, result=Result("reached"))
    page = hq.get(reverse("calls:list", args=[made.pk])).content.decode()
    assert "1 of 5 done" in page and "Ann" in page
    assert "Second" in hq.get(reverse("calls:lists")).content.decode()
    hq.post(reverse("calls:list_state", args=[made.pk]), {"do": "close"})
    assert actions.next_contact is not None and not CallList.objects.open().filter(pk=made.pk).exists()


def test_an_organiser_of_a_territory_makes_lists_of_it_only(alice, filled, rhone):
    hq = signed_in(alice)
    said = {
        "name": "Ours", "segment": filled.segment_id, "script": filled.script_id, "tries": 3,
        "rest_hours": 20,
    }  # fmt: skip
    assert "one of your territories" in hq.post(reverse("calls:list_new"), said).content.decode()
    hq.post(reverse("calls:list_new"), {**said, "zone_id": rhone.pk, "zone": "Rhône"})
    assert CallList.objects.visible_to(alice).get().zone == rhone
    assert hq.get(reverse("calls:list", args=[filled.pk])).status_code == 404


def test_a_do_not_call_list_bars_numbers_and_a_newer_one_replaces_it(filled, dora):
    from django.core.files.uploadedfile import SimpleUploadedFile

    hq = signed_in(dora)
    first = Callee.objects.order_by("pk").first()
    lines = f"numero\n{first.number}\n06 12 34 00 01;x\nnonsense\n"

    def send(text):
        file = SimpleUploadedFile("list.csv", text.encode())
        day = timezone.localdate().isoformat()
        return hq.post(
            reverse("calls:numbers"), {"name": "Bloctel", "as_of": day, "upload": file}, follow=True
        )

    assert "2 numbers read" in send(lines).content.decode()
    filling.fill(filled)
    assert Callee.objects.filter(end="barred").count() == 2
    assert "no phone number in this file" in send("a\nb").content.decode()
    send("+33999999999\n")
    filling.fill(filled)
    assert Callee.objects.filter(end="barred").count() == 0
    assert Callee.objects.filter(done_at=None).count() == 5


def test_a_page_that_is_left_gives_back_by_its_beacon(desk, ann, filled):
    go_on(desk, filled)
    held = claims.held_by(ann)
    assert desk.post(reverse("calls:release", args=[held.claim])).json() == {"is_given_back": True}
    assert claims.held_by(ann) is None and Call.objects.get().end == "released"
